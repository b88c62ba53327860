using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Programs;
using Lodestar.Host.Tests.Memory;
using Xunit;

namespace Lodestar.Host.Tests.Programs;

/// <summary>Headers with random changes: never an exception, and a plan only for what fits the user half.</summary>
public sealed class ElfFuzzTests
{
    private const int Files = 100_000;
    private const int HeaderBytes = 64 + (4 * 56);

    private static readonly ulong[] s_numbers =
    [
        0, 1, 7, 56, 0xFFF, 0x1000, 0x1001, 0x2000, 0x40_0000, 0x7FFF_FFFF, 0xFFFF_FFFF, UserSpace.End - 0x1000, UserSpace.End - 1,
        UserSpace.End, UserSpace.End + 0x1000, 1UL << 47, long.MaxValue - 0xFFF, long.MaxValue, 1UL << 63, ulong.MaxValue - 0xFFF, ulong.MaxValue,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NothingInTheHeadersDoesHarm(int seed)
    {
        Random random = new(seed);
        int runs = 0;
        for (int i = 0; i < Files; i++)
        {
            byte[] bytes = Mutate(random);
            if (ElfBuilder.Load(bytes, out ElfFile? file, out ElfImage? image) != Errno.None)
            {
                Assert.Null(image);
                continue;
            }

            runs++;
            Assert.True(image!.Entry < UserSpace.End, $"file {i}");
            foreach (ElfSegment segment in image.Segments)
            {
                Assert.True(segment.FileStart <= segment.ClearStart && segment.ClearStart <= segment.FileEnd, $"file {i}");
                Assert.True(segment.FileEnd - segment.ClearStart < Page.Size, $"file {i}");
                Assert.True(segment.ZeroStart <= segment.ZeroEnd && segment.ZeroEnd <= UserSpace.End, $"file {i}");
                Assert.True(segment.FileStart >= UserSpace.Start || segment.FileStart == segment.ZeroEnd, $"file {i}");
                Assert.True(Page.IsAligned(segment.FileStart | segment.FileEnd | segment.FileOffset | segment.ZeroEnd), $"file {i}");
            }

            AddressSpace space = SpaceBuilder.Create(new FakePages { MemorySize = ulong.MaxValue });
            Assert.Equal(Errno.None, image.MapInto(space, new FakeFile(bytes)));
            Assert.NotNull(file);
        }

        Assert.InRange(runs, Files / 20, Files * 9 / 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NothingInAnInterpretersHeadersDoesHarm(int seed)
    {
        Random random = new(seed);
        new ElfBuilder().Load(out _, out ElfImage? program);
        int runs = 0;
        for (int i = 0; i < Files; i++)
        {
            byte[] bytes = Mutate(random);
            if (ElfFile.TryReadInterpreter(new FakeFile(bytes), out ElfFile? file) != Errno.None)
            {
                continue;
            }

            AddressSpace space = SpaceBuilder.Create(new FakePages { MemorySize = ulong.MaxValue });
            FakeFile mapped = new(bytes);
            Assert.Equal(Errno.None, program!.MapInto(space, mapped));
            if (ElfImage.TryMapInterpreter(space, file!, mapped, random.Next(2) == 0, out ElfImage? image) == Errno.None)
            {
                runs++;
                Assert.True(image!.Entry < UserSpace.End, $"file {i}");
                Assert.True(space.Areas[0].Start >= UserSpace.Start && space.Areas[space.Areas.Count - 1].End <= UserSpace.End, $"file {i}");
            }
        }

        Assert.InRange(runs, Files / 20, Files * 9 / 10);
    }

    /// <summary>A program with four headers of which a few bytes, words or all of one are random.</summary>
    internal static byte[] Mutate(Random random)
    {
        ElfBuilder builder = new() { Size = 0x3000, Type = random.Next(3) == 0 ? ElfFileType.Dyn : ElfFileType.Exec };
        builder.Add(new(ElfSegmentType.Load, "rw", 0x1E10, 0x40_2E10, 0x210, 0x4000));
        builder.Add(new(ElfSegmentType.Load, "r", 0x2000, 0x40_9000, 0x100, 0x100));
        builder.Add(new(ElfSegmentType.GnuStack, "rw", 0, 0, 0, 0));
        byte[] bytes = builder.Build();
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            switch (random.Next(4))
            {
                case 0:
                    bytes[random.Next(HeaderBytes)] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[random.Next(HeaderBytes)] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    // The fields that take an address, an offset or a size.
                    int header = random.Next(4);
                    int field = header == 3 ? 24 + (random.Next(2) * 8) : 64 + (header * 56) + 8 + (random.Next(6) * 8);
                    ulong number = s_numbers[random.Next(s_numbers.Length)] + (random.Next(3) == 0 ? (ulong)random.Next(-2, 3) : 0);
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(field), number);
                    break;
            }
        }

        return random.Next(20) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
