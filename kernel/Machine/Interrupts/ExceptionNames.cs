namespace Lodestar.Machine.Interrupts;

/// <summary>Exceptions in words.</summary>
internal static class ExceptionNames
{
    /// <summary>The name of a vector, with the mnemonic of the manuals.</summary>
    public static string Of(ulong vector) => (ExceptionVector)vector switch
    {
        ExceptionVector.DivideError => "divide error (#DE)",
        ExceptionVector.Debug => "debug exception (#DB)",
        ExceptionVector.NonMaskableInterrupt => "non-maskable interrupt (NMI)",
        ExceptionVector.Breakpoint => "breakpoint (#BP)",
        ExceptionVector.Overflow => "overflow (#OF)",
        ExceptionVector.BoundRange => "bound range exceeded (#BR)",
        ExceptionVector.InvalidOpcode => "invalid opcode (#UD)",
        ExceptionVector.DeviceNotAvailable => "device not available (#NM)",
        ExceptionVector.DoubleFault => "double fault (#DF)",
        ExceptionVector.InvalidTss => "invalid task state segment (#TS)",
        ExceptionVector.SegmentNotPresent => "segment not present (#NP)",
        ExceptionVector.StackSegment => "stack segment fault (#SS)",
        ExceptionVector.GeneralProtection => "general protection fault (#GP)",
        ExceptionVector.PageFault => "page fault (#PF)",
        ExceptionVector.FloatingPoint => "x87 floating-point error (#MF)",
        ExceptionVector.AlignmentCheck => "alignment check (#AC)",
        ExceptionVector.MachineCheck => "machine check (#MC)",
        ExceptionVector.SimdFloatingPoint => "SIMD floating-point exception (#XM)",
        ExceptionVector.Virtualization => "virtualization exception (#VE)",
        ExceptionVector.ControlProtection => "control protection exception (#CP)",
        _ => vector < (ulong)ExceptionVector.FirstInterrupt ? "reserved exception" : "unexpected interrupt",
    };
}
