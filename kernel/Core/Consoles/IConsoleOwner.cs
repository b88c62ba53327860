using Lodestar.Core.Abi;

namespace Lodestar.Core.Consoles;

/// <summary>A process that is asked before its virtual terminal vanishes from the screen, <c>VT_SETMODE</c>.</summary>
public interface IConsoleOwner
{
    /// <summary>Sends it a signal.</summary>
    /// <returns>Whether it still lives.</returns>
    bool TrySend(Signal signal);
}
