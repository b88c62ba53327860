using Lodestar.Machine.Boot;
using Lodestar.Machine.Memory;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Screens;

/// <summary>The VGA's text screen, which is there when nobody has set up pixels (IBM VGA technical reference). Only written to.</summary>
internal static unsafe class TextSurface
{
    private const ulong Memory = 0xb8000;
    private const uint MemorySize = 0x8000;

    // Graphics controller, register "Miscellaneous".
    private const ushort GraphicsIndex = 0x3ce;
    private const ushort GraphicsData = 0x3cf;
    private const byte Miscellaneous = 6;
    private const byte ModeAndMap = 0x0d;
    private const byte TextAtB8000 = 0x0c;

    // Attribute controller, register "Mode control". One port for index and data, in turns; a read of the status begins with the index.
    private const ushort AttributeIndex = 0x3c0;
    private const ushort AttributeData = 0x3c1;
    private const ushort Status = 0x3da;
    private const byte ModeControl = 0x10;
    private const byte DisplayOn = 0x20;
    private const byte EnableBlink = 0x08;

    // CRT controller.
    private const ushort CrtIndex = 0x3d4;
    private const ushort CrtData = 0x3d5;
    private const byte MaximumScanLine = 0x09;
    private const byte CursorStart = 0x0a;
    private const byte CursorEnd = 0x0b;
    private const byte CursorHigh = 0x0e;
    private const byte CursorLow = 0x0f;
    private const byte CursorOff = 0x20;

    /// <summary>Underlined characters have this colour instead: the VGA underlines only in monochrome.</summary>
    private const int UnderlineColor = 6;

    private static int s_characterHeight;

    /// <summary>Characters of a row.</summary>
    public static int Columns { get; private set; }

    /// <summary>Rows.</summary>
    public static int Rows { get; private set; }

    /// <summary>Takes the VGA if it shows text.</summary>
    /// <param name="screen">What the loader says, which may be nothing.</param>
    public static bool TryChoose(in Framebuffer screen)
    {
        bool isNamed = screen.Width != 0;
        if ((isNamed && (screen.Type != Framebuffer.TextType || screen.Address != Memory)) || !IsTextMode())
        {
            return false;
        }

        bool isPlausible = isNamed && screen.Width is >= 40 and <= 132 && screen.Height is >= 25 and <= 60
            && screen.Width * screen.Height * sizeof(ushort) <= MemorySize;
        Columns = isPlausible ? (int)screen.Width : 80;
        Rows = isPlausible ? (int)screen.Height : 25;
        return true;
    }

    /// <summary>Prepares the VGA: 16 colours behind the characters instead of 8 and blinking ones.</summary>
    public static void Start()
    {
        s_characterHeight = (ReadCrt(MaximumScanLine) & 0x1f) + 1;
        Native.InByte(Status);
        Native.OutByte(AttributeIndex, ModeControl | DisplayOn);
        byte mode = Native.InByte(AttributeData);
        Native.OutByte(AttributeIndex, (byte)(mode & ~EnableBlink));
    }

    /// <summary>Draws a cell.</summary>
    public static void Draw(int column, int row, ScreenCell cell)
    {
        int foreground = cell.IsUnderlined ? UnderlineColor : cell.Foreground;
        byte attribute = (byte)(ToVga(foreground) | (ToVga(cell.Background) << 4));
        ushort* place = (ushort*)DirectMap.ToPointer(Memory) + (row * Columns) + column;
        *place = (ushort)(CodePage437.From(cell.Character) | (attribute << 8));
    }

    /// <summary>Puts the cursor somewhere.</summary>
    public static void SetCursor(int column, int row, CursorShape shape)
    {
        int place = (row * Columns) + column;
        int height = s_characterHeight;
        int first = shape switch
        {
            CursorShape.Underline => height - 2,
            CursorShape.LowerThird => height - (height / 3),
            CursorShape.LowerHalf => height / 2,
            CursorShape.TwoThirds => height / 3,
            _ => 0,
        };
        WriteCrt(CursorStart, (byte)(shape == CursorShape.Hidden ? CursorOff : first));
        WriteCrt(CursorEnd, (byte)(height - 1));
        WriteCrt(CursorHigh, (byte)(place >> 8));
        WriteCrt(CursorLow, (byte)place);
    }

    private static bool IsTextMode()
    {
        // Without a VGA the ports read as ones, which is a graphics mode.
        Native.OutByte(GraphicsIndex, Miscellaneous);
        return (Native.InByte(GraphicsData) & ModeAndMap) == TextAtB8000;
    }

    private static byte ReadCrt(byte register)
    {
        Native.OutByte(CrtIndex, register);
        return Native.InByte(CrtData);
    }

    private static void WriteCrt(byte register, byte value)
    {
        Native.OutByte(CrtIndex, register);
        Native.OutByte(CrtData, value);
    }

    /// <summary>The VGA has red and blue the other way round.</summary>
    private static int ToVga(int color) => (color & 0xa) | ((color & 1) << 2) | ((color >> 2) & 1);
}
