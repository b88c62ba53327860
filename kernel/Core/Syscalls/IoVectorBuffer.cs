using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Where a thread's calls copy lists of buffers to; import_iovec in Linux's <c>lib/iov_iter.c</c>.</summary>
internal sealed class IoVectorBuffer
{
    /// <summary>Bytes of struct iovec.</summary>
    private const ulong VectorSize = 16;

    private readonly IoVector[] _vectors = new IoVector[IoVector.MaxCount];

    /// <summary>Copies the buffers of a call and checks that they lie in user space.</summary>
    /// <param name="vectors">The program's list.</param>
    /// <param name="count">How many buffers it has.</param>
    /// <param name="imported">The buffers, until the next call; together at most <see cref="IoLimits.LargestTransfer"/> bytes.</param>
    /// <param name="total">The sum of their lengths.</param>
    /// <returns>EINVAL for too many buffers or a negative length, EFAULT.</returns>
    internal Errno TryImport(UserRef<IoVector> vectors, uint count, out ReadOnlySpan<IoVector> imported, out ulong total)
    {
        imported = default;
        total = 0;
        if (count > IoVector.MaxCount)
        {
            return Errno.EINVAL;
        }

        if (!new ReadableUserBuffer(vectors.Address, count * VectorSize).IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        for (uint i = 0; i < count; i++)
        {
            if (!new UserRef<IoVector>(vectors.Address + (i * VectorSize)).TryRead(out _vectors[i]))
            {
                return Errno.EFAULT;
            }

            if ((long)_vectors[i].Length < 0)
            {
                return Errno.EINVAL;
            }
        }

        imported = _vectors.AsSpan(0, (int)count);
        return count == 1 ? LimitOne(out total) : Limit((int)count, out total);
    }

    /// <summary>A single buffer is cut before its address is checked.</summary>
    private Errno LimitOne(out ulong total)
    {
        ref IoVector vector = ref _vectors[0];
        vector.Length = Math.Min(vector.Length, IoLimits.LargestTransfer);
        total = vector.Length;
        return IsInUserSpace(vector) ? Errno.None : Errno.EFAULT;
    }

    private Errno Limit(int count, out ulong total)
    {
        total = 0;
        foreach (ref IoVector vector in _vectors.AsSpan(0, count))
        {
            if (!IsInUserSpace(vector))
            {
                return Errno.EFAULT;
            }

            vector.Length = Math.Min(vector.Length, IoLimits.LargestTransfer - total);
            total += vector.Length;
        }

        return Errno.None;
    }

    private static bool IsInUserSpace(in IoVector vector) =>
        new ReadableUserBuffer(vector.Address, vector.Length).IsInUserSpace;
}
