namespace Lodestar.Machine.Runtime.Unwinding;

/// <summary>
/// The compiled method, or funclet (catch, finally or filter block compiled as a function of its own), around an address,
/// as ILC's language-specific data area describes it:
/// flag byte; [4 bytes of associated data]; for a funclet: relative pointer to its method's area, distance to the
/// method's start; for a method: [relative pointer to its EH clauses].
/// </summary>
internal unsafe struct ManagedMethod
{
    private const byte KindMask = 0x03;
    private const byte HasEhInfo = 0x04;
    private const byte HasAssociatedData = 0x10;

    /// <summary>Start of the method; for a funclet too.</summary>
    public ulong MethodStart;

    /// <summary>Whether the code is a funclet: then RBP is its method's frame pointer.</summary>
    public bool IsFunclet;

    /// <summary>EH clauses of the method, or null.</summary>
    public byte* EhClauses;

    /// <summary>Whether the frame keeps its method's frame pointer in RBP.</summary>
    public readonly bool HasFramePointer => IsFunclet || EhClauses != null;

    /// <summary>Reads the data of an entry; false for assembly, which has none.</summary>
    public static bool TryRead(in FrameDescription frame, out ManagedMethod method)
    {
        method = default;
        byte* p = frame.Lsda;
        if (p == null)
        {
            return false;
        }

        byte* own = p;
        byte flags = *p++;
        if ((flags & HasAssociatedData) != 0)
        {
            p += sizeof(int);
        }

        method.MethodStart = frame.Start;
        if ((flags & KindMask) != 0)
        {
            method.IsFunclet = true;
            own = p + *(int*)p;
            p += sizeof(int);
            method.MethodStart = frame.Start - (ulong)*(int*)p;
        }

        byte* main = own;
        flags = *main++;
        if ((flags & HasAssociatedData) != 0)
        {
            main += sizeof(int);
        }

        if ((flags & HasEhInfo) != 0)
        {
            method.EhClauses = main + *(int*)main;
        }

        return true;
    }

    /// <summary>What ILC attached to the code: the target of an unboxing stub. Null if nothing is.</summary>
    public static byte* AssociatedData(in FrameDescription frame)
    {
        byte* p = frame.Lsda;
        if (p == null || (*p & HasAssociatedData) == 0)
        {
            return null;
        }

        p++;
        return p + *(int*)p;
    }

    /// <summary>Finds the method around an address.</summary>
    public static bool TryFind(ulong address, out ManagedMethod method)
    {
        method = default;
        return EhFrame.TryFind(address, out FrameDescription frame) && TryRead(frame, out method);
    }
}
