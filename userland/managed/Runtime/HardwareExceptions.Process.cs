using Lodestar.Userland;

namespace Lodestar.Machine.Runtime;

/// <content>In a process a fault comes as a signal.</content>
internal static unsafe partial class HardwareExceptions
{
    /// <summary>
    /// Tries to raise the exception for a signal; true if the handler that returns to <paramref name="context"/> now goes to the
    /// throw helper.
    /// </summary>
    public static bool TryRaise(int signal, SignalInformation* information, SignalContext* context) => signal switch
    {
        Signals.SegmentationFault when information->Code != SignalInformation.FromKernel =>
            TryRaiseNullReference(information->Address, new FaultRegisters(context)),
        Signals.ArithmeticError when information->Code == SignalInformation.IntegerDivision =>
            TryRaiseDivisionError(new FaultRegisters(context)),
        _ => false,
    };
}
