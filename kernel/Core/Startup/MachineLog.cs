using System;
using Lodestar.Core.Files.Log;
using Lodestar.Machine;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>The kernel's log where the machine keeps it.</summary>
public sealed class MachineLog : IKernelLog
{
    public int Length => MachineInformation.LogLength;

    public int Capacity => MachineInformation.LogCapacity;

    public ulong End => MachineInformation.LogEnd;

    public ulong Lines => MachineInformation.LogLines;

    public int Read(ref ulong position, Span<byte> destination) => MachineInformation.ReadLog(ref position, destination);

    public void Write(int level, string text)
    {
        switch (level)
        {
            case < LogLine.Warning:
                KernelLog.Error(text);
                break;
            case LogLine.Warning:
                KernelLog.Warning(text);
                break;
            case LogLine.Debugging:
                KernelLog.Debug(text);
                break;
            default:
                KernelLog.Info(text);
                break;
        }
    }
}
