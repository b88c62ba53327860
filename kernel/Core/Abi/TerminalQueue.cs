namespace Lodestar.Core.Abi;

/// <summary>What <c>TCFLSH(2const)</c> throws away.</summary>
public enum TerminalQueue : int
{
    /// <summary>TCIFLUSH: what was not read yet.</summary>
    Input = 0,

    /// <summary>TCOFLUSH: what was not sent yet.</summary>
    Output = 1,

    /// <summary>TCIOFLUSH.</summary>
    Both = 2,
}
