using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <content>Changing permissions and owner.</content>
public abstract partial class Inode
{
    /// <summary>Sets permissions, owner and times; the type stays.</summary>
    public void SetAttributes(in InodeAttributes attributes)
    {
        Mode = Type | (attributes.Mode & FileMode.IallUgo);
        UserId = attributes.UserId;
        GroupId = attributes.GroupId;
        Accessed = attributes.Times;
        Modified = attributes.Times;
        Changed = attributes.Times;
    }

    /// <summary>Sets the permissions; bits of the type do not count.</summary>
    internal void SetPermissions(FileMode mode)
    {
        Mode = Type | (mode & FileMode.IallUgo);
        MarkChanged();
    }

    /// <summary>Sets owner and group. What is no directory loses its set-id bits: chown_common in Linux's <c>fs/open.c</c>.</summary>
    internal void SetOwner(uint userId, uint groupId)
    {
        UserId = userId;
        GroupId = groupId;
        if (Type != FileMode.IfDir)
        {
            DropSetIds();
        }

        MarkChanged();
    }

    /// <summary>The content is changed: a regular file loses its set-id bits, unless the superuser does it (file_remove_privs in Linux).</summary>
    internal void DropSetIds(in Credentials who)
    {
        if (Type == FileMode.IfReg && !who.IsSuperuser)
        {
            DropSetIds();
        }
    }

    /// <summary>Without permission to execute for the group, its bit means something else and stays.</summary>
    private void DropSetIds()
    {
        Mode &= ~FileMode.IsUid;
        if ((Mode & FileMode.IxGrp) != 0)
        {
            Mode &= ~FileMode.IsGid;
        }
    }
}
