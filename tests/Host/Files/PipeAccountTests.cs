using System.Collections.Generic;
using System.Linq;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Pipes;
using Lodestar.Host.Tests.Tasks;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>
/// What the pipes of one user can hold: 16,384 pages, but for the superuser (<c>pipe(7)</c>). It counts for all pipes, so no other
/// test runs meanwhile.
/// </summary>
[Collection(SchedulerCollection.Name)]
public sealed class PipeAccountTests
{
    private const int PageSize = 4096;
    private const int DefaultPages = 16;
    private const int MostPages = 16384;

    private static readonly Credentials User = new(1234, 1234);

    [Fact]
    public void APipeOfAUserWithManyIsSmall()
    {
        List<Pipe> pipes = [.. Enumerable.Range(0, MostPages / DefaultPages).Select(static _ => Make(User))];
        Assert.All(pipes, static pipe => Assert.Equal(DefaultPages * PageSize, pipe.Size));

        Pipe small = Make(User);
        Assert.Equal(2 * PageSize, small.Size);
        Assert.Equal(Errno.EPERM, small.Resize(4 * PageSize, isPrivileged: false).Error);
        Assert.Equal(4 * PageSize, small.Resize(4 * PageSize, isPrivileged: true).Raw);
        Assert.Equal(PageSize, small.Resize(1, isPrivileged: false).Raw);
        Assert.Equal(DefaultPages * PageSize, Make(new Credentials(0, 0)).Size);
        Assert.Equal(DefaultPages * PageSize, Make(new Credentials(4321, 4321)).Size);

        Close(small);
        Close(pipes[0]);
        Pipe next = Make(User);
        Assert.Equal(DefaultPages * PageSize, next.Size);
        foreach (Pipe pipe in pipes.Skip(1).Append(next))
        {
            Close(pipe);
        }

        Assert.Equal(1 << 20, Resized(Make(User), 1 << 20));
        Assert.Equal(-(long)Errno.EPERM, Resized(Make(User), 1 << 21));
    }

    private static Pipe Make(Credentials owner) => PipeFileSystem.Create(owner, OpenFlags.RdOnly).Reader.Pipe;

    private static long Resized(Pipe pipe, uint size)
    {
        long result = pipe.Resize(size, isPrivileged: false).Raw;
        Close(pipe);
        return result;
    }

    private static void Close(Pipe pipe) => pipe.Close(canRead: true, canWrite: true);
}
