using Lodestar.Core.Files;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Processes;

/// <summary>The processes as users of mounts. Nothing is counted: mounts are seldom asked about, and then all processes are.</summary>
/// <param name="processes">The processes.</param>
public sealed class MountUsers(ProcessTable processes) : IMountUsers
{
    public bool Use(Mount mount)
    {
        foreach (Process process in processes.Processes)
        {
            if (!process.HasEnded && (Uses(process.Files, mount) || Maps(process, mount)))
            {
                return true;
            }
        }

        return false;
    }

    public bool WriteTo(FileSystem fileSystem, Mount? through)
    {
        foreach (Process process in processes.Processes)
        {
            FileTable files = process.Files.Descriptors;
            for (int i = 0; !process.HasEnded && i < files.Capacity; i++)
            {
                if (files.GetAny(i) is RegularFile { CanWrite: true } file && file.Inode.FileSystem == fileSystem
                    && (through is null || file.Mount == through))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public void Move(Location from, Location to)
    {
        foreach (Process process in processes.Processes)
        {
            FileContext files = process.Files;
            files.Root = files.Root == from ? to : files.Root;
            files.CurrentDirectory = files.CurrentDirectory == from ? to : files.CurrentDirectory;
        }
    }

    private static bool Uses(FileContext files, Mount mount)
    {
        if (files.Root.Mount == mount || files.CurrentDirectory.Mount == mount)
        {
            return true;
        }

        for (int i = 0; i < files.Descriptors.Capacity; i++)
        {
            if (files.Descriptors.GetAny(i)?.Mount == mount)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it runs a program of the mount, or maps a file of a file system that nothing else shows.</summary>
    private static bool Maps(Process process, Mount mount)
    {
        if (!process.HasProgram)
        {
            return false;
        }

        if (process.Program.Mount == mount)
        {
            return true;
        }

        AreaList areas = process.Memory.Areas;
        for (int i = 0; mount.FileSystem.Place == mount && i < areas.Count; i++)
        {
            MappedFile? file = areas[i].File;
            if (file is not null && file.Inode != 0
                && (file.DeviceMajor, file.DeviceMinor) == (mount.FileSystem.Device.Major, mount.FileSystem.Device.Minor))
            {
                return true;
            }
        }

        return false;
    }
}
