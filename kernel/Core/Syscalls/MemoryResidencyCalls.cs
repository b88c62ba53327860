using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Syscalls.Tracing;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>What of a program is in memory.</summary>
internal static class MemoryResidencyCalls
{
    /// <summary>Bytes of the result that are copied at once.</summary>
    private const int PieceSize = 256;

    /// <summary>mincore(2).</summary>
    [Syscall(27, "mincore")]
    internal static Errno Residency(
        SyscallContext caller, ulong address, ulong length, [Trace(TraceFormat.Pointer)] ulong vector)
    {
        if (!Page.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        if (length > UserSpace.End || address > UserSpace.End - length)
        {
            return Errno.ENOMEM;
        }

        ulong count = Page.RoundUp(length) / Page.Size;
        WritableUserBuffer result = new(vector, count);
        if (!result.IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        Span<byte> piece = stackalloc byte[PieceSize];
        for (ulong done = 0; done < count;)
        {
            int wanted = (int)Math.Min(PieceSize, count - done);
            int known = Fill(caller, address + (done * Page.Size), piece[..wanted]);
            if (known == 0)
            {
                return Errno.ENOMEM;
            }

            if (result.CopyFrom(piece[..known], done) < known)
            {
                return Errno.EFAULT;
            }

            done += (ulong)known;
            if (!caller.Process.Memory.Pages.MayGoOn())
            {
                return Errno.EINTR;
            }
        }

        return Errno.None;
    }

    /// <summary>Fills in 1 or 0 for each page; returns for how many, up to the first that is not mapped.</summary>
    private static int Fill(SyscallContext caller, ulong address, Span<byte> pages)
    {
        for (int i = 0; i < pages.Length; i++, address += Page.Size)
        {
            if (caller.Memory.Areas.Find(address) is not { } area)
            {
                return i;
            }

            pages[i] = (byte)(caller.Process.Pages.IsResident(area, address) ? 1 : 0);
        }

        return pages.Length;
    }
}
