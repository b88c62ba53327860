namespace Lodestar.Core.Files.Proc;

/// <summary>An interrupt line in use.</summary>
/// <param name="Line">Its number, 0 to 15.</param>
/// <param name="Count">Interrupts since the boot.</param>
/// <param name="Controller">What brings it, in Linux's words: <c>IO-APIC</c> or <c>XT-PIC</c>.</param>
/// <param name="Input">The controller's input.</param>
/// <param name="IsLevelTriggered">Whether the level asks for an interrupt, not its change.</param>
/// <param name="Device">Who interrupts.</param>
public readonly record struct InterruptLineStatus(
    int Line, ulong Count, string Controller, uint Input, bool IsLevelTriggered, string Device);
