using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>Size of a terminal, struct winsize of <c>TIOCGWINSZ(2const)</c>: 8 bytes. Zeros mean that it is not known.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct WindowSize
{
    /// <summary>ws_row.</summary>
    public ushort Rows;

    /// <summary>ws_col.</summary>
    public ushort Columns;

    /// <summary>ws_xpixel.</summary>
    public ushort Width;

    /// <summary>ws_ypixel.</summary>
    public ushort Height;
}
