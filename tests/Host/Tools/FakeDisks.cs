using System;
using System.Diagnostics;
using System.IO;

namespace Lodestar.Host.Tests.Tools;

/// <summary>A folder with the files of <c>/dev</c>, <c>/proc</c> and <c>/sys</c> that <c>tools/flash</c> looks at, and an image to write.</summary>
internal sealed class FakeDisks : IDisposable
{
    private const int SectorSize = 512;

    private int _disks;

    internal FakeDisks()
    {
        // Not a multiple of what is written at a time.
        byte[] image = new byte[(2 << 20) + (3 * SectorSize)];
        new Random(1).NextBytes(image);
        File.WriteAllBytes(Image, image);
        Write("proc/self/mountinfo", "21 1 0:19 / /proc rw - proc proc rw\n");
        Write("proc/swaps", "Filename Type Size Used Priority\n");
        Directory.CreateDirectory(PathOf("dev"));
    }

    /// <summary>The folder.</summary>
    internal string Root { get; } = Directory.CreateTempSubdirectory("lodestar-disks-").FullName;

    /// <summary>The image.</summary>
    internal string Image => PathOf("disc.iso");

    /// <summary>A disk, by default a stick that nothing is wrong with.</summary>
    internal void Add(string name, int size = 8 << 20, bool isRemovable = true, bool isReadOnly = false)
    {
        string facts = "sys/class/block/" + name;
        Write(facts + "/dev", $"8:{16 * _disks++}\n");
        Write(facts + "/size", $"{size / SectorSize}\n");
        Write(facts + "/removable", isRemovable ? "1\n" : "0\n");
        Write(facts + "/ro", isReadOnly ? "1\n" : "0\n");
        Write(facts + "/device/model", "Stick of Glass  \n");
        File.WriteAllBytes(PathOf("dev/" + name), new byte[size]);
    }

    /// <summary>A partition of a disk: a folder in the disk's, and a link beside that.</summary>
    internal void AddPartition(string disk, int number)
    {
        string facts = $"sys/class/block/{disk}/{disk}{number}";
        int first = int.Parse(File.ReadAllText(PathOf($"sys/class/block/{disk}/dev")).Trim().Split(':')[1]);
        Write(facts + "/partition", $"{number}\n");
        Write(facts + "/dev", $"8:{first + number}\n");
        File.CreateSymbolicLink(PathOf($"sys/class/block/{disk}{number}"), $"{disk}/{disk}{number}");
        File.WriteAllBytes(PathOf($"dev/{disk}{number}"), []);
    }

    /// <summary>What is built on a partition, such as an encrypted volume.</summary>
    internal void AddHolder(string disk, int number, string holder)
    {
        Write($"sys/class/block/{holder}/dev", "253:0\n");
        Write($"sys/class/block/{disk}/{disk}{number}/holders/{holder}", "");
        File.WriteAllBytes(PathOf("dev/" + holder), []);
    }

    /// <summary>A line of a mount: the device's number, or one of the file system's own, and the device.</summary>
    internal void Mount(string number, string device, string place) =>
        File.AppendAllText(PathOf("proc/self/mountinfo"), $"30 21 {number} / {place} rw,relatime shared:1 - ext4 {device} rw\n");

    /// <summary>A partition that is swapped to.</summary>
    internal void Swap(string device) => File.AppendAllText(PathOf("proc/swaps"), $"{device} partition 1048572 0 -2\n");

    /// <summary>What is on a disk.</summary>
    internal byte[] Content(string name) => File.ReadAllBytes(PathOf("dev/" + name));

    /// <summary>Runs the tool with what is typed, and returns its status and all that it says.</summary>
    internal (int Status, string Text) Flash(string device, string typed, string force = "")
    {
        ProcessStartInfo start = new("sh", ["-c", "exec \"$0\" \"$@\" 2>&1", Repository.PathOf("tools/flash"), Image, device])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["FLASH_ROOT"] = Root, ["FORCE"] = force },
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("the tool did not start");
        process.StandardInput.Write(typed);
        process.StandardInput.Close();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string PathOf(string relative) => Path.Combine(Root, relative);

    private void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }
}
