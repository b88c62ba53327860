using System;
using System.IO;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>Where the images and the assemblies of the build lie.</summary>
internal static class Repository
{
    /// <summary>The folder with <c>Kernel.sln</c>.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>The kernel.</summary>
    internal static string Kernel => Path.Combine(Root, "artifacts/kernel/lodestar.elf");

    /// <summary>The kernel with the ring-0 tests in it.</summary>
    internal static string TestKernel => Path.Combine(Root, "artifacts/kernel-test/lodestar-test.elf");

    /// <summary>The font in the kernel.</summary>
    internal static string ConsoleFont => Path.Combine(Root, "artifacts/obj/Image/image/font.bin");

    /// <summary>The initramfs with the test programs, busybox and bash, made by <c>make initramfs</c>.</summary>
    internal static string Initramfs => Path.Combine(Root, "artifacts/initramfs.cpio");

    /// <summary>The folder with the same tree.</summary>
    internal static string UserlandTree => Path.Combine(Root, "artifacts/userland-tree");

    /// <summary>What lies beside kernel and initramfs on the disc that people flash: the licences.</summary>
    internal static string DiscFiles => Path.Combine(Root, "artifacts/disc");

    /// <summary>The initramfs of that disc.</summary>
    internal static string DiscInitramfs => Path.Combine(Root, "artifacts/disc.cpio");

    /// <summary>The initramfs that has the .NET programs too.</summary>
    internal static string DotnetInitramfs => Path.Combine(Root, "artifacts/initramfs-dotnet.cpio");

    /// <summary>The folder with the same tree as an initramfs, by default that of the tests.</summary>
    internal static string TreeOf(string? initramfs) => initramfs == DotnetInitramfs ? Path.Combine(Root, "artifacts/dotnet-tree") : UserlandTree;

    /// <summary>The IL assembly that a project was built to, with the configuration that these tests were built in.</summary>
    /// <param name="project">The project's name, which is its folder under <c>artifacts/bin</c>.</param>
    /// <param name="assembly">The assembly's name without extension.</param>
    internal static string Assembly(string project, string assembly) =>
        Path.Combine(Root, "artifacts/bin", project, new DirectoryInfo(AppContext.BaseDirectory).Name, assembly + ".dll");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kernel.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside of the repository");
    }
}
