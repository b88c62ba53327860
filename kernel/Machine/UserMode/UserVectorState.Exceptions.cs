namespace Lodestar.Machine.UserMode;

/// <summary>What floating-point exceptions of a program are about.</summary>
public static unsafe partial class UserVectorState
{
    /// <summary>The program's MXCSR.</summary>
    public static uint ReadMxcsr(UserRegisters registers) => *registers.Mxcsr;

    /// <summary>
    /// The exceptions that a program wants to hear of and that have come: what #MF (vector 16) and #XM (19) are about. Linux
    /// looks for the first of InvalidOperation, DivideByZero, Overflow, Denormal or Underflow, Precision for si_code.
    /// </summary>
    /// <param name="registers">The program's registers at the exception.</param>
    /// <param name="vector">16 for the x87 unit's, else those of SSE and AVX.</param>
    public static FloatingPointExceptions UnmaskedExceptions(UserRegisters registers, int vector)
    {
        const int X87Error = 16;
        const uint All = 0x3f;
        const int MxcsrMaskShift = 7;
        if (vector != X87Error)
        {
            uint mxcsr = *registers.Mxcsr;
            return (FloatingPointExceptions)(mxcsr & ~(mxcsr >> MxcsrMaskShift) & All);
        }

        byte* area = Align(stackalloc byte[s_format.AreaSize + AreaAlignment]);
        Collect(registers, area);
        uint control = *(ushort*)(area + VectorStateFormat.ControlOffset);
        uint status = *(ushort*)(area + VectorStateFormat.StatusOffset);
        return (FloatingPointExceptions)(status & ~control & All);
    }
}
