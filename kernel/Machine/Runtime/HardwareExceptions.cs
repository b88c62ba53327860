using Lodestar.Machine.Runtime.Unwinding;

namespace Lodestar.Machine.Runtime;

/// <summary>
/// Turns a CPU fault in managed code into the .NET exception that it stands for, by making the interrupted code
/// continue in the throw helper.
/// </summary>
internal static unsafe partial class HardwareExceptions
{
    // System.Runtime.EH.HwExceptionCode: Windows status codes, because CoreLib is Windows' build.
    private const uint NullReference = 0;
    private const uint NullReferenceInHelper = 66;
    private const uint IntegerDivideByZero = 0xc0000094;
    private const uint IntegerOverflow = 0xc0000095;

    /// <summary>Accesses below this address count as through a null reference: no object's field lies further in.</summary>
    private const ulong NullPageLimit = 0x10000;

    /// <summary>
    /// Tries to raise the exception for an access that faulted; true if <paramref name="registers"/> now continue in the throw
    /// helper: RIP, RSP, RDI, RSI and RDX are changed then.
    /// </summary>
    /// <param name="address">The address that was accessed.</param>
    /// <param name="registers">Registers of the faulting code.</param>
    private static bool TryRaiseNullReference(ulong address, FaultRegisters registers) =>
        address < NullPageLimit && TryRaise(NullReference, registers);

    /// <summary>The same for an integer division that faulted.</summary>
    private static bool TryRaiseDivisionError(FaultRegisters registers) =>
        TryRaise(IsDivisionByZero(registers) ? IntegerDivideByZero : IntegerOverflow, registers);

    private static bool TryRaise(uint code, FaultRegisters registers)
    {
        ulong address = registers.Rip;
        ulong stack = registers.General(FaultRegisters.Rsp);
        if (IsHelperSite(address))
        {
            // A helper without a frame of its own: the exception belongs to the caller.
            code = NullReferenceInHelper;
            address = *(ulong*)stack;
            stack += sizeof(ulong);
            if (!ManagedMethod.TryFind(address - 1, out _))
            {
                return false;
            }
        }
        else if (!ManagedMethod.TryFind(address, out _))
        {
            return false;
        }

        // What RhpThrowHwEx (asm/exceptions.asm) expects. Everything else stays as the faulting code had it.
        registers.General(FaultRegisters.Rdi) = code;
        registers.General(FaultRegisters.Rsi) = address;
        registers.General(FaultRegisters.Rdx) = stack;
        registers.General(FaultRegisters.Rsp) = stack;
        registers.Rip = Native.GetThrowHardwareException();
        return true;
    }

    /// <summary>
    /// #DE comes for a zero divisor and for a quotient that does not fit (int.MinValue / -1). RyuJIT divides by a register
    /// or a memory operand; decoding only what it emits, an operand that can't be read counts as zero.
    /// </summary>
    private static bool IsDivisionByZero(FaultRegisters registers)
    {
        byte* code = (byte*)registers.Rip;
        int rex = 0;
        if ((*code & 0xf0) == 0x40)
        {
            rex = *code++;
        }

        const byte Group3 = 0xf7; // DIV /6, IDIV /7 (Intel SDM volume 2, "IDIV")
        if (*code++ != Group3)
        {
            return true;
        }

        byte modRm = *code++;
        int register = (modRm & 7) | ((rex & 1) << 3);
        bool wide = (rex & 8) != 0;
        ulong value;
        if ((modRm & 0xc0) == 0xc0)
        {
            value = registers.General(register);
        }
        else
        {
            byte* operand = MemoryOperand(registers, code, modRm, rex);
            value = wide ? *(ulong*)operand : *(uint*)operand;
        }

        return wide ? value == 0 : (uint)value == 0;
    }

    private static byte* MemoryOperand(FaultRegisters registers, byte* code, byte modRm, int rex)
    {
        const int UsesSib = 4;
        const int NoIndex = 4;
        const int DisplacementOnly = 5;
        int mode = modRm >> 6;
        int low = modRm & 7;
        ulong address = 0;
        if (low == UsesSib)
        {
            byte sib = *code++;
            int index = ((sib >> 3) & 7) | ((rex & 2) << 2);
            low = sib & 7;
            if (index != NoIndex)
            {
                address = registers.General(index) << (sib >> 6);
            }
        }
        else if (low == DisplacementOnly && mode == 0)
        {
            // RIP-relative: from the end of the instruction, which ends with the displacement.
            return code + sizeof(int) + *(int*)code;
        }

        if (low == DisplacementOnly && mode == 0)
        {
            return (byte*)(address + (ulong)*(int*)code);
        }

        address += registers.General(low | ((rex & 1) << 3));
        return mode switch
        {
            1 => (byte*)(address + (ulong)*(sbyte*)code),
            2 => (byte*)(address + (ulong)*(int*)code),
            _ => (byte*)address,
        };
    }

    /// <summary>
    /// Code without a frame that loads or stores through a reference of its caller: our helpers' listed instructions, and
    /// the stubs that ILC writes (delegates to virtual methods, generic look-ups).
    /// </summary>
    private static bool IsHelperSite(ulong address) =>
        IsIn(Native.GetRuntimeFaultSites(), address)
        || IsIn(Native.GetDispatchFaultSites(), address)
        || (address >= Native.GetIlcStubsStart() && address < Native.GetIlcStubsEnd());

    private static bool IsIn(ulong* sites, ulong address)
    {
        for (; *sites != 0; sites++)
        {
            if (*sites == address)
            {
                return true;
            }
        }

        return false;
    }
}
