using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Memory;
using Xunit;

namespace Lodestar.Host.Tests.Boot;

/// <summary>The readers of the boot loaders' structures, with good ones and with damaged ones.</summary>
public sealed unsafe class BootInformationTests
{
    private const ulong Place = 0x9000;

    // A read that fails leaves nothing behind of the one before.
    public BootInformationTests() =>
        Assert.Throws<InvalidOperationException>(static () => BootInformation.Read(BootProtocol.Pvh, 0));

    [Fact]
    public void PvhGivesCommandLineMemoryMapAndModules()
    {
        WritePvh(version: 1);

        BootInformation.Read(BootProtocol.Pvh, Place);

        Assert.Equal("log=debug grüße", BootInformation.CommandLine.ToString());
        Assert.Equal(2, BootInformation.Regions.Length);
        Assert.Equal(0x100000UL, BootInformation.Regions[1].Start);
        Assert.Equal(0x8000000UL, BootInformation.Regions[1].End);
        Assert.Equal(MemoryKind.Usable, BootInformation.Regions[1].Kind);
        Assert.Equal(0x400000UL, Assert.Single(BootInformation.Modules.ToArray()).Start);
    }

    [Fact]
    public void PvhWithoutAMemoryMapStopsTheKernel()
    {
        WritePvh(version: 0);
        Assert.Throws<InvalidOperationException>(static () => BootInformation.Read(BootProtocol.Pvh, Place));
    }

    [Fact]
    public void Multiboot2GivesEverything()
    {
        Write(Place, Multiboot2());

        BootInformation.Read(BootProtocol.Multiboot2, Place);

        Assert.Equal("exit=qemu", BootInformation.CommandLine.ToString());
        Assert.Equal(0x1_4000_0000UL, Assert.Single(BootInformation.Regions.ToArray()).End);
        Assert.Equal(0x200000UL, Assert.Single(BootInformation.Modules.ToArray()).Start);
        Assert.Equal(640u, BootInformation.Framebuffer.Width);
        Assert.Equal(1, BootInformation.Framebuffer.Type);
        Assert.Equal(16, BootInformation.Framebuffer.RedPosition);
        Assert.Equal(7, BootInformation.Framebuffer.BlueSize);
        Assert.Equal("RSD PTR ", Encoding.ASCII.GetString(BootInformation.Rsdp[..8]));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(0xffff_ffffUL)]
    [InlineData(0x1_0000_0000UL)]
    [InlineData(ulong.MaxValue)]
    public void AnAddressThatCannotBeReadStopsTheKernel(ulong address)
    {
        Assert.Throws<InvalidOperationException>(() => BootInformation.Read(BootProtocol.Pvh, address));
        Assert.Throws<InvalidOperationException>(() => BootInformation.Read(BootProtocol.Multiboot2, address));
    }

    [Theory]
    [InlineData(0UL, 0UL)]
    [InlineData(ulong.MaxValue, 2UL)]
    [InlineData(0x1000UL, ulong.MaxValue)]
    public void ARegionThatIsEmptyOrWrapsIsDropped(ulong start, ulong length)
    {
        BootInformation.AddRegion(start, length, 1);
        Assert.True(BootInformation.Regions.IsEmpty);
    }

    [Fact]
    public void MoreRegionsThanThereIsRoomForAreDropped()
    {
        for (uint i = 0; i < 1000; i++)
        {
            BootInformation.AddRegion(i * 0x1000UL, 0x1000, 1);
        }

        Assert.Equal(256, BootInformation.Regions.Length);
    }

    [Fact]
    public void DamagedStructuresNeverReadOutside()
    {
        // Any read outside the 4 GiB that stand for memory would end the test process.
        Random random = new(2);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = Multiboot2();
            for (int damage = random.Next(1, 6); damage > 0; damage--)
            {
                int offset = random.Next(bytes.Length / 4) * 4;
                uint value = random.Next(3) switch { 0 => uint.MaxValue, 1 => (uint)random.Next(64), _ => (uint)random.NextInt64() };
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
            }

            ulong place = random.Next(2) == 0 ? Place : (4UL << 30) - (ulong)bytes.Length;
            Write(place, bytes);
            try
            {
                BootInformation.Read(BootProtocol.Multiboot2, place);
            }
            catch (InvalidOperationException)
            {
                // a panic: as good an answer as any
            }
        }
    }

    private static void WritePvh(uint version)
    {
        const ulong CommandLine = Place + 0x100;
        const ulong Map = Place + 0x200;
        const ulong Modules = Place + 0x300;
        List<byte> start = [];
        Add(start, 0x336e_c578u, version, 0u, 1u);
        Add(start, Modules, CommandLine, 0UL, Map);
        Add(start, 2u, 0u);
        Write(Place, [.. start]);
        Write(CommandLine, Encoding.UTF8.GetBytes("log=debug grüße\0"));
        List<byte> map = [];
        Add(map, 0UL, 0x9fc00UL, 1UL, 0x100000UL, 0x7f00000UL, 1UL);
        Write(Map, [.. map]);
        List<byte> modules = [];
        Add(modules, 0x400000UL, 0x1234UL, 0UL, 0UL);
        Write(Modules, [.. modules]);
    }

    private static byte[] Multiboot2()
    {
        List<byte> bytes = [];
        Add(bytes, 0u, 0u);
        AddTag(bytes, 1, Encoding.UTF8.GetBytes("exit=qemu\0"));
        List<byte> body = [];
        Add(body, 0x200000u, 0x201000u, 0u);
        AddTag(bytes, 3, body);
        body = [];
        Add(body, 24u, 0u);
        Add(body, 0x1_0000_0000UL, 0x4000_0000UL, 1UL);
        AddTag(bytes, 6, body);
        body = [];
        Add(body, 0xfd00_0000UL);
        Add(body, 2560u, 640u, 480u, 0x0120u, 0x0808_0810u);
        body.AddRange([0, 7]);
        AddTag(bytes, 8, body);
        AddTag(bytes, 14, Encoding.ASCII.GetBytes("RSD PTR xxxxxxxxxxxx"));
        AddTag(bytes, 0, []);
        byte[] result = [.. bytes];
        BinaryPrimitives.WriteUInt32LittleEndian(result, (uint)result.Length);
        return result;
    }

    private static void AddTag(List<byte> bytes, uint type, ICollection<byte> body)
    {
        Add(bytes, type, (uint)body.Count + 8);
        bytes.AddRange(body);
        while (bytes.Count % 8 != 0)
        {
            bytes.Add(0);
        }
    }

    private static void Add(List<byte> bytes, params ReadOnlySpan<uint> values)
    {
        foreach (uint value in values)
        {
            bytes.AddRange(BitConverter.GetBytes(value));
        }
    }

    private static void Add(List<byte> bytes, params ReadOnlySpan<ulong> values)
    {
        foreach (ulong value in values)
        {
            bytes.AddRange(BitConverter.GetBytes(value));
        }
    }

    private static void Write(ulong address, byte[] bytes) =>
        bytes.CopyTo(new Span<byte>(DirectMap.ToPointer(address), bytes.Length));
}
