namespace Lodestar.Machine.Interrupts;

/// <summary>The vectors that the CPU itself raises (Intel SDM volume 3, table 6-1).</summary>
internal enum ExceptionVector
{
    DivideError = 0,
    Debug = 1,
    NonMaskableInterrupt = 2,
    Breakpoint = 3,
    Overflow = 4,
    BoundRange = 5,
    InvalidOpcode = 6,
    DeviceNotAvailable = 7,
    DoubleFault = 8,
    InvalidTss = 10,
    SegmentNotPresent = 11,
    StackSegment = 12,
    GeneralProtection = 13,
    PageFault = 14,
    FloatingPoint = 16,
    AlignmentCheck = 17,
    MachineCheck = 18,
    SimdFloatingPoint = 19,
    Virtualization = 20,
    ControlProtection = 21,

    /// <summary>The first vector that devices can have.</summary>
    FirstInterrupt = 32,
}
