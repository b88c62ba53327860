namespace Lodestar.Machine.Runtime;

/// <summary>
/// Registers of the code that a CPU fault interrupted, where the platform's fault handler has them; what is written is in force when
/// that code goes on.
/// </summary>
internal readonly unsafe partial struct FaultRegisters
{
    /// <summary>Number of RDX.</summary>
    public const int Rdx = 2;

    /// <summary>Number of RSP.</summary>
    public const int Rsp = 4;

    /// <summary>Number of RSI.</summary>
    public const int Rsi = 6;

    /// <summary>Number of RDI.</summary>
    public const int Rdi = 7;

    /// <summary>The faulting instruction.</summary>
    public partial ref ulong Rip { get; }

    /// <summary>A general register by the number that instructions give it (Intel SDM volume 2, table 2-2), 0 to 15.</summary>
    public partial ref ulong General(int number);
}
