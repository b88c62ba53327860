using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;
using Lodestar.Host.Tests.Files;
using Xunit;

namespace Lodestar.Host.Tests.Memory;

/// <summary>The kernel's address space, pages and file.</summary>
internal sealed class ProgramCalls : IPageCalls
{
    private readonly TestTree _tree = new TestTree(isReadOnly: false).File("/file");
    private readonly RegularFile _file;
    private readonly SpaceCalls _calls;

    public ProgramCalls(long length)
    {
        _file = (RegularFile)_tree.OpenFile("/file", OpenFlags.RdWr);
        _file.Truncate(length);
        _calls = new SpaceCalls(Program.Space, ((RegularInode)_file.Inode).Mapping, MmapProtection.Read | MmapProtection.Write);
    }

    public Program Program { get; } = Program.Create();

    public long FileLength => _file.Inode.Size;

    public Errno Map(ulong address, ulong length, MmapProtection protection, MmapFlags flags, ulong offset, out ulong result) =>
        _calls.Map(address, length, protection, flags, offset, out result);

    public Errno Unmap(ulong address, ulong length) => _calls.Unmap(address, length);

    public Errno Protect(ulong address, ulong length, MmapProtection protection) => _calls.Protect(address, length, protection);

    public Errno Remap(ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, out ulong result) =>
        _calls.Remap(address, oldLength, newLength, flags, newAddress, out result);

    public Errno Advise(ulong address, ulong length, MemoryAdvice advice) => _calls.Advise(address, length, advice);

    public string Describe() => _calls.Describe();

    public Errno Store(ulong address, byte value) => Program.TryStore(address, value) ? Errno.None : Errno.EFAULT;

    public int Load(ulong address) => Program.Load(address);

    public int Residency(ulong address) =>
        Program.Space.Areas.Find(address) is { } area ? (Program.Pages.IsResident(area, address) ? 1 : 0) : -1;

    public long WriteFile(long offset, byte[] bytes) => _file.WriteAt(offset, bytes).Raw;

    public Errno Truncate(long length)
    {
        _file.Truncate(length);
        return Errno.None;
    }

    public Errno PunchHole(long offset, long length) =>
        _file.Allocate(FallocateMode.PunchHole | FallocateMode.KeepSize, offset, length);

    public void Allocate(long offset, long length) => Assert.Equal(Errno.None, _file.Allocate(FallocateMode.None, offset, length));

    public byte[] ReadFile()
    {
        byte[] bytes = new byte[_file.Inode.Size];
        _file.ReadAt(0, bytes);
        return bytes;
    }

    public long Blocks() => _file.Inode.Blocks;

    /// <summary>The end of the program and of the file.</summary>
    public void Free()
    {
        Program.Free();
        PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, "/file"u8);
        _tree.Descriptors.CloseAll();
    }
}
