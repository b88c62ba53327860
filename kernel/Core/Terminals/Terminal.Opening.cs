using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Core.Terminals;

/// <content>Who has the terminal open.</content>
public abstract partial class Terminal
{
    private int _openCount;

    /// <summary>Whether only the superuser may open it, TIOCEXCL; until it is open no more.</summary>
    public bool IsExclusive { get; set; }

    /// <summary>Opens it.</summary>
    /// <param name="inode">The node that led to it.</param>
    /// <param name="context">Who opens it.</param>
    /// <param name="flags">As for <see cref="Inode.Open"/>: with O_NOCTTY it does not become the controlling terminal.</param>
    /// <param name="error">EBUSY, EIO.</param>
    public OpenFile? Open(Inode inode, FileContext context, OpenFlags flags, out Errno error) =>
        Open(inode, context, flags, isConsole: false, out error);

    /// <summary>Opens it as the console, which it stays for after a hang-up, and which controls nobody by being opened.</summary>
    internal OpenFile? OpenConsole(Inode inode, FileContext context, OpenFlags flags, out Errno error) =>
        Open(inode, context, flags | OpenFlags.NoCtty, isConsole: true, out error);

    /// <summary>Whether it can be opened.</summary>
    protected virtual Errno CheckOpen() => Errno.None;

    /// <summary>It has been opened for the first time, or again after all were closed.</summary>
    protected virtual void Opened()
    {
    }

    /// <summary>Nobody has it open any more.</summary>
    protected virtual void LastClosed()
    {
    }

    internal void Closed()
    {
        if (--_openCount == 0)
        {
            IsExclusive = false;
            LastClosed();
        }
    }

    private TerminalFile? Open(Inode inode, FileContext context, OpenFlags flags, bool isConsole, out Errno error)
    {
        error = CheckOpen();
        error = error == Errno.None && IsExclusive && !context.Credentials.IsSuperuser ? Errno.EBUSY : error;
        if (error != Errno.None)
        {
            return null;
        }

        TerminalFile file = new(inode, this, flags, isConsole);
        if (_openCount++ == 0)
        {
            Opened();
        }

        if ((flags & OpenFlags.NoCtty) == 0)
        {
            AcquireByOpening(file.CanRead);
        }

        return file;
    }
}
