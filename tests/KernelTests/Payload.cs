using Lodestar.Machine.Diagnostics;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

internal static class Payload
{
    public static void Run()
    {
        TestRunner.Run(RuntimeTests.AllTests.List, s => Serial.Write(s + "\n"), null, 256, false);
    }
}
