using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>
/// What a process's calls on files depend on: the root and the current directory (Linux's fs_struct), its descriptors, in
/// whose name it acts, and who it is.
/// </summary>
public sealed class FileContext
{
    private const FileMode UsualUmask = FileMode.IwGrp | FileMode.IwOth;

    /// <summary>The context of a first process: in the root, as the superuser.</summary>
    public FileContext(DirectoryInode root, FileTable descriptors)
    {
        Root = root;
        CurrentDirectory = root;
        Descriptors = descriptors;
    }

    /// <summary>The context of a child.</summary>
    /// <param name="parent">Whose directories and credentials it takes over.</param>
    /// <param name="processId">The child.</param>
    /// <param name="descriptors">A copy of the parent's descriptors, or the same for CLONE_FILES.</param>
    public FileContext(FileContext parent, int processId, FileTable descriptors)
        : this(parent.Root, descriptors)
    {
        CurrentDirectory = parent.CurrentDirectory;
        Umask = parent.Umask;
        Credentials = parent.Credentials;
        RealCredentials = parent.RealCredentials;
        SavedCredentials = parent.SavedCredentials;
        ProcessId = processId;
    }

    public DirectoryInode Root { get; set; }

    public DirectoryInode CurrentDirectory { get; set; }

    public FileTable Descriptors { get; }

    /// <summary>Permissions that a new file does not get, <c>umask(2)</c>; Linux starts its first process with 022.</summary>
    public FileMode Umask { get; set; } = UsualUmask;

    /// <summary>The effective ids, which permissions are checked with.</summary>
    public Credentials Credentials { get; set; }

    /// <summary>The real ids, which <c>access(2)</c> asks about.</summary>
    public Credentials RealCredentials { get; set; }

    /// <summary>The saved ids, which the process may make effective again.</summary>
    public Credentials SavedCredentials { get; set; }

    /// <summary>The three user ids.</summary>
    public UserIdentity Users
    {
        get => new(RealCredentials.UserId, Credentials.UserId, SavedCredentials.UserId);
        set
        {
            RealCredentials = RealCredentials with { UserId = value.Real };
            Credentials = Credentials with { UserId = value.Effective };
            SavedCredentials = SavedCredentials with { UserId = value.Saved };
        }
    }

    /// <summary>The three group ids.</summary>
    public UserIdentity Groups
    {
        get => new(RealCredentials.GroupId, Credentials.GroupId, SavedCredentials.GroupId);
        set
        {
            RealCredentials = RealCredentials with { GroupId = value.Real };
            Credentials = Credentials with { GroupId = value.Effective };
            SavedCredentials = SavedCredentials with { GroupId = value.Saved };
        }
    }

    /// <summary>What /proc/self leads to; 0 for the kernel, which has no such directory.</summary>
    public int ProcessId { get; init; }
}
