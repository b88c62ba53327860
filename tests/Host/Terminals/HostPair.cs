using Lodestar.Core.Abi;
using static Lodestar.Host.Tests.Terminals.HostTerminalCalls;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A pseudo-terminal of the host's Linux.</summary>
internal sealed class HostPair : IPair
{
    private const int Flags = 2 | 0x100 | 0x800;
    private const int Closed = -1;
    private const PollEvents Wanted = PollEvents.In | PollEvents.Out | PollEvents.Pri;

    private readonly int _number;
    private int _master;
    private int _slave = Closed;

    internal HostPair()
    {
        _master = Must(Open("/dev/ptmx", Flags));
        int value = 0;
        Must(Control(_master, (ulong)IoctlRequest.SetPeerLock, ref value));
        Must(Control(_master, (ulong)IoctlRequest.GetPeerNumber, ref value));
        _number = value;
    }

    public bool IsOpen => _slave != Closed;

    public WindowSize SizeAtMaster
    {
        get => GetSize(_master);
        set => Must(Control(_master, (ulong)IoctlRequest.SetWindowSize, ref value));
    }

    public WindowSize SizeAtSlave
    {
        get => GetSize(_slave);
        set => Must(Control(_slave, (ulong)IoctlRequest.SetWindowSize, ref value));
    }

    public Termios Settings
    {
        get
        {
            Termios settings = default;
            Must(Control(_slave, (ulong)IoctlRequest.GetTermios, ref settings));
            return settings;
        }

        set => Must(Control(_slave, (ulong)IoctlRequest.SetTermios, ref value));
    }

    public void OpenSlave() => _slave = Must(Open($"/dev/pts/{_number}", Flags));

    public void CloseSlave()
    {
        Must(Close(_slave));
        _slave = Closed;
    }

    public void CloseMaster()
    {
        Must(Close(_master));
        _master = Closed;
    }

    public (int Result, byte[] Bytes) ReadAtMaster(int length) => Read(_master, length);

    public (int Result, byte[] Bytes) ReadAtSlave(int length) => Read(_slave, length);

    public int WriteAtMaster(byte[] bytes) => Write(_master, bytes);

    public int WriteAtSlave(byte[] bytes) => Write(_slave, bytes);

    public PollEvents PollMaster() => Poll(_master, Wanted);

    public PollEvents PollSlave() => Poll(_slave, Wanted);

    public int AvailableAtSlave()
    {
        int count = 0;
        Must(Control(_slave, (ulong)IoctlRequest.GetReadable, ref count));
        return count;
    }

    public void SetPacketMode(bool isOn)
    {
        int value = isOn ? 1 : 0;
        Must(Control(_master, (ulong)IoctlRequest.SetPacketMode, ref value));
    }

    public void Flush(TerminalQueue queue) => Must(Control(_slave, (ulong)IoctlRequest.Flush, (nint)queue));

    public void ControlFlow(TerminalFlow action) => Must(Control(_slave, (ulong)IoctlRequest.ControlFlow, (nint)action));

    public void Dispose()
    {
        foreach (int descriptor in (int[])[_slave, _master])
        {
            if (descriptor != Closed)
            {
                Must(Close(descriptor));
            }
        }
    }

    private static WindowSize GetSize(int descriptor)
    {
        WindowSize size = default;
        Must(Control(descriptor, (ulong)IoctlRequest.GetWindowSize, ref size));
        return size;
    }
}
