using System;
using System.IO;
using System.Runtime.InteropServices;
using Lodestar.Core.Abi;
using Lodestar.Host.Tests.Files;

namespace Lodestar.Host.Tests.Memory;

/// <summary>The host's Linux, with a file of its tmpfs. What the test stores and loads goes through calls that fail where a program gets a signal.</summary>
internal sealed class HostPages : IPageCalls, IDisposable
{
    private const long ProcessVmReadV = 310;
    private const long ProcessVmWriteV = 311;
    private const long FTruncate = 77;
    private const long FAllocate = 285;
    private const long Mincore = 27;
    private const int EmptyPath = 0x1000;
    private const long NewFStatAt = 262;

    private readonly string _path = Path.Combine("/dev/shm", Path.GetRandomFileName());
    private readonly HostMemory _memory;

    public HostPages(long length)
    {
        _memory = new HostMemory(_path, (int)length, FileAccess.ReadWrite);
    }

    public Errno Map(ulong address, ulong length, MmapProtection protection, MmapFlags flags, ulong offset, out ulong result) =>
        _memory.Map(address, length, protection, flags, offset, out result);

    public Errno Unmap(ulong address, ulong length) => _memory.Unmap(address, length);

    public Errno Protect(ulong address, ulong length, MmapProtection protection) => _memory.Protect(address, length, protection);

    public Errno Remap(ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, out ulong result) =>
        _memory.Remap(address, oldLength, newLength, flags, newAddress, out result);

    public Errno Advise(ulong address, ulong length, MemoryAdvice advice) => _memory.Advise(address, length, advice);

    public string Describe() => _memory.Describe();

    public unsafe Errno Store(ulong address, byte value)
    {
        Vector local = new(&value, 1);
        Vector remote = new((void*)address, 1);
        return Transfer(ProcessVmWriteV, &local, &remote) == 1 ? Errno.None : Errno.EFAULT;
    }

    public unsafe int Load(ulong address)
    {
        byte value;
        Vector local = new(&value, 1);
        Vector remote = new((void*)address, 1);
        return Transfer(ProcessVmReadV, &local, &remote) == 1 ? value : -1;
    }

    public unsafe int Residency(ulong address)
    {
        byte value;
        return HostCalls.Call(Mincore, (long)address, 4096, (long)&value, 0) == 0 ? value & 1 : -1;
    }

    public long WriteFile(long offset, byte[] bytes) => HostCalls.WriteAt(_memory.Descriptor, bytes, offset);

    public Errno Truncate(long length) => (Errno)(-HostCalls.Call(FTruncate, _memory.Descriptor, length, 0, 0));

    public Errno PunchHole(long offset, long length) => (Errno)(-HostCalls.Call(
        FAllocate, _memory.Descriptor, (long)(FallocateMode.PunchHole | FallocateMode.KeepSize), offset, length));

    public byte[] ReadFile() => File.ReadAllBytes(_path);

    public unsafe long Blocks()
    {
        Stat stat;
        byte empty = 0;
        return HostCalls.Call(NewFStatAt, _memory.Descriptor, (long)&empty, (long)&stat, EmptyPath) == 0 ? stat.Blocks : -1;
    }

    public void Dispose() => _memory.Dispose();

    private static unsafe long Transfer(long call, Vector* local, Vector* remote) =>
        Syscall(call, Environment.ProcessId, (long)local, 1, (long)remote, 1, 0);

    [DllImport("libc", EntryPoint = "syscall")]
    private static extern long Syscall(long number, long first, long second, long third, long fourth, long fifth, long sixth);

    private readonly unsafe struct Vector(void* address, ulong length)
    {
        public readonly void* Address = address;
        public readonly ulong Length = length;
    }
}
