using Lodestar.Machine.Memory;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>The live page tables keep the promises of the design.</summary>
public static class PageTableTests
{
    [Test]
    public static void NothingIsWritableAndExecutable() => Check.Equal(0UL, PageTableAudit.Run().WritableAndExecutable);

    [Test]
    public static void OnlyTheKernelsCodeIsExecutable() => Check.Equal(0UL, PageTableAudit.Run().ExecutableElsewhere);

    [Test]
    public static void CodeAndConstantsHaveNoWritableAlias() => Check.Equal(0UL, PageTableAudit.Run().WritableImageAliases);

    [Test]
    public static void RingThreeReachesNothing() => Check.Equal(0UL, PageTableAudit.Run().UserPages);

    [Test]
    public static void TheLowerHalfIsEmpty() => Check.Equal(0UL, PageTableAudit.Run().LowerHalfPages);

    [Test]
    public static void EveryStackHasItsGuard() => Check.Equal(0UL, PageTableAudit.Run().MappedGuards);

    [Test]
    public static void TheAuditSawTheWholeTree() =>
        Check.Equal(KernelAddressSpace.Table.TableCount, PageTableAudit.Run().Tables);
}
