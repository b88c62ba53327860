using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct flock of <c>fcntl_locking(2)</c>: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FileLockRequest
{
    /// <summary>l_type.</summary>
    public FileLockType Type;

    /// <summary>l_whence: a <see cref="SeekWhence"/>.</summary>
    public short Whence;

    /// <summary>l_start.</summary>
    public long Start;

    /// <summary>l_len; 0 for all that comes, less than 0 for what lies before the start.</summary>
    public long Length;

    /// <summary>l_pid: who holds the lock.</summary>
    public int ProcessId;
}
