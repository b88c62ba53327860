using System.Runtime;

namespace Lodestar.KernelTests;

/// <summary>Where the machine half hands over: the kernel boots as always, then runs the tests instead of programs.</summary>
internal static class EntryPoint
{
    [RuntimeExport("KernelMain")]
    private static void KernelMain() => Core.Main.Run(Payload.Run);
}
