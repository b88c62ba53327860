using System;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Screens;

/// <summary>
/// The machine's screen as rows of cells: pixels that the boot loader has set up, or the VGA's text. What it shows is kept in memory,
/// so that only cells that are different from before are drawn, and the screen itself is never read.
/// </summary>
public static unsafe class MachineScreen
{
    private static ScreenCell* s_cells;
    private static ScreenPalette s_palette;
    private static int s_cursorColumn;
    private static int s_cursorRow;
    private static CursorShape s_cursorShape;

    /// <summary>Whether there is one.</summary>
    public static bool IsPresent => s_cells != null;

    /// <summary>Whether it is one of pixels, which has all characters of the font and any colours.</summary>
    public static bool HasPixels => IsPresent && ScreenSurface.IsPixels;

    /// <summary>Cells of a row.</summary>
    public static int Columns { get; private set; }

    /// <summary>Rows.</summary>
    public static int Rows { get; private set; }

    /// <summary>A row as it is shown.</summary>
    internal static ReadOnlySpan<ScreenCell> Row(int row) => new(s_cells + (row * Columns), Columns);

    /// <summary>
    /// The caller draws from now on. The kernel's log, which was there, is no longer: <see cref="MachineEvents.Log"/> says when it has
    /// grown.
    /// </summary>
    public static void TakeOver() => ScreenLog.HandOver();

    /// <summary>Shows a row.</summary>
    /// <param name="row">0 to <see cref="Rows"/> - 1.</param>
    /// <param name="cells">At most <see cref="Columns"/>; behind them the row stays as it is.</param>
    public static void Draw(int row, ReadOnlySpan<ScreenCell> cells)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cells.Length, Columns, nameof(cells));
        for (int i = 0; i < cells.Length; i++)
        {
            Draw(i, row, cells[i]);
        }
    }

    /// <summary>Puts the cursor into a cell; one outside the screen is hidden.</summary>
    public static void SetCursor(int column, int row, CursorShape shape)
    {
        bool isInside = (uint)column < (uint)Columns && (uint)row < (uint)Rows;
        shape = isInside ? shape : CursorShape.Hidden;
        if (!IsPresent || (column == s_cursorColumn && row == s_cursorRow && shape == s_cursorShape))
        {
            return;
        }

        (int oldColumn, int oldRow, CursorShape oldShape) = (s_cursorColumn, s_cursorRow, s_cursorShape);
        (s_cursorColumn, s_cursorRow, s_cursorShape) = (column, row, shape);
        if (oldShape != CursorShape.Hidden)
        {
            Redraw(oldColumn, oldRow);
        }

        if (shape != CursorShape.Hidden)
        {
            Redraw(column, row);
        }

        ScreenSurface.SetCursor(column, row, shape);
    }

    /// <summary>Sets the colours, of what is on the screen too.</summary>
    public static void SetPalette(in ScreenPalette palette)
    {
        if (!IsPresent || palette[..].SequenceEqual(s_palette))
        {
            return;
        }

        s_palette = palette;
        ScreenSurface.SetPalette(palette);
        for (int row = 0; row < Rows && HasPixels; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                Redraw(column, row);
            }
        }
    }

    /// <summary>Shows a cell.</summary>
    internal static void Draw(int column, int row, ScreenCell cell)
    {
        ScreenCell* shown = s_cells + (row * Columns) + column;
        if (*shown != cell)
        {
            *shown = cell;
            ScreenSurface.Draw(column, row, cell, CursorAt(column, row));
        }
    }

    /// <summary>Clears the machine's screen and begins to show the log. Needs the final address space.</summary>
    internal static void Start()
    {
        if (!ScreenSurface.IsReachable && !ScreenSurface.IsPixels)
        {
            return;
        }

        ScreenSurface.Start();
        nuint bytes = (nuint)(ScreenSurface.Columns * ScreenSurface.Rows * sizeof(ScreenCell));
        ScreenCell* cells = ScreenSurface.IsReachable
            ? (ScreenCell*)KernelAddressSpace.AllocatePages((bytes + (nuint)MemoryMap.PageSize - 1) / (nuint)MemoryMap.PageSize)
            : null;
        if (cells == null)
        {
            KernelLog.Warning("screen: no memory to use it");
            return;
        }

        s_cells = cells;
        s_palette = ScreenPalette.Standard;
        Columns = ScreenSurface.Columns;
        Rows = ScreenSurface.Rows;
        new Span<ScreenCell>(s_cells, Columns * Rows).Fill(ScreenLog.Blank);
        ScreenLog.Start();
    }

    private static CursorShape CursorAt(int column, int row) =>
        column == s_cursorColumn && row == s_cursorRow ? s_cursorShape : CursorShape.Hidden;

    private static void Redraw(int column, int row) =>
        ScreenSurface.Draw(column, row, s_cells[(row * Columns) + column], CursorAt(column, row));
}
