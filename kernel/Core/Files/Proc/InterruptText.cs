using System;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/interrupts, in Linux's layout: a line for each interrupt line in use, then the CPU's own interrupts.</summary>
internal static class InterruptText
{
    /// <summary>Writes it.</summary>
    internal static void Write(ISystemStatus system, TextBuffer text)
    {
        text.Add("           CPU0       \n"u8);
        foreach (InterruptLineStatus line in system.InterruptLines)
        {
            text.Add($"{line.Line,3}: {line.Count,10} {line.Controller,8} {line.Input,3}-{(line.IsLevelTriggered ? "level" : "edge"),-8}  {line.Device}\n");
        }

        text.Add($"LOC: {system.LocalTimerInterrupts,10}  Local timer interrupts\n");
        text.Add($"SPU: {system.SpuriousInterrupts,10}  Spurious interrupts\n");
    }
}
