using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Proc;

namespace Lodestar.Core.Files.Mounts;

/// <summary>/proc/[pid]/mounts and mountinfo, as <c>fs/proc_namespace.c</c> in Linux has them: what a process can reach.</summary>
internal static class MountText
{
    private static readonly (MountFlags Flag, string Name)[] s_names =
    [
        (MountFlags.NoSuid, ",nosuid"),
        (MountFlags.NoDev, ",nodev"),
        (MountFlags.NoExec, ",noexec"),
        (MountFlags.NoAtime, ",noatime"),
        (MountFlags.NoDirAtime, ",nodiratime"),
        (MountFlags.RelAtime, ",relatime"),
        (MountFlags.NoSymFollow, ",nosymfollow"),
    ];

    /// <summary>What is escaped in names, and in paths.</summary>
    private static ReadOnlySpan<byte> EscapedInNames => " \t\n\\#"u8;

    private static ReadOnlySpan<byte> EscapedInPaths => " \t\n\\"u8;

    /// <summary>Writes mounts.</summary>
    internal static void WriteMounts(FileContext context, TextBuffer text)
    {
        foreach (Mount mount in context.Mounts.Mounts)
        {
            if (PathOf(context, mount) is not { Length: > 0 } path)
            {
                continue;
            }

            text.AddEscaped(mount.Source.Span, EscapedInNames);
            text.Add(" "u8);
            text.AddEscaped(path.Span, EscapedInPaths);
            text.Add($" {mount.FileSystem.Name} {(mount.IsReadOnly ? "ro" : "rw")}");
            AddFlags(mount, text);
            text.Add($"{mount.FileSystem.Options()} 0 0\n");
        }
    }

    /// <summary>Writes mountinfo.</summary>
    internal static void WriteInformation(FileContext context, TextBuffer text)
    {
        foreach (Mount mount in context.Mounts.Mounts)
        {
            if (PathOf(context, mount) is not { Length: > 0 } path)
            {
                continue;
            }

            FileSystem fileSystem = mount.FileSystem;
            text.Add($"{mount.Id} {mount.Parent?.Id ?? mount.Id} {fileSystem.Device.Major}:{fileSystem.Device.Minor} ");
            text.AddEscaped(PathText.InFileSystem(mount.Root).Span, EscapedInPaths);
            text.Add(" "u8);
            text.AddEscaped(path.Span, EscapedInPaths);
            text.Add((mount.Flags & MountFlags.RdOnly) != 0 ? " ro"u8 : " rw"u8);
            AddFlags(mount, text);
            text.Add($" - {fileSystem.Name} ");
            text.AddEscaped(mount.Source.Span, EscapedInNames);
            text.Add($" {(fileSystem.IsReadOnly ? "ro" : "rw")}{fileSystem.Options()}\n");
        }
    }

    private static void AddFlags(Mount mount, TextBuffer text)
    {
        foreach ((MountFlags flag, string name) in s_names)
        {
            if ((mount.Flags & flag) != 0)
            {
                text.Add($"{name}");
            }
        }
    }

    /// <summary>Where a process finds a mount; empty when it does not.</summary>
    private static ReadOnlyMemory<byte> PathOf(FileContext context, Mount mount)
    {
        byte[] buffer = new byte[PathLimits.PathMax];
        int start = PathText.WriteBefore(context.Root, new Location(mount, mount.Root), buffer, out bool isReachable);
        return isReachable ? buffer.AsMemory(start) : default;
    }
}
