using Lodestar.Core.Keyboards;
using Lodestar.Core.Time;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Startup;

/// <summary>The machine's keyboard controller.</summary>
internal sealed class MachineKeyboardPort : IKeyboardPort
{
    public long Now => SystemClock.Uptime;

    public byte ReadStatus() => KeyboardLine.ReadStatus();

    public byte ReadData() => KeyboardLine.ReadData();

    public void WriteData(byte value) => KeyboardLine.WriteData(value);

    public void WriteCommand(byte value) => KeyboardLine.WriteCommand(value);
}
