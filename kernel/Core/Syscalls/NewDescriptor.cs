using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Core.Syscalls;

/// <summary>Descriptors for files that calls make.</summary>
internal static class NewDescriptor
{
    /// <summary>Gives a new file the lowest free descriptor.</summary>
    /// <param name="files">Whose descriptors.</param>
    /// <param name="file">The file; without a descriptor it is closed.</param>
    /// <param name="flags">O_CLOEXEC counts.</param>
    /// <returns>The descriptor, or EMFILE.</returns>
    internal static SyscallResult Add(FileContext files, OpenFile file, OpenFlags flags)
    {
        IoResult result = files.Descriptors.Add(
            file, (flags & OpenFlags.CloExec) != 0 ? DescriptorFlags.CloExec : DescriptorFlags.None);
        if (result.IsError)
        {
            file.Release();
        }

        return result;
    }
}
