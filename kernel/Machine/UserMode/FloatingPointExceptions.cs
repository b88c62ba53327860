using System;

namespace Lodestar.Machine.UserMode;

/// <summary>Floating-point exceptions, as MXCSR and the x87 status word number them (Intel SDM volume 1, 8.1.3.3 and 10.2.3.1).</summary>
[Flags]
public enum FloatingPointExceptions
{
    None = 0,
    InvalidOperation = 1 << 0,
    Denormal = 1 << 1,
    DivideByZero = 1 << 2,
    Overflow = 1 << 3,
    Underflow = 1 << 4,
    Precision = 1 << 5,
}
