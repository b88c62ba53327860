using System;
using Lodestar.Core.Abi;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A pseudo-terminal: the host's, or ours. Results are as system calls give them; nothing waits.</summary>
internal interface IPair : IDisposable
{
    /// <summary>Whether the slave is open.</summary>
    bool IsOpen { get; }

    /// <summary>Its size, as the master sees it.</summary>
    WindowSize SizeAtMaster { get; set; }

    /// <summary>Its size, as the slave sees it.</summary>
    WindowSize SizeAtSlave { get; set; }

    /// <summary>The settings, as the slave sees them.</summary>
    Termios Settings { get; set; }

    /// <summary>Opens the slave, which is closed.</summary>
    void OpenSlave();

    /// <summary>Closes it.</summary>
    void CloseSlave();

    /// <summary>Closes the master.</summary>
    void CloseMaster();

    (int Result, byte[] Bytes) ReadAtMaster(int length);

    (int Result, byte[] Bytes) ReadAtSlave(int length);

    int WriteAtMaster(byte[] bytes);

    int WriteAtSlave(byte[] bytes);

    PollEvents PollMaster();

    PollEvents PollSlave();

    /// <summary>FIONREAD at the slave.</summary>
    int AvailableAtSlave();

    void SetPacketMode(bool isOn);

    /// <summary>TCFLSH at the slave.</summary>
    void Flush(TerminalQueue queue);

    /// <summary>TCXONC at the slave.</summary>
    void ControlFlow(TerminalFlow action);
}
