using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Terminals;

/// <summary>Lets one writer after the other have a terminal, so that what one writes stays together.</summary>
internal sealed class TerminalTurn
{
    private readonly WaitQueue _waiting = new();
    private bool _isTaken;

    /// <summary>Waits for the turn.</summary>
    /// <param name="mayWait">Whether to wait; otherwise EAGAIN.</param>
    /// <returns>0, after which <see cref="Leave"/> has to follow; EAGAIN, ERESTARTSYS.</returns>
    internal IoResult Take(bool mayWait)
    {
        while (_isTaken)
        {
            if (!mayWait)
            {
                return Errno.EAGAIN;
            }

            if (_waiting.Wait() == WaitEnd.Interrupted && _isTaken)
            {
                return new IoResult(RestartCode.UnlessNotWanted);
            }
        }

        _isTaken = true;
        return 0;
    }

    /// <summary>Lets the next one have it.</summary>
    internal void Leave()
    {
        _isTaken = false;
        _waiting.Wake();
    }
}
