using System;
using System.Threading;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.KernelTests;

/// <summary>A file whose read has a bug: it throws while it holds a lock.</summary>
internal sealed class FailingFile(Inode inode) : OpenFile(inode, OpenFlags.RdOnly)
{
    private readonly Lock _lock = new();

    /// <summary>Whether somebody still holds the lock.</summary>
    public bool IsLocked => _lock.IsHeldByCurrentThread;

    /// <summary>Whether the last descriptor was closed.</summary>
    public bool IsClosed { get; private set; }

    protected override IoResult ReadCore(ref IoTarget target)
    {
        lock (_lock)
        {
            throw new InvalidOperationException("the file is broken on purpose");
        }
    }

    protected override void Close() => IsClosed = true;
}
