namespace Lodestar.Initramfs;

/// <summary>What one name of the archive means; hard links share it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Permissions">0 to 07777.</param>
public sealed record ArchiveEntry(EntryType Type, uint Permissions)
{
    /// <summary>Bytes of a file, or the target of a symbolic link.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Of a device, 12 bits.</summary>
    public uint Major { get; init; }

    /// <summary>Of a device, 20 bits.</summary>
    public uint Minor { get; init; }
}
