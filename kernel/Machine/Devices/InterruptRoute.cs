namespace Lodestar.Machine.Devices;

/// <summary>The way of an interrupt line to the I/O APICs.</summary>
/// <param name="Input">The input, counted among those of all I/O APICs.</param>
/// <param name="IsActiveLow">Whether a low level asks for an interrupt.</param>
/// <param name="IsLevelTriggered">Whether the level itself asks, not its change.</param>
public readonly record struct InterruptRoute(uint Input, bool IsActiveLow, bool IsLevelTriggered);
