using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Lodestar.Core.Abi;
using FileMode = Lodestar.Core.Abi.FileMode;

namespace Lodestar.Host.Tests.Files;

/// <summary>System calls on the host's Linux, by number, with paths that begin in a folder. A result is as in RAX.</summary>
internal sealed class HostCalls(string folder) : IDisposable
{
    private const int OpenAt = 257;
    private const int SymlinkAt = 266;
    private const int NewFStatAt = 262;
    private const int ChangeModeAt = 268;
    private const int NoFollow = 0x100;

    private readonly long _folder = Result(Syscall(OpenAt, (long)PathLimits.AtFdCwd, Terminated(folder), (long)OpenFlags.Path, 0));

    public static uint UserId { get; } = GetEUid();

    public static uint GroupId { get; } = GetEGid();

    /// <summary>Permissions that new files do not get.</summary>
    public static FileMode Umask { get; } = ReadUmask();

    public void Dispose() => Close(_folder);

    public long Call(long number, string path, long first, long second = 0) =>
        Result(Syscall(number, _folder, Terminated(path), first, second));

    public long Call(long number, string one, string other, long flags) =>
        Result(Syscall(number, _folder, Terminated(one), _folder, Terminated(other), flags));

    public long CallLink(string target, string path) => Result(Syscall(SymlinkAt, Terminated(target), _folder, Terminated(path)));

    public Stat Stat(string path)
    {
        Stat[] stat = new Stat[1];
        Result(Syscall(NewFStatAt, _folder, Terminated(path), stat, NoFollow));
        return stat[0];
    }

    /// <summary>Reads a whole file, also one that nobody may read.</summary>
    public byte[] Read(string path, in Stat stat)
    {
        Call(ChangeModeAt, path, (long)(FileMode.IrUsr | FileMode.IwUsr));
        byte[] content = File.ReadAllBytes(Path.Combine(folder, path));
        Call(ChangeModeAt, path, (long)(stat.Mode & FileMode.IallUgo));
        return content;
    }

    public static long Call(long number, long first, long second, long third, long fourth) =>
        Result(Syscall(number, first, second, third, fourth));

    public static long Write(long descriptor, byte[] bytes) => Result(Syscall(1, descriptor, bytes, bytes.Length, 0));

    public static long WriteAt(long descriptor, byte[] bytes, long offset) => Result(Syscall(18, descriptor, bytes, bytes.Length, offset));

    public static long Read(long descriptor, byte[] bytes) => Result(Syscall(0, descriptor, bytes, bytes.Length, 0));

    /// <summary>A call whose first argument is memory.</summary>
    public static long Call(long number, byte[] memory, long second, long third) => Result(Syscall(number, memory, second, third));

    /// <summary>A call whose third argument is memory.</summary>
    public static long Call(long number, long first, long second, byte[] memory) => Result(Syscall(number, first, second, memory));

    public static void Close(long descriptor) => Syscall(3, descriptor, 0L, 0, 0);

    private static long Result(long result) => result < 0 ? -Marshal.GetLastPInvokeError() : result;

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + "\0");

    /// <summary>It can only be read by changing it; /proc shows it without.</summary>
    private static FileMode ReadUmask()
    {
        string line = Array.Find(File.ReadAllLines("/proc/self/status"), static line => line.StartsWith("Umask:", StringComparison.Ordinal))!;
        return (FileMode)Convert.ToUInt32(line["Umask:".Length..].Trim(), 8);
    }

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, long descriptor, byte[] path, long first, long second);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, long descriptor, byte[] path, long other, byte[] otherPath, long flags);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, byte[] target, long descriptor, byte[] path);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, long descriptor, byte[] path, [Out] Stat[] stat, long flags);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, byte[] memory, long second, long third);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, long first, long second, byte[] memory);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, long first, long second, long third, long fourth);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEUid();

    [DllImport("libc", EntryPoint = "getegid")]
    private static extern uint GetEGid();
}
