using System.Globalization;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Core.Consoles;

/// <summary>/dev/vcs, /dev/vcs1 and so on, <c>vcs(4)</c>. They can be read; writing is not there.</summary>
internal sealed class ScreenMemoryDevice(VirtualTerminals terminals, int number, ScreenMemoryFormat format)
    : CharacterDevice(NameOf(number, format), new DeviceNumber(Major, (uint)format + (uint)number), FileMode.IrUsr | FileMode.IwUsr)
{
    private const uint Major = 7;

    public override OpenFile? Open(Inode inode, FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new ContentFile(inode, new ScreenMemory(terminals, number, format), flags);
    }

    private static string NameOf(int number, ScreenMemoryFormat format)
    {
        string name = format switch
        {
            ScreenMemoryFormat.Unicode => "vcsu",
            ScreenMemoryFormat.Attributes => "vcsa",
            _ => "vcs",
        };
        return number == 0 ? name : name + number.ToString(CultureInfo.InvariantCulture);
    }
}
