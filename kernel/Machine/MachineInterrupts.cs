namespace Lodestar.Machine;

[System.Flags]
public enum MachineEvents { None = 0, Timer = 1, Serial = 2 }

public static class MachineInterrupts
{
    public static MachineEvents TakeEvents() => MachineEvents.Timer | MachineEvents.Serial;

    public static void WaitForInterrupt() => MachineClock.Pause();
}

public static class MachineTimer
{
    public static void SetDeadline(ulong nanoseconds)
    {
    }
}
