namespace Lodestar.Core.Abi;

/// <summary>Kinds of locks of <c>fcntl_locking(2)</c>.</summary>
public enum FileLockType : short
{
    /// <summary>F_RDLCK: others may have it too.</summary>
    Read = 0,

    /// <summary>F_WRLCK: nobody else may have one.</summary>
    Write = 1,

    /// <summary>F_UNLCK: none.</summary>
    None = 2,
}
