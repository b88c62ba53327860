using System;
using System.Linq;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Pipes;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Pipes that nobody waits for, held against those of this machine's Linux.</summary>
public sealed class PipeTests
{
    private const int PageSize = 4096;
    private const long SetPipeSize = 1031;

    private static readonly Credentials Owner = new(0, 0);

    /// <summary>Random transfers, sizes and modes: each result is as on Linux, and so are the bytes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomTransfersAreAsOnLinux(int seed)
    {
        Random random = new(seed);
        (PipeFile reader, PipeFile writer) = PipeFileSystem.Create(Owner, OpenFlags.NonBlock);
        using HostPipe host = new();
        byte next = 0;
        for (int i = 0; i < 3000; i++)
        {
            switch (random.Next(16))
            {
                case < 7:
                    byte[] written = new byte[SizeOf(random)];
                    foreach (ref byte value in written.AsSpan())
                    {
                        value = next++;
                    }

                    Assert.Equal(HostCalls.Write(host.Writer, written), writer.Write(written).Raw);
                    break;
                case < 13:
                    byte[] expected = new byte[SizeOf(random)];
                    byte[] read = new byte[expected.Length];
                    Assert.Equal(HostCalls.Read(host.Reader, expected), reader.Read(read).Raw);
                    Assert.Equal(expected, read);
                    break;
                case 13:
                    uint size = (uint)random.Next(1 << random.Next(1, 21));
                    Assert.Equal(HostCalls.Call(72, host.Writer, SetPipeSize, size, 0), writer.Pipe.Resize(size, isPrivileged: false).Raw);
                    break;
                case 14:
                    OpenFlags flags = OpenFlags.NonBlock | (random.Next(2) == 0 ? OpenFlags.Direct : 0);
                    Assert.Equal(HostCalls.Call(72, host.Writer, (long)FcntlCommand.SetFl, (long)flags, 0), -(long)writer.SetStatusFlags(flags));
                    break;
                default:
                    Assert.Equal(host.Available, reader.Available);
                    break;
            }

            Assert.Equal(host.Poll(host.Reader), reader.Readiness);
            Assert.Equal(host.Poll(host.Writer), writer.Readiness);
        }

        reader.Release();
        writer.Release();
    }

    [Fact]
    public void EndsOfTheOtherSideShowInPoll()
    {
        (PipeFile reader, PipeFile writer) = PipeFileSystem.Create(Owner, OpenFlags.NonBlock);
        using HostPipe host = new();
        writer.Write("x"u8);
        HostCalls.Write(host.Writer, [1]);
        writer.Release();
        host.CloseWriter();
        Assert.Equal(host.Poll(host.Reader), reader.Readiness);
        reader.Read(new byte[1]);
        HostCalls.Read(host.Reader, new byte[1]);
        Assert.Equal(host.Poll(host.Reader), reader.Readiness);
        Assert.Equal(0, reader.Read(new byte[1]).Raw);
        reader.Release();

        (reader, writer) = PipeFileSystem.Create(Owner, OpenFlags.NonBlock);
        using HostPipe other = new();
        reader.Release();
        other.CloseReader();
        Assert.Equal(other.Poll(other.Writer), writer.Readiness);
        writer.Release();
    }

    /// <summary>A write that cannot be read whole leaves what was written before, by whole pages.</summary>
    [Fact]
    public void AFaultIsOfItsPage()
    {
        (PipeFile reader, PipeFile writer) = PipeFileSystem.Create(Owner, OpenFlags.NonBlock);
        Assert.Equal(Errno.EFAULT, WriteBeyond(writer, mapped: 100, length: 200).Error);
        Assert.Equal(PollEvents.None, reader.Readiness);
        Assert.Equal(PageSize, WriteBeyond(writer, mapped: PageSize + 100, length: 3 * PageSize).Raw);
        writer.Write(new byte[100]);
        Assert.Equal(Errno.EFAULT, WriteBeyond(writer, mapped: 10, length: 20).Error);
        Assert.Equal(PageSize + 100, reader.Available);

        UserMemory.Map(new byte[PageSize + 50]);
        IoTarget target = new(new WritableUserBuffer(UserMemory.Start, 2 * PageSize));
        Assert.Equal(PageSize, reader.Read(ref target).Raw);
        target = new IoTarget(new WritableUserBuffer(0, 1));
        Assert.Equal(Errno.EFAULT, reader.Read(ref target).Error);
        Assert.Equal(100, reader.Available);
        reader.Release();
        writer.Release();
    }

    /// <summary>Pages are kept as long as there are pipes, and no longer.</summary>
    [Fact]
    public void NoPageIsLeft()
    {
        int before = MemoryPage.Count;
        (PipeFile reader, PipeFile writer) = PipeFileSystem.Create(Owner, OpenFlags.NonBlock);
        Assert.Equal(before, MemoryPage.Count);
        writer.Write(new byte[3 * PageSize]);
        reader.Read(new byte[2 * PageSize]);
        Assert.Equal(before + 3, MemoryPage.Count);
        writer.Release();
        Assert.Equal(before + 3, MemoryPage.Count);
        reader.Release();
        Assert.Equal(before, MemoryPage.Count);
    }

    [Fact]
    public void WithoutMemoryAWriteFails()
    {
        (PipeFile reader, PipeFile writer) = PipeFileSystem.Create(Owner, OpenFlags.NonBlock);
        MemoryPage.Limit = MemoryPage.Count + 2;
        Assert.Equal(2 * PageSize, writer.Write(new byte[3 * PageSize]).Raw);
        Assert.Equal(Errno.ENOMEM, writer.Write(new byte[1]).Error);
        MemoryPage.Limit = 0;
        reader.Release();
        writer.Release();
    }

    [Fact]
    public void SizesHaveLimits()
    {
        Pipe pipe = PipeFileSystem.Create(Owner, OpenFlags.RdOnly).Writer.Pipe;
        Assert.Equal(64 << 10, pipe.Size);
        Assert.Equal(Errno.EPERM, pipe.Resize(Pipe.LargestSize + 1, isPrivileged: false).Error);
        Assert.Equal(2 * Pipe.LargestSize, pipe.Resize(Pipe.LargestSize + 1, isPrivileged: true).Raw);
        Assert.Equal(Pipe.LargestSize, pipe.Resize(Pipe.LargestSize, isPrivileged: false).Raw);
        Assert.Equal(1L << 31, pipe.Resize(1U << 31, isPrivileged: true).Raw);
        Assert.Equal(Errno.EINVAL, pipe.Resize((1U << 31) + 1, isPrivileged: true).Error);
        Assert.Equal(PageSize, pipe.Resize(0, isPrivileged: false).Raw);
    }

    private static IoResult WriteBeyond(PipeFile file, int mapped, int length)
    {
        UserMemory.Map(Enumerable.Repeat((byte)7, mapped).ToArray());
        IoSource source = new(new ReadableUserBuffer(UserMemory.Start, (ulong)length));
        return file.Write(ref source);
    }

    /// <summary>Often small, sometimes around a page or more than a pipe.</summary>
    private static int SizeOf(Random random) => random.Next(8) switch
    {
        0 => random.Next(PageSize - 2, PageSize + 3),
        1 => random.Next(100_000),
        2 => random.Next(3 * PageSize),
        _ => random.Next(1 << random.Next(13)),
    };

    /// <summary>A pipe of the host's that nobody waits for.</summary>
    private sealed class HostPipe : IDisposable
    {
        private const long Closed = -1;
        private const long Pipe2 = 293;
        private const long Poll7 = 7;
        private const long Ioctl = 16;

        public HostPipe()
        {
            byte[] descriptors = new byte[8];
            Assert.Equal(0, HostCalls.Call(Pipe2, descriptors, (long)OpenFlags.NonBlock, 0));
            Reader = BitConverter.ToInt32(descriptors);
            Writer = BitConverter.ToInt32(descriptors, 4);
        }

        public long Reader { get; private set; }

        public long Writer { get; private set; }

        public int Available
        {
            get
            {
                byte[] count = new byte[4];
                Assert.Equal(0, HostCalls.Call(Ioctl, Reader, (long)IoctlRequest.GetReadable, count));
                return BitConverter.ToInt32(count);
            }
        }

        public PollEvents Poll(long descriptor)
        {
            byte[] entry = [.. BitConverter.GetBytes((int)descriptor), .. BitConverter.GetBytes((ushort)PollEvents.Always), 0, 0];
            HostCalls.Call(Poll7, entry, 1, 0);
            return (PollEvents)BitConverter.ToUInt16(entry, 6);
        }

        public void CloseReader()
        {
            HostCalls.Close(Reader);
            Reader = Closed;
        }

        public void CloseWriter()
        {
            HostCalls.Close(Writer);
            Writer = Closed;
        }

        /// <summary>A number that is closed twice may be another test's file meanwhile.</summary>
        public void Dispose()
        {
            foreach (long descriptor in (long[])[Reader, Writer])
            {
                if (descriptor != Closed)
                {
                    HostCalls.Close(descriptor);
                }
            }
        }
    }
}
