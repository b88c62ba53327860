using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// Structures that grow from version to version, and of which a program says how much it knows: copy_struct_from_user in Linux's
/// <c>include/linux/uaccess.h</c>.
/// </summary>
internal static class StructureArgument
{
    /// <summary>Reads a structure. What the program's has less is zero; what it has more must be.</summary>
    /// <param name="structure">Where it is.</param>
    /// <param name="size">How many bytes the program's has.</param>
    /// <param name="ownSize">How many bytes are known here.</param>
    /// <param name="value">The structure.</param>
    /// <returns>E2BIG, EFAULT.</returns>
    internal static Errno TryRead<T>(UserRef<T> structure, ulong size, ulong ownSize, out T value)
        where T : unmanaged
    {
        value = default;
        if (size > Page.Size)
        {
            return Errno.E2BIG;
        }

        for (ulong offset = ownSize; offset < size; offset++)
        {
            if (!new UserRef<byte>(structure.Address + offset).TryRead(out byte unknown))
            {
                return Errno.EFAULT;
            }

            if (unknown != 0)
            {
                return Errno.E2BIG;
            }
        }

        return UserMemory.TryReadStart(structure.Address, size, out value) ? Errno.None : Errno.EFAULT;
    }
}
