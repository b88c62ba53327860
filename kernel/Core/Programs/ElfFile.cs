using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Programs;

/// <summary>
/// The headers of an executable: all that <c>execve(2)</c> looks at while it can still fail and leave the caller as it was.
/// </summary>
public sealed class ElfFile
{
    /// <summary>As many program headers as fit 64 KiB; Linux takes no more.</summary>
    private const int MaximumHeaders = (64 << 10) / ElfProgramHeader.Size;

    /// <summary>Bytes of an interpreter's path with its terminator (PATH_MAX).</summary>
    private const int LongestPath = 4096;

    private readonly ElfProgramHeader[] _programHeaders;

    private ElfFile(ElfHeader header, ElfProgramHeader[] programHeaders, long length)
    {
        Header = header;
        _programHeaders = programHeaders;
        Length = length;
    }

    public ElfHeader Header { get; }

    public ReadOnlySpan<ElfProgramHeader> ProgramHeaders => _programHeaders;

    /// <summary>Size of the file, in bytes.</summary>
    public long Length { get; }

    /// <summary>The path of the program that should load this one, without a terminator; null for a static program.</summary>
    public byte[]? Interpreter { get; private set; }

    /// <summary>Whether the stack must be executable: only when the program says so.</summary>
    public bool HasExecutableStack { get; private set; }

    /// <summary>Reads the headers of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="file">The result; null after an error.</param>
    /// <returns>
    /// ENOEXEC for what is no executable; EIO and EINVAL for an interpreter's path behind the end of the file, or at an offset
    /// that is negative.
    /// </returns>
    public static Errno TryRead(IImageSource source, out ElfFile? file)
    {
        file = null;
        TryReadHeader(source, out ElfHeader header, out bool isElf);
        if (!isElf || !header.IsExecutable || !TryReadHeaders(source, header, out ElfProgramHeader[] headers))
        {
            return Errno.ENOEXEC;
        }

        ElfFile found = new(header, headers, source.Length);
        Errno error = found.ReadInterpreter(source);
        if (error == Errno.None)
        {
            found.ReadStackFlags();
            file = found;
        }

        return error;
    }

    /// <summary>
    /// Reads the headers of a file that a program names as its interpreter. What an interpreter says about the stack and about
    /// an interpreter of its own does not count.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="file">The result; null after an error.</param>
    /// <returns>EIO for a file that is shorter than a header, ELIBBAD for what is no ELF file for x86-64.</returns>
    public static Errno TryReadInterpreter(IImageSource source, out ElfFile? file)
    {
        file = null;
        if (!TryReadHeader(source, out ElfHeader header, out bool isElf))
        {
            return Errno.EIO;
        }

        if (!isElf || !TryReadHeaders(source, header, out ElfProgramHeader[] headers))
        {
            return Errno.ELIBBAD;
        }

        file = new ElfFile(header, headers, source.Length);
        return Errno.None;
    }

    /// <returns>Whether the file is as long as a header.</returns>
    private static bool TryReadHeader(IImageSource source, out ElfHeader header, out bool isElf)
    {
        Span<byte> bytes = stackalloc byte[ElfHeader.Size];
        bytes.Clear();
        int length = source.Read(0, bytes);
        isElf = ElfHeader.TryParse(bytes, out header);
        return length == bytes.Length;
    }

    private static bool TryReadHeaders(IImageSource source, in ElfHeader header, out ElfProgramHeader[] headers)
    {
        headers = [];
        if (header.ProgramHeaderCount is 0 or > MaximumHeaders || header.ProgramHeaders > long.MaxValue)
        {
            return false;
        }

        byte[] bytes = new byte[header.ProgramHeaderCount * ElfProgramHeader.Size];
        if (source.Read((long)header.ProgramHeaders, bytes) != bytes.Length)
        {
            return false;
        }

        headers = new ElfProgramHeader[header.ProgramHeaderCount];
        for (int i = 0; i < headers.Length; i++)
        {
            headers[i] = new ElfProgramHeader(bytes.AsSpan(i * ElfProgramHeader.Size));
        }

        return true;
    }

    /// <summary>The first PT_INTERP counts.</summary>
    private Errno ReadInterpreter(IImageSource source)
    {
        foreach (ref readonly ElfProgramHeader header in ProgramHeaders)
        {
            if (header.Type != ElfSegmentType.Interpreter)
            {
                continue;
            }

            if (header.FileSize is < 2 or > LongestPath)
            {
                return Errno.ENOEXEC;
            }

            if (header.FileOffset > long.MaxValue)
            {
                return Errno.EINVAL;
            }

            byte[] path = new byte[header.FileSize];
            if (source.Read((long)header.FileOffset, path) != path.Length)
            {
                return Errno.EIO;
            }

            if (path[^1] != 0)
            {
                return Errno.ENOEXEC;
            }

            Interpreter = path[..path.IndexOf((byte)0)];
            break;
        }

        return Errno.None;
    }

    /// <summary>The last PT_GNU_STACK counts.</summary>
    private void ReadStackFlags()
    {
        foreach (ref readonly ElfProgramHeader header in ProgramHeaders)
        {
            if (header.Type == ElfSegmentType.GnuStack)
            {
                HasExecutableStack = (header.Flags & ElfSegmentFlags.Execute) != 0;
            }
        }
    }
}
