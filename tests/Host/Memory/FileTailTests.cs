using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>What a program stores behind the end of a file, in its last page: mmap(2) has it never reach the file.</summary>
public sealed class FileTailTests
{
    private const int Length = 100;
    private const int Behind = 200;

    private readonly ProgramCalls _calls = new(Length);

    public FileTailTests()
    {
        Assert.Equal(Errno.None, _calls.Map(At(0), Pages(1), ReadWrite, MmapFlags.Shared | MmapFlags.Fixed, 0, out _));
        Assert.Equal(Errno.None, _calls.Store(At(0) + Behind, 7));
        Assert.Equal(Errno.None, _calls.Store(At(0) + 1, 8));
    }

    [Fact]
    public void ItIsSeenInTheMapping() => Assert.Equal(7, _calls.Load(At(0) + Behind));

    [Fact]
    public void ItDoesNotComeToLightWhenTheFileIsMadeLonger()
    {
        _calls.Truncate(1000);
        CheckFile(1000);
    }

    [Fact]
    public void ItDoesNotComeToLightWhenTheFileIsWrittenBehindIt()
    {
        _calls.WriteFile(2 * (long)Page.Size, [9]);
        CheckFile((2 * (int)Page.Size) + 1);
    }

    [Fact]
    public void ItDoesNotComeToLightWhenTheFileTakesRoom()
    {
        _calls.Allocate(0, 1000);
        CheckFile(1000);
    }

    [Fact]
    public void ItIsOverwrittenByWhatIsAppended()
    {
        _calls.WriteFile(Length, new byte[Behind]);
        CheckFile(Length + Behind);
    }

    private void CheckFile(int length)
    {
        byte[] bytes = _calls.ReadFile();
        Assert.Equal(length, bytes.Length);
        Assert.Equal(8, bytes[1]);
        Assert.Equal(0, bytes[Behind]);
        Assert.Equal(0, _calls.Load(At(0) + Behind));
    }
}
