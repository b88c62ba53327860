namespace Lodestar.Machine.Runtime;

/// <summary>
/// The layouts that CoreLib and its runtime agree on (bytes), under the names of CoreLib's own <c>AsmOffsets</c>. A host
/// test compares them with the package in use; the assembly's copy is <c>asm/corelib_offsets.inc</c>.
/// </summary>
internal static class CoreLibOffsets
{
    internal const int OFFSETOF__Object__m_pEEType = 0;
    internal const int OFFSETOF__Array__m_Length = 8;
    internal const int OFFSETOF__String__m_Length = 8;
    internal const int OFFSETOF__String__m_FirstChar = 12;
    internal const int STRING_COMPONENT_SIZE = 2;
    internal const int STRING_BASE_SIZE = 22;
    internal const int SZARRAY_BASE_SIZE = 24;
    internal const int MIN_OBJECT_SIZE = 24;
    internal const int MAX_STRING_LENGTH = 1073741791;
    internal const int OFFSETOF__MethodTable__m_usComponentSize = 0;
    internal const int OFFSETOF__MethodTable__m_uFlags = 0;
    internal const int OFFSETOF__MethodTable__m_uBaseSize = 4;
    internal const int OFFSETOF__MethodTable__m_VTable = 24;
    internal const int SIZEOF__EHEnum = 32;
    internal const int SIZEOF__ExInfo = 592;
    internal const int OFFSETOF__ExInfo__m_pPrevExInfo = 0;
    internal const int OFFSETOF__ExInfo__m_pExContext = 8;
    internal const int OFFSETOF__ExInfo__m_exception = 16;
    internal const int OFFSETOF__ExInfo__m_kind = 24;
    internal const int OFFSETOF__ExInfo__m_passNumber = 25;
    internal const int OFFSETOF__ExInfo__m_idxCurClause = 28;
    internal const int OFFSETOF__ExInfo__m_frameIter = 32;
    internal const int OFFSETOF__ExInfo__m_notifyDebuggerSP = 576;
    internal const int SIZEOF__StackFrameIterator = 544;
    internal const int OFFSETOF__StackFrameIterator__m_FramePointer = 16;
    internal const int OFFSETOF__StackFrameIterator__m_ControlPC = 24;
    internal const int OFFSETOF__StackFrameIterator__m_RegDisplay = 32;
    internal const int OFFSETOF__StackFrameIterator__m_OriginalControlPC = 528;
    internal const int OFFSETOF__StackFrameIterator__m_pPreviousTransitionFrame = 536;
    internal const int SIZEOF__PAL_LIMITED_CONTEXT = 256;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__IP = 0;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__Rsp = 8;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__Rbp = 16;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__Rdi = 24;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__Rsi = 32;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__Rax = 40;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__Rbx = 48;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__R12 = 56;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__R13 = 64;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__R14 = 72;
    internal const int OFFSETOF__PAL_LIMITED_CONTEXT__R15 = 80;
    internal const int SIZEOF__REGDISPLAY = 304;
    internal const int OFFSETOF__REGDISPLAY__SP = 120;
    internal const int OFFSETOF__REGDISPLAY__IP = 128;
    internal const int OFFSETOF__REGDISPLAY__SSP = 136;
    internal const int OFFSETOF__REGDISPLAY__pRbx = 24;
    internal const int OFFSETOF__REGDISPLAY__pRbp = 32;
    internal const int OFFSETOF__REGDISPLAY__pRsi = 40;
    internal const int OFFSETOF__REGDISPLAY__pRdi = 48;
    internal const int OFFSETOF__REGDISPLAY__pR12 = 88;
    internal const int OFFSETOF__REGDISPLAY__pR13 = 96;
    internal const int OFFSETOF__REGDISPLAY__pR14 = 104;
    internal const int OFFSETOF__REGDISPLAY__pR15 = 112;
}
