using System.Collections.Generic;
using Lodestar.Core.Abi;
using static Lodestar.Host.Tests.Programs.ElfBuilder;

namespace Lodestar.Host.Tests.Programs;

/// <summary>Executables at the edge of what runs, and behind it.</summary>
internal static class BadElfFiles
{
    private const int EntryOffset = 24;
    private const int HeadersOffset = 32;
    private const int SizeOffset = 54;
    private const int CountOffset = 56;
    private const ulong Top = 0x7FFF_FFFF_F000;
    private const ElfSegmentType Load = ElfSegmentType.Load;
    private const ElfSegmentType Interpreter = ElfSegmentType.Interpreter;

    public static IEnumerable<ElfCase> All()
    {
        foreach (ElfCase found in Headers())
        {
            yield return found;
        }

        foreach (ElfCase found in ProgramHeaders())
        {
            yield return found;
        }

        foreach (ElfCase found in OddInterpreters.All())
        {
            yield return found;
        }
    }

    private static IEnumerable<ElfCase> Headers()
    {
        byte[] good = new ElfBuilder().Build();
        yield return new("good", good, Errno.None);
        yield return new("empty", [], Errno.ENOEXEC);
        yield return new("magic only", good[..4], Errno.ENOEXEC);
        yield return new("half a header", good[..32], Errno.ENOEXEC);
        yield return new("header only", good[..64], Errno.ENOEXEC);
        yield return new("half a program header", good[..100], Errno.ENOEXEC);
        yield return new("magic", new ElfBuilder().Patch(1, (byte)'e').Build(), Errno.ENOEXEC);
        yield return new("class 32", new ElfBuilder().Patch(4, 1).Build(), Errno.None);
        yield return new("big endian", new ElfBuilder().Patch(5, 2).Build(), Errno.None);
        yield return new("version", new ElfBuilder().Patch(6, 9).Patch(20, 9).Build(), Errno.None);
        yield return new("header size", new ElfBuilder().Patch(52, 1, 1).Build(), Errno.None);
        yield return new("relocatable", new ElfBuilder().Patch(16, 1).Build(), Errno.ENOEXEC);
        yield return new("core", new ElfBuilder().Patch(16, 4).Build(), Errno.ENOEXEC);
        yield return new("i386", new ElfBuilder().Patch(18, 3).Build(), Errno.ENOEXEC);
        yield return new("arm64", new ElfBuilder().Patch(18, 183).Build(), Errno.ENOEXEC);
        yield return new("program header size 55", new ElfBuilder().Patch(SizeOffset, 55).Build(), Errno.ENOEXEC);
        yield return new("program header size 32", new ElfBuilder().Patch(SizeOffset, 32).Build(), Errno.ENOEXEC);
        yield return new("no program headers", new ElfBuilder().Patch(CountOffset, 0).Build(), Errno.ENOEXEC);
        yield return new("1170 program headers", new ElfBuilder { Size = 0x1_2000 }.Patch(CountOffset, 0x92, 4).Build(), Errno.None);
        yield return new("1171 program headers", new ElfBuilder { Size = 0x1_2000 }.Patch(CountOffset, 0x93, 4).Build(), Errno.ENOEXEC);
        yield return new("65535 program headers", new ElfBuilder().Patch(CountOffset, 255, 255).Build(), Errno.ENOEXEC);
        yield return new("program headers behind the end", new ElfBuilder().Patch64(HeadersOffset, 0x1000).Build(), Errno.ENOEXEC);
        yield return new("program headers over the end", new ElfBuilder().Patch64(HeadersOffset, 0x1000 - 55).Build(), Errno.ENOEXEC);
        yield return new("program headers negative", new ElfBuilder().Patch64(HeadersOffset, ulong.MaxValue - 8).Build(), Errno.ENOEXEC);
        yield return new("entry at the top", new ElfBuilder().Patch64(EntryOffset, Top).Build(), Errno.EINVAL, true);
        yield return new("entry in the kernel", new ElfBuilder().Patch64(EntryOffset, 0xFFFF_FFFF_8000_0000).Build(), Errno.EINVAL, true);
    }

    private static IEnumerable<ElfCase> ProgramHeaders()
    {
        static ElfCase With(string name, Errno error, bool kills, params Segment[] segments)
        {
            ElfBuilder builder = new();
            builder.Segments.AddRange(segments);
            return new(name, builder.Build(), error, kills);
        }

        yield return With("no load segment", Errno.EINVAL, true) with
        {
            Bytes = new ElfBuilder().Patch(64, 0).Build(),
        };
        yield return With("no interpreter's name", Errno.ENOEXEC, false, new Segment(Interpreter, "r", 0, 0, 1, 1));
        yield return With("long interpreter", Errno.ENOEXEC, false, new Segment(Interpreter, "r", 0, 0, 4097, 4097));
        yield return With("interpreter behind the end", Errno.EIO, false, new Segment(Interpreter, "r", 0xFFF, 0, 2, 2));
        yield return With("interpreter at a negative offset", Errno.EINVAL, false, new Segment(Interpreter, "r", 1UL << 63, 0, 2, 2));
        yield return With("interpreter without an end", Errno.ENOEXEC, false, new Segment(Interpreter, "r", 0, 0, 3, 3));
        yield return With("second segment, not aligned alike", Errno.EINVAL, true, new Segment(Load, "r", 1, 0x50_0000, 8, 8));
        yield return With("more in the file than in memory", Errno.EINVAL, true, new Segment(Load, "r", 0, 0x50_0000, 0x1000, 0xFFF));
        yield return With("huge in memory", Errno.EINVAL, true, new Segment(Load, "rw", 0, 0x50_0000, 8, ulong.MaxValue));
        yield return With("huge in file and memory", Errno.EINVAL, true, new Segment(Load, "rw", 0, 0x50_0000, ulong.MaxValue, ulong.MaxValue));
        yield return With("up to the top and one more", Errno.EINVAL, true, new Segment(Load, "rw", 0, Top - 0x1000, 0, 0x1001));
        yield return With("address at the top", Errno.EINVAL, true, new Segment(Load, "rw", 0, Top, 0, 1));
        yield return With("address in the kernel", Errno.EINVAL, true, new Segment(Load, "r", 0, 0xFFFF_8880_0000_0000, 8, 8));
        yield return With("offset at the largest number", Errno.EOVERFLOW, true, new Segment(Load, "r", 0x7FFF_FFFF_FFFF_F000, 0x50_0000, 0x2000, 0x2000));
        yield return With("offset negative", Errno.EOVERFLOW, true, new Segment(Load, "r", 0xFFFF_FFFF_FFFF_F000, 0x50_0000, 0x1000, 0x1000));
        yield return With("zeros behind the end of the file", Errno.EFAULT, true, new Segment(Load, "rw", 0x1000, 0x50_0000, 8, 16));
        yield return With("read-only zeros behind the end of the file", Errno.None, false, new Segment(Load, "r", 0x1000, 0x50_0000, 8, 16));
        yield return With("empty segment", Errno.None, false, new Segment(Load, "r", 0x123, 0x50_0000, 0, 0));
        yield return With("file behind its end, not touched", Errno.None, false, new Segment(Load, "r", 0x10_0000, 0x50_0000, 0x8000, 0x8000));
        yield return With("zeros only", Errno.None, false, new Segment(Load, "rw", 0x77, 0x50_0800, 0, 0x10_0000));
        yield return With("descending", Errno.None, false, new Segment(Load, "rw", 0, 0x30_0000, 0x1000, 0x9000));
        yield return With("over the first, with the same bytes", Errno.None, false, new Segment(Load, "rx", 0, Base, 0x1000, 0x1000));
        yield return With(
            "zeros under the next segment", Errno.None, false, new Segment(Load, "rw", 0, 0x50_0000, 8, 16), new Segment(Load, "r", 0, 0x50_0000, 8, 8));
        yield return With("alignment of 3", Errno.None, false, new Segment(Load, "r", 0, 0x50_0000, 8, 8, 3));
        yield return With("executable stack", Errno.None, false, new Segment(ElfSegmentType.GnuStack, "rwx", 0, 0, 0, 0));
    }
}
