namespace Lodestar.Core.Abi;

/// <summary>What <c>TCXONC(2const)</c> stops and starts.</summary>
public enum TerminalFlow : int
{
    /// <summary>TCOOFF.</summary>
    StopOutput = 0,

    /// <summary>TCOON.</summary>
    StartOutput = 1,

    /// <summary>TCIOFF: sends VSTOP.</summary>
    StopInput = 2,

    /// <summary>TCION: sends VSTART.</summary>
    StartInput = 3,
}
