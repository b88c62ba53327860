using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>RLIMIT_DATA: private memory that can be written, and is no stack.</summary>
public sealed class DataLimitTests
{
    private readonly AddressSpace _space = Create();

    public DataLimitTests() => _space.DataLimit = Pages(4);

    [Fact]
    public void PrivateWritableMemoryIsLimited()
    {
        Assert.Equal(Errno.None, _space.TryPut(At(0), Pages(3), ReadWrite, FixedAnonymous, out _));
        Assert.Equal(Errno.ENOMEM, _space.TryPut(At(10), Pages(2), ReadWrite, FixedAnonymous, out _));
        Assert.Equal(Errno.ENOMEM, _space.TryPut(At(10), Pages(2), ReadWrite, MmapFlags.Private | MmapFlags.Fixed, out _, FakeFile.Mapped(2)));
        Assert.Equal(Errno.None, _space.TryPut(At(10), Pages(9), MmapProtection.Read, FixedAnonymous, out _));
        Assert.Equal(Errno.None, _space.TryPut(At(20), Pages(9), ReadWrite, MmapFlags.Shared | MmapFlags.Anonymous | MmapFlags.Fixed, out _));
        Assert.Equal(Errno.None, _space.MapStack(At(5000), Pages(9), isExecutable: false));
        Assert.Equal(Errno.None, _space.TryPut(At(30), Pages(1), ReadWrite, FixedAnonymous, out _));
    }

    [Fact]
    public void MemoryThatBecomesDataIsLimited()
    {
        _space.Put(0, 6, MmapProtection.Read);

        Assert.Equal(Errno.None, _space.Protect(At(0), Pages(4), ReadWrite));
        Assert.Equal(Errno.ENOMEM, _space.Protect(At(4), Pages(1), ReadWrite));
        Assert.Equal(Errno.None, _space.Protect(At(0), Pages(4), ReadWrite | MmapProtection.Exec));
        Assert.Equal("0+4rwx 4+2r--", _space.Describe());
    }

    [Fact]
    public void TheHeapAndGrowingMappingsAreLimited()
    {
        _space.Put(0, 2);
        _space.StartBreak(At(100));

        Assert.Equal(At(102), _space.SetBreak(At(102)));
        Assert.Equal(At(102), _space.SetBreak(At(103)));
        Assert.Equal(Errno.ENOMEM, _space.Remap(At(0), Pages(2), Pages(3), MremapFlags.MayMove, 0, out _));
        Assert.Equal(At(100), _space.SetBreak(At(100)));
        Assert.Equal(Errno.None, _space.Remap(At(0), Pages(2), Pages(3), MremapFlags.MayMove, 0, out _));
    }
}
