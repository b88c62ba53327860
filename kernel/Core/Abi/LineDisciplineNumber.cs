namespace Lodestar.Core.Abi;

/// <summary>Line disciplines (<c>linux/tty.h</c>).</summary>
public enum LineDisciplineNumber : int
{
    /// <summary>N_TTY.</summary>
    Usual = 0,
}
