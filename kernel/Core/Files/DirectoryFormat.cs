namespace Lodestar.Core.Files;

/// <summary>The structures in which entries of a directory are read, <c>getdents(2)</c>.</summary>
public enum DirectoryFormat
{
    /// <summary>struct linux_dirent64 of getdents64: d_ino, d_off, d_reclen, d_type, d_name.</summary>
    Dirent64,

    /// <summary>struct linux_dirent of getdents: d_ino, d_off, d_reclen, d_name; d_type is the record's last byte.</summary>
    Dirent,
}
