using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Lodestar.Host.Tests.Tools;

/// <summary><c>tools/flash</c> writes what it is told to, and nothing that nobody can have meant.</summary>
public sealed class FlashTests : IDisposable
{
    private readonly FakeDisks _disks = new();

    [Fact]
    public void AStickGetsTheImageAndKeepsTheRest()
    {
        _disks.Add("sdb");
        (int status, string text) = _disks.Flash("/dev/sdb", "sdb\n");
        Assert.True(status == 0, text);
        Assert.Contains("Stick of Glass, bus unknown, removable", text, StringComparison.Ordinal);
        Assert.Contains("writing   [########################################] 100 %", text, StringComparison.Ordinal);
        Assert.Contains("/dev/sdb is ready", text, StringComparison.Ordinal);
        byte[] image = File.ReadAllBytes(_disks.Image);
        byte[] content = _disks.Content("sdb");
        Assert.Equal(image, content[..image.Length]);
        Assert.Equal(8 << 20, content.Length);
        Assert.DoesNotContain(content[image.Length..], static value => value != 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("y\n")]
    [InlineData("/dev/sdb\n")]
    [InlineData("sda\n")]
    public void WithoutItsNameTypedItIsLeftAlone(string typed)
    {
        _disks.Add("sdb");
        MustRefuse("sdb", "nobody said so", typed: typed);
    }

    [Fact]
    public void WhatIsNoDiskIsRefused()
    {
        _disks.Add("sdb");
        _disks.AddPartition("sdb", 1);
        MustRefuse("sdb1", "it is a partition; the image needs the whole disk, which is /dev/sdb");
        MustRefuse("sdc", "the kernel does not know it");
        _disks.Add("loop0");
        MustRefuse("loop0", "it is no disk");
    }

    [Fact]
    public void WhatCannotTakeTheImageIsRefused()
    {
        _disks.Add("sdb", size: 2 << 20);
        _disks.Add("sdc", isReadOnly: true);
        _disks.Add("sdd", size: 0);
        MustRefuse("sdb", "it is smaller than the image");
        MustRefuse("sdc", "it is write-protected");
        MustRefuse("sdd", "there is no medium in it");
    }

    [Fact]
    public void AFixedDiskNeedsItsOwnWord()
    {
        _disks.Add("sdb", isRemovable: false);
        MustRefuse("sdb", "it is not removable", force: "mounted");
        Assert.Equal(0, _disks.Flash("/dev/sdb", "sdb\n", "fixed").Status);
    }

    [Fact]
    public void AMountedPartitionNeedsItsOwnWord()
    {
        _disks.Add("sdb");
        _disks.AddPartition("sdb", 2);
        _disks.Mount("8:2", "/dev/sdb2", "/media/photos");
        MustRefuse("sdb", "it is in use", force: "fixed");
        Assert.Contains("/media/photos", _disks.Flash("/dev/sdb", "", "").Text, StringComparison.Ordinal);
        Assert.Equal(0, _disks.Flash("/dev/sdb", "sdb\n", "fixed,mounted").Status);
    }

    /// <summary>By the name of the device: the number is the file system's own, as with btrfs.</summary>
    [Fact]
    public void AMountWithANumberOfItsOwnCounts()
    {
        _disks.Add("sdb");
        _disks.Mount("0:42", "/dev/sdb", "/media/photos");
        MustRefuse("sdb", "it is in use");
    }

    [Fact]
    public void ASwapPartitionCounts()
    {
        _disks.Add("sdb");
        _disks.AddPartition("sdb", 1);
        _disks.Swap("/dev/sdb1");
        MustRefuse("sdb", "it is in use");
    }

    [Fact]
    public void WhatIsBuiltOnAPartitionCounts()
    {
        _disks.Add("sdb");
        _disks.AddPartition("sdb", 1);
        _disks.AddHolder("sdb", 1, "dm-0");
        MustRefuse("sdb", "something is built on it");
    }

    [Theory]
    [InlineData("8:0", "/dev/sda")]
    [InlineData("8:1", "/dev/sda1")]
    [InlineData("0:25", "/dev/sda1")]
    [InlineData("253:0", "/dev/dm-0")]
    public void TheSystemsOwnDiskIsNeverWritten(string number, string device)
    {
        _disks.Add("sda");
        _disks.AddPartition("sda", 1);
        _disks.AddHolder("sda", 1, "dm-0");
        _disks.Mount(number, device, "/");
        MustRefuse("sda", "this system runs from it", force: "mounted,fixed");
    }

    [Fact]
    public void AnImageThatIsNotWhatItsChecksumSaysIsNotWritten()
    {
        _disks.Add("sdb");
        File.WriteAllText(_disks.Image + ".sha256", new string('0', 64) + "  disc.iso\n");
        (int status, string text) = _disks.Flash("/dev/sdb", "sdb\n");
        Assert.NotEqual(0, status);
        Assert.Contains("is not what its checksum says", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_disks.Content("sdb"), static value => value != 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _disks.Dispose();

    private void MustRefuse(string name, string reason, string force = "", string? typed = null)
    {
        (int status, string text) = _disks.Flash("/dev/" + name, typed ?? name + "\n", force);
        Assert.Equal(1, status);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        string disk = Path.Combine(_disks.Root, "dev", name);
        Assert.True(!File.Exists(disk) || File.ReadAllBytes(disk).All(static value => value == 0), text);
    }
}
