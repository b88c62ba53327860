using System.Runtime;

namespace Lodestar.Image;

/// <summary>Where the machine half hands over to the kernel proper.</summary>
internal static class EntryPoint
{
    [RuntimeExport("KernelMain")]
    private static void KernelMain() => Core.Main.Run();
}
