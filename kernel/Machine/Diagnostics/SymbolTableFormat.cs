namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// The layout of the symbol table that tools/Symbols writes and <see cref="SymbolTable"/> reads. All numbers are
/// little endian; offsets count bytes from the start of the table.
/// </summary>
/// <remarks>
/// <code>
/// header     see the constants below
/// tokens     257 offsets (2 bytes each, from the end of the offsets), then the bytes of 256 tokens
/// scopes     n+1 offsets (4 bytes each, from the end of the offsets), then packed strings: namespace and type
/// files      the same shape: paths relative to the root of the repository
/// blocks     for every <see cref="FunctionsPerBlock"/> functions: address (4 bytes, from the image base), then the
///            offset (4 bytes) of the first of them from the start of the functions
/// functions  one after the other, by address:
///              LEB128  gap      bytes between the end of the function before (or the block's address) and this one
///              LEB128  size     in bytes
///              LEB128  scope    0 is none, else index + 1
///              LEB128  length, then that many bytes: the packed name of the member
///              LEB128  length, then that many bytes of line rows
/// line row     LEB128  (address step &lt;&lt; 1) | 1 if the file changes
///              LEB128  the file's index, only if it changes; the first row always names one
///              LEB128  line step, zigzag: (n &lt;&lt; 1) ^ (n &gt;&gt; 63); lines start at 0
/// </code>
/// A packed string is a run of bytes, each of which stands for one token; tokens are made so that the pairs of
/// characters which are frequent in the kernel's names take one byte. All text is ASCII.
/// </remarks>
internal static class SymbolTableFormat
{
    /// <summary>"LSYM" read as a little-endian number.</summary>
    public const uint Magic = 0x4D59_534C;

    /// <summary>Goes up whenever the layout changes.</summary>
    public const uint Version = 1;

    /// <summary>Functions behind one entry of the block index: what a lookup has to step through at most.</summary>
    public const int FunctionsPerBlock = 16;

    /// <summary>Tokens of the string packing: one for each value of a byte.</summary>
    public const int TokenCount = 256;

    /// <summary>Offset of <see cref="Magic"/> (4 bytes).</summary>
    public const int MagicOffset = 0;

    /// <summary>Offset of <see cref="Version"/> (4 bytes).</summary>
    public const int VersionOffset = 4;

    /// <summary>Offset of the size of the whole table in bytes (4 bytes).</summary>
    public const int SizeOffset = 8;

    /// <summary>Offset of the number of functions (4 bytes).</summary>
    public const int FunctionCountOffset = 12;

    /// <summary>Offset of the offset of the tokens (4 bytes).</summary>
    public const int TokensOffset = 16;

    /// <summary>Offset of the offset of the scopes (4 bytes).</summary>
    public const int ScopesOffset = 20;

    /// <summary>Offset of the number of scopes (4 bytes).</summary>
    public const int ScopeCountOffset = 24;

    /// <summary>Offset of the offset of the files (4 bytes).</summary>
    public const int FilesOffset = 28;

    /// <summary>Offset of the number of files (4 bytes).</summary>
    public const int FileCountOffset = 32;

    /// <summary>Offset of the offset of the block index (4 bytes).</summary>
    public const int BlocksOffset = 36;

    /// <summary>Offset of the offset of the functions (4 bytes).</summary>
    public const int FunctionsOffset = 40;

    /// <summary>Offset of the address that all addresses of the table count from (8 bytes).</summary>
    public const int ImageBaseOffset = 48;

    /// <summary>Size of the header in bytes.</summary>
    public const int HeaderSize = 56;
}
