using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine.Diagnostics;

/// <summary>Registers and backtrace of what an interrupt has interrupted, in the log of a kernel that goes on.</summary>
internal static unsafe class LiveReport
{
    /// <summary>Writes them. Interrupts are disabled; allocates nothing.</summary>
    public static void Write(InterruptFrame* frame)
    {
        KernelLog.Info(frame->IsFromUser ? "sysrq: registers in ring 3" : "sysrq: registers in the kernel");
        PanicOutput.GoesToScreen = false;
        RegisterReport.WriteRegisters(frame);
        if (!frame->IsFromUser)
        {
            Backtrace.Write(frame);
        }

        PanicOutput.GoesToScreen = true;
    }
}
