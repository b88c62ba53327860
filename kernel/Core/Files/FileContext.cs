using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <summary>
/// What a process's calls on files depend on: the root and the current directory (Linux's fs_struct), its descriptors, in
/// whose name it acts, and who it is.
/// </summary>
public sealed class FileContext
{
    private DirectoryContext _directories;

    /// <summary>The context of a first process: in the root, as the superuser.</summary>
    public FileContext(MountTable mounts, FileTable descriptors)
        : this(new DirectoryContext(new Location(mounts.Root, mounts.Root.Root), mounts), descriptors)
    {
    }

    private FileContext(DirectoryContext directories, FileTable descriptors)
    {
        _directories = directories;
        Descriptors = descriptors;
    }

    public Location Root
    {
        get => _directories.Root;
        set => _directories.Root = value;
    }

    /// <summary>The mounts that paths can lead through.</summary>
    public MountTable Mounts => _directories.Mounts;

    public Location CurrentDirectory
    {
        get => _directories.CurrentDirectory;
        set => _directories.CurrentDirectory = value;
    }

    public FileTable Descriptors { get; private set; }

    /// <summary>Permissions that a new file does not get, <c>umask(2)</c>.</summary>
    public FileMode Umask
    {
        get => _directories.Umask;
        set => _directories.Umask = value;
    }

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

    /// <summary>The further groups, which are the same whatever name the process acts in.</summary>
    public GroupList OtherGroups
    {
        get => Credentials.OtherGroups;
        set
        {
            RealCredentials = RealCredentials with { OtherGroups = value };
            Credentials = Credentials with { OtherGroups = value };
            SavedCredentials = SavedCredentials with { OtherGroups = value };
        }
    }

    /// <summary>What /proc/self leads to; 0 for the kernel, which has no such directory.</summary>
    public int ProcessId { get; set; }

    /// <summary>The context of a child.</summary>
    /// <param name="sharesDirectories">CLONE_FS.</param>
    /// <param name="sharesDescriptors">CLONE_FILES.</param>
    public FileContext Fork(bool sharesDirectories, bool sharesDescriptors) => new(
        sharesDirectories ? _directories : _directories.Copy(),
        sharesDescriptors ? Descriptors.Retain() : Descriptors.Copy())
    {
        Credentials = Credentials,
        RealCredentials = RealCredentials,
        SavedCredentials = SavedCredentials,
    };

    /// <summary>Whether another process has the same root, current directory and umask, so that it notices changes.</summary>
    public bool SharesDirectories(FileContext other) => _directories == other._directories;

    /// <summary>Makes root, current directory and umask its own (CLONE_FS of <c>unshare(2)</c>).</summary>
    public void UnshareDirectories() => _directories = _directories.Copy();

    /// <summary>Makes the descriptors its own, for <c>execve(2)</c> and <c>unshare(2)</c>.</summary>
    public void UnshareDescriptors()
    {
        if (Descriptors.IsShared)
        {
            FileTable own = Descriptors.Copy();
            Descriptors.Release();
            Descriptors = own;
        }
    }

    /// <summary>The process ends: its descriptors are closed, unless others share them.</summary>
    public void Release() => Descriptors.Release();
}
