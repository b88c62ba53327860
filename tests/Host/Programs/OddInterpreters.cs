using System.Collections.Generic;
using System.Text;
using Lodestar.Core.Abi;
using static Lodestar.Host.Tests.Programs.ElfBuilder;

namespace Lodestar.Host.Tests.Programs;

/// <summary>Programs with an interpreter, which ends with <see cref="Status"/> if it runs; the program itself would not.</summary>
internal static class OddInterpreters
{
    private const int PathOffset = 0x900;
    private const int OtherStatus = 1;
    private const ulong Elsewhere = 0x70_0000;
    private const ElfSegmentType Load = ElfSegmentType.Load;
    private const ElfSegmentType Interpreter = ElfSegmentType.Interpreter;

    public static IEnumerable<ElfCase> All()
    {
        byte[] good = Movable().Build();
        yield return Case("interpreter", good, Errno.None);
        yield return Case("interpreter of a movable program", good, Errno.None) with
        {
            Bytes = Program("interpreter of a movable program", ElfFileType.Dyn, 0),
        };
        yield return Case("fixed interpreter", Fixed(Elsewhere).Build(), Errno.None);
        yield return Case("fixed interpreter over the program", Fixed(Base).Build(), Errno.None);
        yield return Case("interpreter that wants the program's place", Movable(Base).Build(), Errno.None);
        yield return Case("interpreter with data and zeros", Movable().Add(new(Load, "rw", 0xE10, 0x1E10, 0x1F0, 0x5000)).Build(), Errno.None);
        yield return Case("descending interpreter", Movable(0x10_0000).Add(new(Load, "r", 0, 0x8_0000, 0x1000, 0x1000)).Build(), Errno.None);
        yield return Case("interpreter of 32 bits", Movable().Patch(4, 1).Build(), Errno.None);
        yield return Case("interpreter with a bad interpreter", Movable().Add(new(Interpreter, "r", 0, 0, 1, 1)).Build(), Errno.None);

        yield return Case("missing interpreter", null, Errno.ENOENT);
        yield return Case("interpreter without rights", good, Errno.EACCES) with { IsInterpreterExecutable = false };
        yield return Case("interpreter with an empty name", good, Errno.EACCES) with
        {
            Bytes = WithPath(new ElfBuilder(), "\0").Build(),
            Interpreter = null,
        };
        yield return Case("interpreter that is a directory", good, Errno.EACCES) with
        {
            Bytes = WithPath(new ElfBuilder(), ".").Build(),
            Interpreter = null,
        };
        yield return Case("empty interpreter", [], Errno.EIO);
        yield return Case("interpreter of 63 bytes", good[..63], Errno.EIO);
        yield return Case("interpreter of a header only", good[..64], Errno.ELIBBAD);
        yield return Case("script as interpreter", Encoding.ASCII.GetBytes("#!/bin/sh\n".PadRight(64)), Errno.ELIBBAD);
        yield return Case("interpreter for i386", Movable().Patch(18, 3).Build(), Errno.ELIBBAD);
        yield return Case("interpreter without program headers", Movable().Patch(56, 0).Build(), Errno.ELIBBAD);
        yield return Case("interpreter with large program headers", Movable().Patch(54, 57).Build(), Errno.ELIBBAD);
        yield return Case("interpreter with headers behind its end", Movable().Patch64(32, 0x1000).Build(), Errno.ELIBBAD);

        yield return Case("relocatable interpreter", Movable().Patch(16, 1).Build(), Errno.EPERM, true);
        yield return Case("interpreter without segments", Movable().Patch(64, 0).Build(), Errno.EINVAL, true);
        yield return Case("interpreter with an entry in the kernel", Movable().Patch64(24, 1UL << 63).Build(), Errno.EINVAL, true);
        yield return Case("fixed interpreter in the kernel", Fixed(1UL << 63).Build(), Errno.EINVAL, true);
        yield return Case("interpreter, not aligned alike", Movable().Add(new(Load, "r", 1, 0x2000, 8, 8)).Build(), Errno.EINVAL, true);
        yield return Case("interpreter with more than memory", Movable().Add(new(Load, "rw", 0, 0x2000, 0, 0x7FFF_0000_0000)).Build(), Errno.ENOMEM, true);
        yield return Case("interpreter with zeros behind its end", Movable().Add(new(Load, "rw", 0x1000, 0x2000, 8, 16)).Build(), Errno.EFAULT, true);
    }

    /// <summary>Makes a builder's program name an interpreter.</summary>
    internal static ElfBuilder WithPath(ElfBuilder builder, string path)
    {
        byte[] name = Encoding.ASCII.GetBytes(path + '\0');
        ulong length = (ulong)name.Length;
        return builder.Add(new(Interpreter, "r", PathOffset, 0, length, length)).Patch(PathOffset, name);
    }

    private static ElfCase Case(string name, byte[]? interpreter, Errno error, bool kills = false) =>
        new(name, Program(name, ElfFileType.Exec, Base), error, kills) { Interpreter = interpreter };

    private static byte[] Program(string name, ElfFileType type, ulong address)
    {
        ElfBuilder builder = new() { Type = type };
        builder.Segments[0] = builder.Segments[0] with { Address = address };
        return WithPath(builder, ElfCase.InterpreterPath(name)).Patch(StatusOffset, OtherStatus).Build();
    }

    private static ElfBuilder Movable(ulong address = 0) => At(ElfFileType.Dyn, address);

    private static ElfBuilder Fixed(ulong address) => At(ElfFileType.Exec, address);

    private static ElfBuilder At(ElfFileType type, ulong address)
    {
        ElfBuilder builder = new() { Type = type };
        builder.Segments[0] = builder.Segments[0] with { Address = address };
        return builder;
    }
}
