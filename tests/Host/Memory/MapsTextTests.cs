using System.Buffers;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>The text of <c>/proc/self/maps</c>, letter for letter as the host's Linux prints it.</summary>
public sealed class MapsTextTests
{
    [Fact]
    public void LinesAreThoseOfLinux()
    {
        AddressSpace space = Create();
        MappedFile file = new FakeFile(new byte[0x6000], "/usr/bin/cat") { DeviceMajor = 0xFE, Inode = 247270 };
        MappedFile odd = new FakeFile(new byte[1], "/a\nb") { DeviceMajor = 0x123, DeviceMinor = 0x4567, Inode = ulong.MaxValue };
        Put(space, 0x557E_8BA6_A000, 0x5000, MmapProtection.Read | MmapProtection.Exec, MmapFlags.Private, file, 0x2000);
        Put(space, 0x7F15_7CC6_4000, 0x2_2000, ReadWrite, Anonymous);
        Put(space, 0x40_0000, 0x1000, MmapProtection.None, Anonymous);
        Put(space, 0x50_0000, 0x1000, MmapProtection.Read, MmapFlags.Shared, odd, 0x1_0000_0000);
        space.StartBreak(0x557E_BD03_A000);
        space.SetBreak(0x557E_BD03_A000 + 0x2_1000);
        Assert.Equal(Errno.None, space.MapStack(0x7FFE_758C_7000, 0x2_1000, isExecutable: true));
        space.InitialStackPointer = 0x7FFE_758C_6000;

        ArrayBufferWriter<byte> text = new();
        MapsText.Write(space, text);

        Assert.Equal(
            """
            00400000-00401000 ---p 00000000 00:00 0 
            00500000-00501000 r--s 100000000 123:4567 18446744073709551615           /a\012b
            557e8ba6a000-557e8ba6f000 r-xp 00002000 fe:00 247270                     /usr/bin/cat
            557ebd03a000-557ebd05b000 rw-p 00000000 00:00 0                          [heap]
            7f157cc64000-7f157cc86000 rw-p 00000000 00:00 0 
            7ffe758a6000-7ffe758c7000 rwxp 00000000 00:00 0                          [stack]

            """,
            Encoding.UTF8.GetString(text.WrittenSpan));
    }

    private static void Put(
        AddressSpace space, ulong address, ulong length, MmapProtection protection, MmapFlags flags, MappedFile? file = null, ulong offset = 0) =>
        Assert.Equal(Errno.None, space.TryPut(address, length, protection, flags | MmapFlags.Fixed, out _, file, offset));
}
