using System;
using System.Text;
using Lodestar.Machine;
using Lodestar.Machine.Diagnostics;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>The log's lines and its ring buffer.</summary>
public static class KernelLogTests
{
    [Test]
    public static void ALineHasTimeLevelAndText()
    {
        KernelLog.Warning($"log test {-5} {0xbeefUL:x8} {true} {'c'} grüße");
        string line = LastLine();
        Check.Equal('[', line[0]);
        Check.Equal('.', line[5]);
        Check.Equal("] warning: log test -5 0000beef true c grüße", line[12..]);
    }

    [Test]
    public static void ALineBelowTheLevelIsDropped()
    {
        LogLevel level = KernelLog.MinimumLevel;
        KernelLog.MinimumLevel = LogLevel.Error;
        KernelLog.Info("must not be seen");
        KernelLog.MinimumLevel = level;
        Check.That(!LastLine().Contains("must not be seen", StringComparison.Ordinal));
    }

    [Test]
    public static void ALongLineIsCutOffAndEnds()
    {
        KernelLog.Info(new string('x', 2000));
        Check.AtMost(480, LastLine().Length);
    }

    private static string LastLine()
    {
        byte[] log = new byte[MachineInformation.LogLength];
        int length = MachineInformation.ReadLog(log);
        return Encoding.UTF8.GetString(log, 0, length).TrimEnd('\n').Split('\n')[^1];
    }
}
