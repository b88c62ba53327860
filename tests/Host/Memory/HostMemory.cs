using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Microsoft.Win32.SafeHandles;
using FileMode = System.IO.FileMode;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>The memory calls served by the host's Linux, in this process, in a part of it that nothing else uses.</summary>
internal sealed class HostMemory : IMemoryCalls, IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;

    public HostMemory()
        : this(Path.GetTempFileName(), (int)Pages(RandomCalls.FilePages), FileAccess.Read)
    {
    }

    /// <summary>With a file to map.</summary>
    public HostMemory(string path, int length, FileAccess access)
    {
        _path = path;
        File.WriteAllBytes(path, []);
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength(length);
        }

        _file = File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite);
    }

    /// <summary>The file's.</summary>
    public int Descriptor => (int)_file.DangerousGetHandle();

    public Errno Map(ulong address, ulong length, MmapProtection protection, MmapFlags flags, ulong offset, out ulong result)
    {
        int file = (flags & MmapFlags.Anonymous) != 0 ? -1 : Descriptor;
        result = HostMap(address, length, protection, flags, file, offset);
        return Keep(length, ref result);
    }

    public Errno Unmap(ulong address, ulong length) => Result(HostUnmap(address, length));

    public Errno Protect(ulong address, ulong length, MmapProtection protection) => Result(HostProtect(address, length, protection));

    public Errno Remap(ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, out ulong result)
    {
        result = HostRemap(address, oldLength, newLength, flags, newAddress);
        return Keep(newLength, ref result);
    }

    public Errno Advise(ulong address, ulong length, MemoryAdvice advice) => Result(HostAdvise(address, length, advice));

    public string Describe()
    {
        StringBuilder text = new();
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] range = words[0].Split('-');
            ulong start = ulong.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (start >= At(RandomCalls.WindowPages))
            {
                // The window lies below all else that moves, and reading on is slow.
                break;
            }

            ulong end = ulong.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            ulong offset = ulong.Parse(words[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (ulong page = start; start >= Base && page < end && page < At(RandomCalls.WindowPages); page += Page.Size, offset += Page.Size)
            {
                text.Append((page - Base) / Page.Size).Append(words[1]).Append(words[4] == "0" ? "" : offset / Page.Size).Append(' ');
            }
        }

        return text.ToString();
    }

    public void Dispose()
    {
        HostUnmap(Base, Pages(RandomCalls.WindowPages));
        _file.Dispose();
        File.Delete(_path);
    }

    private static Errno Keep(ulong length, ref ulong place)
    {
        if (place == ulong.MaxValue)
        {
            place = 0;
            return (Errno)Marshal.GetLastSystemError();
        }

        if (place < Base || place >= At(RandomCalls.WindowPages))
        {
            HostUnmap(place, length);
            place = 0;
        }

        return Errno.None;
    }

    private static Errno Result(int result) => result == 0 ? Errno.None : (Errno)Marshal.GetLastSystemError();

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern ulong HostMap(ulong address, ulong length, MmapProtection protection, MmapFlags flags, int file, ulong offset);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int HostUnmap(ulong address, ulong length);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int HostProtect(ulong address, ulong length, MmapProtection protection);

    [DllImport("libc", EntryPoint = "mremap")]
    private static extern ulong HostRemap(ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress);

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int HostAdvise(ulong address, ulong length, MemoryAdvice advice);
}
