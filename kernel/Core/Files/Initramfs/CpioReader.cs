using System;
using System.Text;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Initramfs;

/// <summary>
/// Goes through one or more cpio archives behind each other, with any number of zero bytes between them, as Linux's
/// <c>init/initramfs.c</c> reads them. It never reads outside the archive; what is wrong is a <see cref="Problem"/>.
/// </summary>
internal sealed class CpioReader(FileContent archive)
{
    private const int ChunkSize = 512;

    private readonly byte[] _header = new byte[CpioHeader.Size];
    private readonly byte[] _name = new byte[PathLimits.PathMax];
    private readonly byte[] _chunk = new byte[ChunkSize];
    private long _next;
    private bool _isInside;

    /// <summary>Where the current entry begins, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>Why reading ended before the end; null otherwise.</summary>
    public string? Problem { get; private set; }

    /// <summary>The header of the current entry.</summary>
    public CpioHeader Header { get; private set; }

    /// <summary>The name of the current entry, without its NUL; until the next one is read.</summary>
    public ReadOnlySpan<byte> Name => _name.AsSpan(0, (int)Header.NameSize - 1);

    /// <summary>Whether the current entry is the first of an archive: links connect entries of one archive only.</summary>
    public bool IsFirst { get; private set; }

    private static ReadOnlySpan<byte> Trailer => "TRAILER!!!"u8;

    /// <summary>Goes to the next entry.</summary>
    /// <returns>False at the end and on a problem.</returns>
    public bool MoveNext()
    {
        IsFirst = false;
        while (FindHeader())
        {
            if (!ReadEntry())
            {
                return false;
            }

            if (!Name.SequenceEqual(Trailer))
            {
                return true;
            }

            _isInside = false;
        }

        return false;
    }

    /// <summary>The content of the current entry, without copying it.</summary>
    public FileContent Content() => new ContentSlice(archive, ContentStart(), Header.FileSize);

    /// <summary>Ends reading because of the current entry.</summary>
    /// <returns>False.</returns>
    public bool Fail(string problem)
    {
        Problem = problem;
        return false;
    }

    /// <summary>Whether the sum of the content's bytes is the one in the header, if it has one.</summary>
    public bool IsChecksumRight()
    {
        // An entry without content may be a further name of a file, with the sum of that file's content.
        if (!Header.HasChecksum || Header.FileSize == 0)
        {
            return true;
        }

        uint sum = 0;
        long position = ContentStart();
        long end = position + Header.FileSize;
        while (position < end)
        {
            int count = archive.Read(position, _chunk.AsSpan(0, (int)Math.Min(_chunk.Length, end - position)));
            foreach (byte value in _chunk.AsSpan(0, count))
            {
                sum = unchecked(sum + value);
            }

            position += count;
        }

        return sum == Header.Checksum;
    }

    private static long Align(long offset) => (offset + CpioHeader.Alignment - 1) & -CpioHeader.Alignment;

    private long ContentStart() => Align(Offset + CpioHeader.Size + Header.NameSize);

    /// <summary>Goes to where the next header must be.</summary>
    /// <returns>False when the archives are at their end.</returns>
    private bool FindHeader()
    {
        if (_isInside)
        {
            Offset = Align(_next);
            return Offset < archive.Length || Fail("the archive ends without its trailer");
        }

        Offset = SkipZeros(_next);
        IsFirst = true;
        _isInside = true;
        return Offset < archive.Length
            && (Offset % CpioHeader.Alignment == 0 || Fail("an archive does not begin at a multiple of 4 bytes"));
    }

    private long SkipZeros(long offset)
    {
        while (true)
        {
            ReadOnlySpan<byte> bytes = _chunk.AsSpan(0, archive.Read(offset, _chunk));
            int zeros = bytes.IndexOfAnyExcept((byte)0);
            if (zeros >= 0 || bytes.IsEmpty)
            {
                return offset + Math.Max(zeros, 0);
            }

            offset += bytes.Length;
        }
    }

    private bool ReadEntry()
    {
        if (archive.Read(Offset, _header) < _header.Length)
        {
            return Fail("the archive ends inside a header");
        }

        if (!CpioHeader.TryRead(_header, out CpioHeader header, out string problem))
        {
            return Fail(IsFirst && _header[0] != (byte)'0' ? problem + "; a compressed archive has to be unpacked first" : problem);
        }

        if (header.NameSize is < 2 or > PathLimits.PathMax)
        {
            return Fail($"a name has {header.NameSize} bytes");
        }

        Span<byte> name = _name.AsSpan(0, (int)header.NameSize);
        if (archive.Read(Offset + CpioHeader.Size, name) < name.Length)
        {
            return Fail("the archive ends inside a name");
        }

        if (name.IndexOf((byte)0) != name.Length - 1)
        {
            return Fail("a name does not end with its only NUL");
        }

        Header = header;
        _next = ContentStart() + header.FileSize;
        return _next <= archive.Length || Name.SequenceEqual(Trailer)
            || Fail($"the archive ends inside {Encoding.UTF8.GetString(Name)}");
    }
}
