namespace Lodestar.Initramfs;

/// <summary>The type of an entry: the bits of st_mode, <c>inode(7)</c>.</summary>
public enum EntryType : uint
{
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    File = 0x8000,
    SymbolicLink = 0xA000,
}
