using System;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <summary>
/// The machine's screen, and which emulator is to be seen on it. It is drawn when a write is done, but not more often than an eye can
/// follow: while much is written, most of it scrolls away before it was drawn.
/// </summary>
public static class SystemScreen
{
    /// <summary>Nanoseconds from one drawing to the next at least: 60 in a second.</summary>
    private const long Interval = 16_666_667;

    /// <summary>The rest of the time is for programs: drawing a large screen may take longer than the interval.</summary>
    private const int TimeShare = 4;

    private static readonly RedrawTimer s_timer = new();
    private static long s_earliest;

    /// <summary>Whether there is one.</summary>
    public static bool IsPresent => MachineScreen.IsPresent;

    /// <summary>What is to be seen; null before <see cref="Show"/>.</summary>
    public static ScreenEmulator? Visible { get; private set; }

    /// <summary>Makes an emulator of the screen's size.</summary>
    public static ScreenEmulator CreateEmulator() => new(MachineScreen.Columns, MachineScreen.Rows);

    /// <summary>Shows an emulator in the place of what is there now.</summary>
    public static void Show(ScreenEmulator emulator)
    {
        if (Visible is null)
        {
            MachineScreen.TakeOver();
        }

        Visible = emulator;
        emulator.ChangeAll();
        Redraw();
    }

    /// <summary>Something was written to an emulator, or its scroll-back was moved: it is drawn now or soon, if it is to be seen.</summary>
    public static void Changed(ScreenEmulator emulator)
    {
        if (emulator != Visible || s_timer.IsSet)
        {
            return;
        }

        if (SystemClock.Uptime >= s_earliest)
        {
            Redraw();
        }
        else
        {
            Scheduler.SetTimer(s_timer, s_earliest);
        }
    }

    /// <summary>Draws what is different from before, now.</summary>
    public static void Redraw()
    {
        if (Visible is not { } emulator)
        {
            return;
        }

        long start = SystemClock.Uptime;
        if (emulator.TakePaletteChange())
        {
            MachineScreen.SetPalette(emulator.Palette);
        }

        for (int row = 0; row < emulator.Rows; row++)
        {
            if (emulator.TakeChange(row))
            {
                MachineScreen.Draw(row, emulator.View(row));
            }
        }

        MachineScreen.SetCursor(emulator.CursorColumn, emulator.CursorRow + emulator.ScrollBackPosition, emulator.CursorShape);
        long now = SystemClock.Uptime;
        s_earliest = Math.Max(start + Interval, now + (TimeShare * (now - start)));
    }

    private sealed class RedrawTimer : KernelTimer
    {
        protected internal override void Expire() => Redraw();
    }
}
