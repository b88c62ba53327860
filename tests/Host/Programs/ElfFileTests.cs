using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Programs;
using Lodestar.Host.Tests.Memory;
using Xunit;
using static Lodestar.Host.Tests.Programs.ElfBuilder;

namespace Lodestar.Host.Tests.Programs;

/// <summary>The ELF loader: headers, the places of segments, and what gets into the address space.</summary>
public sealed class ElfFileTests
{
    private const ElfSegmentType Load = ElfSegmentType.Load;
    private const ulong ImageBase = 0x5555_5555_4000;

    /// <summary>Whether an interpreter can be opened is not the loader's business.</summary>
    public static TheoryData<ElfCase> Cases =>
        [.. BadElfFiles.All().Where(static odd => odd.HasOpenInterpreter || !OddInterpreters.All().Any(other => other.Name == odd.Name))];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void AFileRunsOrHasItsError(ElfCase odd)
    {
        Errno error = LoadBoth(odd, out bool isKilled, out ElfImage? image);

        Assert.Equal(odd.Error, error);
        Assert.Equal(odd.Error == Errno.None, image is not null);
        Assert.Equal(odd.KillsOldProgram, isKilled);
    }

    [Fact]
    public void SegmentsBecomePagesOfTheFileAndOfZeros()
    {
        ElfBuilder builder = new() { Size = 0x3000 };
        builder.Add(new(Load, "rw", 0x1E10, 0x40_2E10, 0x210, 0x4000));

        Assert.Equal(Errno.None, builder.Load(out _, out ElfImage? image));
        ElfSegment code = image!.Segments[0];
        ElfSegment data = image.Segments[1];
        Assert.Equal((Base, Base + 0x1000, 0UL), (code.FileStart, code.FileEnd, code.FileOffset));
        Assert.Equal((code.FileEnd, code.FileEnd, code.FileEnd), (code.ClearStart, code.ZeroStart, code.ZeroEnd));
        Assert.Equal((0x40_2000UL, 0x40_4000UL, 0x1000UL), (data.FileStart, data.FileEnd, data.FileOffset));
        Assert.Equal((0x40_3020UL, 0x40_4000UL, 0x40_7000UL), (data.ClearStart, data.ZeroStart, data.ZeroEnd));
        Assert.Equal(SpaceBuilder.ReadWrite, data.Protection);
        Assert.Equal((Base + CodeOffset, Base + 64, 2, 0UL), (image.Entry, image.ProgramHeaders, image.ProgramHeaderCount, image.LoadBias));
        Assert.Equal(0x40_6E10UL, image.End);
    }

    [Fact]
    public void TheProgramIsMappedAndItsHeapBehindIt()
    {
        ElfBuilder builder = new() { Size = 0x3000 };
        builder.Add(new(Load, "rw", 0x1E10, 0x40_2E10, 0x210, 0x4000));
        AddressSpace space = SpaceBuilder.Create();
        MappedFile file = builder.Source();
        builder.Load(out _, out ElfImage? image);

        Assert.Equal(Errno.None, image!.MapInto(space, file));
        string[] areas = [.. Enumerable.Range(0, space.Areas.Count).Select(i => space.Areas[i])
            .Select(area => $"{area.Start:x}-{area.End:x} {SpaceBuilder.Letters(area.Protection)} {area.FileOffset:x} {area.File == file}")];
        Assert.Equal(["400000-401000 r-x 0 True", "402000-404000 rw- 1000 True", "404000-407000 rw- 0 False"], areas);
        Assert.Equal(0x40_7000UL, space.BreakStart);
    }

    [Fact]
    public void AProgramDoesNotReplaceTheStack()
    {
        AddressSpace space = SpaceBuilder.Create();
        Assert.Equal(Errno.None, space.MapStack(Base + 0x1000, 0x1000, isExecutable: false));
        new ElfBuilder().Load(out _, out ElfImage? image);

        Assert.Equal(Errno.EEXIST, image!.MapInto(space, new FakeFile([])));
    }

    [Fact]
    public void ZerosOfAReadOnlySegmentCanBeWritten()
    {
        ElfBuilder builder = new();
        builder.Add(new(Load, "r", 0, 0x50_0000, 8, 0x2000));

        Assert.Equal(Errno.None, builder.Load(out _, out ElfImage? image));
        ElfSegment segment = image!.Segments[1];
        Assert.Equal(SpaceBuilder.ReadWrite, segment.ZeroProtection);
        Assert.Equal(segment.FileEnd, segment.ClearStart);
    }

    [Theory]
    [InlineData(0UL, 0x1000UL, ImageBase)]
    [InlineData(0x1000UL, 0x1000UL, ImageBase - 0x1000)]
    [InlineData(0UL, 0x20_0000UL, 0x5555_5540_0000UL)]
    [InlineData(0UL, 3UL, ImageBase)]
    [InlineData(0UL, 0UL, ImageBase)]
    [InlineData(0UL, 1UL << 46, 0x4000_0000_0000UL)]
    public void APositionIndependentProgramIsMovedAndAligned(ulong address, ulong alignment, ulong bias)
    {
        ElfBuilder builder = new() { Type = ElfFileType.Dyn };
        builder.Segments[0] = builder.Segments[0] with { Address = address, Alignment = alignment };

        Assert.Equal(Errno.None, builder.Load(out _, out ElfImage? image));
        Assert.Equal(bias, image!.LoadBias);
        Assert.Equal(bias + address, image.Segments[0].FileStart);
        Assert.Equal(bias + address + CodeOffset, image.Entry);
        Assert.Equal(bias + address + 64, image.ProgramHeaders);
        Assert.Equal(bias + address + 0x1000, image.End);
    }

    [Theory]
    [InlineData(1UL << 47, Errno.EPERM)]
    [InlineData(1UL << 63, Errno.EPERM)]
    public void AnAlignmentThatLeavesNoRoomIsAnError(ulong alignment, Errno expected)
    {
        ElfBuilder builder = new() { Type = ElfFileType.Dyn };
        builder.Segments[0] = builder.Segments[0] with { Address = 0, Alignment = alignment };

        Assert.Equal(expected, builder.Load(out _, out _));
    }

    [Fact]
    public void APositionIndependentProgramEndsBelowTheTop()
    {
        ElfBuilder builder = new() { Type = ElfFileType.Dyn };
        builder.Segments[0] = builder.Segments[0] with { Address = 0 };
        builder.Add(new(Load, "rw", 0, 0x4000_0000_0000, 0, 0x1000));

        Assert.Equal(Errno.ENOMEM, builder.Load(out _, out _));
    }

    [Fact]
    public void HeadersOutsideOfAllSegmentsHaveNoAddress()
    {
        ElfBuilder builder = new() { Size = 0x2000 };
        builder.Segments[0] = builder.Segments[0] with { Offset = 0x1000 };

        Assert.Equal(Errno.None, builder.Load(out _, out ElfImage? image));
        Assert.Equal(0UL, image!.ProgramHeaders);
    }

    [Fact]
    public void TheInterpreterIsNamed()
    {
        ElfBuilder builder = new();
        builder.Add(new(ElfSegmentType.Interpreter, "r", 0x900, 0, 9, 9)).Patch(0x900, Encoding.ASCII.GetBytes("/lib/ld\0\0"));

        Assert.Equal(Errno.None, builder.Load(out ElfFile? file, out _));
        Assert.Equal("/lib/ld"u8.ToArray(), file!.Interpreter);
        new ElfBuilder().Load(out file, out _);
        Assert.Null(file!.Interpreter);
    }

    [Theory]
    [InlineData(true, 0UL, 0UL)]
    [InlineData(false, 0UL, 0UL)]
    [InlineData(true, 0x70_0000UL, 0x70_0000UL)]
    [InlineData(false, 0x70_0000UL, 0UL)]
    [InlineData(true, 0x40_0000UL, 0UL)]
    public void AnInterpreterFindsRoomForAllOfIt(bool isProgramFixed, ulong address, ulong hinted)
    {
        ElfBuilder builder = new() { Type = ElfFileType.Dyn };
        builder.Segments[0] = builder.Segments[0] with { Address = address };
        builder.Add(new(Load, "rw", 0xE10, address + 0x2E10, 0x1F0, 0x2000));
        AddressSpace space = SpaceBuilder.Create();
        new ElfBuilder().Load(out _, out ElfImage? program);
        Assert.Equal(Errno.None, program!.MapInto(space, new FakeFile([])));

        FakeFile mapped = builder.Source();
        ElfFile.TryReadInterpreter(builder.Source(), out ElfFile? file);
        Assert.Equal(Errno.None, ElfImage.TryMapInterpreter(space, file!, mapped, isProgramFixed, out ElfImage? image));
        ulong expected = hinted != 0 ? hinted : space.Layout.MmapTop - 0x5000;
        Assert.Equal(expected, image!.Segments[0].FileStart);
        Assert.Equal(expected - address, image.LoadBias);
        Assert.Equal(expected + CodeOffset, image.Entry);
        Assert.Equal(expected + 0x3000, image.Segments[1].ZeroStart);
        Assert.Equal(0x40_1000UL, space.BreakStart);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("rw", false)]
    [InlineData("rwx", true)]
    [InlineData("x", true)]
    public void TheStackIsExecutableOnRequest(string? rights, bool expected)
    {
        ElfBuilder builder = new();
        if (rights is not null)
        {
            builder.Add(new(ElfSegmentType.GnuStack, rights, 0, 0, 0, 0));
        }

        builder.Load(out ElfFile? file, out _);
        Assert.Equal(expected, file!.HasExecutableStack);
    }
}
