using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>
/// The user ids of a process, or its group ids: who started it, for whom it acts, and for whom it may act again
/// (<c>credentials(7)</c>). The rules are those of <c>kernel/sys.c</c> in Linux.
/// </summary>
public readonly record struct UserIdentity(uint Real, uint Effective, uint Saved)
{
    /// <summary>-1: as it is.</summary>
    public const uint Unchanged = uint.MaxValue;

    /// <summary><c>setuid(2)</c>: all ids of the superuser, of others the effective one.</summary>
    /// <returns>EPERM; EINVAL for what is no id.</returns>
    public Errno Set(uint id, bool isSuperuser, out UserIdentity changed)
    {
        changed = isSuperuser ? new UserIdentity(id, id, id) : this with { Effective = id };
        return id == Unchanged ? Errno.EINVAL
            : isSuperuser || id == Real || id == Saved ? Errno.None
            : Errno.EPERM;
    }

    /// <summary><c>setreuid(2)</c>: the saved id follows when the real one is set, or the effective one leaves it.</summary>
    /// <returns>EPERM.</returns>
    public Errno SetReal(uint real, uint effective, bool isSuperuser, out UserIdentity changed)
    {
        uint newEffective = effective == Unchanged ? Effective : effective;
        bool setsSaved = real != Unchanged || (effective != Unchanged && effective != Real);
        changed = new UserIdentity(real == Unchanged ? Real : real, newEffective, setsSaved ? newEffective : Saved);
        bool mayReal = real == Unchanged || real == Real || real == Effective;
        return isSuperuser || (mayReal && MayBecome(effective)) ? Errno.None : Errno.EPERM;
    }

    /// <summary><c>setresuid(2)</c>: each of the three.</summary>
    /// <returns>EPERM.</returns>
    public Errno SetAll(uint real, uint effective, uint saved, bool isSuperuser, out UserIdentity changed)
    {
        changed = new UserIdentity(
            real == Unchanged ? Real : real,
            effective == Unchanged ? Effective : effective,
            saved == Unchanged ? Saved : saved);
        return isSuperuser || (MayBecome(real) && MayBecome(effective) && MayBecome(saved)) ? Errno.None : Errno.EPERM;
    }

    private bool MayBecome(uint id) => id == Unchanged || id == Real || id == Effective || id == Saved;
}
