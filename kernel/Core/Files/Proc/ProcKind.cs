namespace Lodestar.Core.Files.Proc;

/// <summary>What an inode of /proc belongs to, as part of its number.</summary>
internal enum ProcKind
{
    /// <summary>A process's directory and its entries.</summary>
    Process,

    /// <summary>A thread's.</summary>
    Thread,

    /// <summary>Entries of a process's fd.</summary>
    Descriptor,

    /// <summary>Entries of a process's fdinfo.</summary>
    DescriptorInformation,

    /// <summary>The same two of a thread.</summary>
    ThreadDescriptor,
    ThreadDescriptorInformation,
}
