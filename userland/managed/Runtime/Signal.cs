namespace Lodestar.Userland;

/// <summary>Signals that programs of this folder send or wait for (<c>signal(7)</c>).</summary>
public enum Signal
{
    Interrupt = 2,
    Kill = 9,
    User1 = 10,
    User2 = 12,
    Terminate = 15,
    Child = 17,
    Continue = 18,
}
