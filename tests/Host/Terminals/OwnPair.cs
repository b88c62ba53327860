using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Terminals;
using Lodestar.Host.Tests.Files;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A pseudo-terminal of ours, by its open files.</summary>
internal sealed class OwnPair : IPair
{
    private const OpenFlags Flags = OpenFlags.RdWr | OpenFlags.NoCtty | OpenFlags.NonBlock;
    private const PollEvents Wanted = PollEvents.In | PollEvents.Out | PollEvents.Pri | PollEvents.Err | PollEvents.Hup;

    private readonly TestTree _tree = new TestTree().Directory("/dev").Directory("/dev/pts");
    private readonly int _masterNumber;
    private readonly PseudoTerminalMaster _master;
    private readonly int _number;
    private TerminalFile? _slave;

    internal OwnPair()
    {
        PseudoTerminalTable table = new(new FileSystem("devpts", 7, isReadOnly: false));
        _tree.Devices.Add(new PseudoTerminalDevice(table));
        _tree.Special("/dev/ptmx", FileMode.IfChr, 5, 2);
        _tree.Mount("/dev/pts", table.Root);
        _masterNumber = _tree.Open("/dev/ptmx", Flags);
        _master = (PseudoTerminalMaster)_tree.Descriptors.Get(_masterNumber)!;
        _master.Slave.IsLocked = false;
        _number = _master.Slave.Index;
    }

    public bool IsOpen => _slave is not null;

    public WindowSize SizeAtMaster
    {
        get => _master.Terminal.WindowSize;
        set => _master.Terminal.WindowSize = value;
    }

    public WindowSize SizeAtSlave
    {
        get => Slave.Terminal.WindowSize;
        set => Slave.Terminal.WindowSize = value;
    }

    public Termios Settings
    {
        get => Slave.Terminal.Settings;
        set => Slave.Terminal.SetSettings(value, flushInput: false);
    }

    private TerminalFile Slave => _slave ?? throw new InvalidOperationException("the slave is closed");

    public void OpenSlave() => _slave = (TerminalFile)_tree.OpenFile($"/dev/pts/{_number}", Flags);

    public void CloseSlave()
    {
        Slave.Release();
        _slave = null;
    }

    public void CloseMaster() => _tree.Descriptors.Close(_masterNumber);

    public (int Result, byte[] Bytes) ReadAtMaster(int length) => Read(_master, length);

    public (int Result, byte[] Bytes) ReadAtSlave(int length) => Read(Slave, length);

    public int WriteAtMaster(byte[] bytes) => (int)_master.Write(bytes).Raw;

    public int WriteAtSlave(byte[] bytes) => (int)Slave.Write(bytes).Raw;

    public PollEvents PollMaster() => _master.Readiness & Wanted;

    public PollEvents PollSlave() => Slave.Readiness & Wanted;

    public int AvailableAtSlave() => Slave.Available!.Value;

    public void SetPacketMode(bool isOn) => _master.Slave.IsPacketMode = isOn;

    public void Flush(TerminalQueue queue) => Slave.Terminal.Flush(queue);

    public void ControlFlow(TerminalFlow action) => Slave.Terminal.ControlFlow(action);

    public void Dispose()
    {
    }

    private static (int Result, byte[] Bytes) Read(OpenFile file, int length)
    {
        byte[] buffer = new byte[length];
        int result = (int)file.Read(buffer).Raw;
        return (result, result < 0 ? [] : buffer[..result]);
    }
}
