using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>A multiboot2 loader may put the image where the firmware has left room.</summary>
public sealed class RelocatedBoot
{
    /// <summary>An odd page far from where the image is linked for.</summary>
    private const uint Place = 0x4567000;

    private const string Tests = "PageTableTests.";

    [Fact]
    public async Task TheImageRunsWhereItWasPut()
    {
        string kernel = Path.Combine(Path.GetTempPath(), $"lodestar-{Guid.NewGuid():N}.elf");
        try
        {
            await File.WriteAllBytesAsync(kernel, MoveLowestPlace(await File.ReadAllBytesAsync(Repository.TestKernel)));
            using BootDisc disc = await BootDisc.Make(kernel, "exit=qemu log=debug test=" + Tests);
            BootResult result = await QemuMachine.Boot(new QemuOptions { Image = kernel, Disc = disc.Path });

            result.MustExitWith(QemuExit.Success);
            result.MustSay($"image: at 0x{Place:x} to ");
            result.Must(
                result.Log.Lines.Any(static line => line.StartsWith("PASS " + Tests, StringComparison.Ordinal)),
                $"expected the tests of {Tests}");
        }
        finally
        {
            File.Delete(kernel);
        }
    }

    /// <summary>Changes the lowest address of the relocatable tag (multiboot2 specification 1.6, 3.1.12).</summary>
    private static byte[] MoveLowestPlace(byte[] image)
    {
        byte[] tag = [10, 0, 1, 0, 24, 0, 0, 0, 0, 0, 0x10, 0, 0xff, 0xff, 0xff, 0xff];
        const int LowestAddress = 8;
        int position = image.AsSpan().IndexOf(tag);
        Assert.True(position > 0, "the image has no relocatable tag");
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(position + LowestAddress), Place);
        return image;
    }
}
