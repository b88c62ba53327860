using System.Runtime;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Boot;

internal static unsafe class KernelEntry
{
    [RuntimeExport("KernelEntry")]
    private static void Enter(uint protocol, ulong information)
    {
        Serial.Write("hello from C#\n");
        RuntimeStartup.Start(null, null);
        Native.KernelMain();
        Native.Halt();
    }
}
