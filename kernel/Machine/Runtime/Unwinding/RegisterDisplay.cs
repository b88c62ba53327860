using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Unwinding;

/// <summary>
/// Where a frame's registers are, CoreLib's REGDISPLAY (<see cref="CoreLibOffsets"/>): for each callee-saved register the
/// address that holds the frame's value, and the frame's stack and instruction pointers.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = CoreLibOffsets.SIZEOF__REGDISPLAY)]
internal unsafe struct RegisterDisplay
{
    [FieldOffset(CoreLibOffsets.OFFSETOF__REGDISPLAY__pRbx)] public ulong* Rbx;
    [FieldOffset(CoreLibOffsets.OFFSETOF__REGDISPLAY__pRbp)] public ulong* Rbp;
    [FieldOffset(CoreLibOffsets.OFFSETOF__REGDISPLAY__pR12)] public ulong* R12;
    [FieldOffset(CoreLibOffsets.OFFSETOF__REGDISPLAY__pR13)] public ulong* R13;
    [FieldOffset(CoreLibOffsets.OFFSETOF__REGDISPLAY__pR14)] public ulong* R14;
    [FieldOffset(CoreLibOffsets.OFFSETOF__REGDISPLAY__pR15)] public ulong* R15;
    [FieldOffset(CoreLibOffsets.OFFSETOF__REGDISPLAY__SP)] public ulong Rsp;
    [FieldOffset(CoreLibOffsets.OFFSETOF__REGDISPLAY__IP)] public ulong Rip;

    /// <summary>Points every register into a PAL_LIMITED_CONTEXT.</summary>
    public void InitializeFromContext(byte* context)
    {
        Rbx = (ulong*)(context + CoreLibOffsets.OFFSETOF__PAL_LIMITED_CONTEXT__Rbx);
        Rbp = (ulong*)(context + CoreLibOffsets.OFFSETOF__PAL_LIMITED_CONTEXT__Rbp);
        R12 = (ulong*)(context + CoreLibOffsets.OFFSETOF__PAL_LIMITED_CONTEXT__R12);
        R13 = (ulong*)(context + CoreLibOffsets.OFFSETOF__PAL_LIMITED_CONTEXT__R13);
        R14 = (ulong*)(context + CoreLibOffsets.OFFSETOF__PAL_LIMITED_CONTEXT__R14);
        R15 = (ulong*)(context + CoreLibOffsets.OFFSETOF__PAL_LIMITED_CONTEXT__R15);
        Rsp = *(ulong*)(context + CoreLibOffsets.OFFSETOF__PAL_LIMITED_CONTEXT__Rsp);
        Rip = *(ulong*)(context + CoreLibOffsets.OFFSETOF__PAL_LIMITED_CONTEXT__IP);
    }

    /// <summary>The value of a register by its DWARF number (System V x86-64 ABI, figure 3.36), for the CFA rule.</summary>
    public readonly bool TryRead(uint dwarfRegister, out ulong value)
    {
        value = 0;
        if (dwarfRegister == DwarfRegister.Rsp)
        {
            value = Rsp;
            return true;
        }

        ulong* slot = Slot(dwarfRegister);
        if (slot == null)
        {
            return false;
        }

        value = *slot;
        return true;
    }

    /// <summary>Says that the caller's value of a callee-saved register was saved at an address.</summary>
    public void SetSlot(uint dwarfRegister, ulong* address)
    {
        switch (dwarfRegister)
        {
            case DwarfRegister.Rbx: Rbx = address; break;
            case DwarfRegister.Rbp: Rbp = address; break;
            case DwarfRegister.R12: R12 = address; break;
            case DwarfRegister.R13: R13 = address; break;
            case DwarfRegister.R14: R14 = address; break;
            case DwarfRegister.R15: R15 = address; break;
        }
    }

    private readonly ulong* Slot(uint dwarfRegister) => dwarfRegister switch
    {
        DwarfRegister.Rbx => Rbx,
        DwarfRegister.Rbp => Rbp,
        DwarfRegister.R12 => R12,
        DwarfRegister.R13 => R13,
        DwarfRegister.R14 => R14,
        DwarfRegister.R15 => R15,
        _ => null,
    };
}
