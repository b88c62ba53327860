using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;
using FileMode = Lodestar.Core.Abi.FileMode;

namespace Lodestar.Host.Tests.Files;

/// <summary>
/// The same tree in a folder of the host, the same calls on the host's Linux: both must give the same error. Where Linux
/// succeeds in what a read-only tree does not allow, EROFS is right.
/// </summary>
public sealed class LinuxComparisonTests : IDisposable
{
    private const int OpenAt = 257;
    private const int MakeDirectoryAt = 258;
    private const int NewFStatAt = 262;
    private const int ReadLinkAt = 267;
    private const int FAccessAt2 = 439;

    private static readonly string[] s_paths =
    [
        "", ".", "..", "./", "f", "f/", "f/.", "f/..", "f/x", "d", "d/", "d/.", "d/..", "d//e", "d/e/", "d/e/../../f", "missing", "missing/",
        "missing/x", "missing/..", "lf", "lf/", "lf/x", "ld", "ld/", "ld/.", "ld/e", "ld/e/g", "ld/missing", "ld/missing/", "dangling",
        "dangling/", "dangling/x", "dangslash", "fslash", "dslash", "dslash/e", "loop", "loop/", "loop/x", "a", "d/up", "d/up/", "null",
        "null/", "nowhere/x", "d/e/g", "d/e/new", "dotdot", "dotdot/f", "dot", "dot/d",
    ];

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("lodestar-files").FullName;
    private readonly TestTree _tree = new();
    private readonly int _here;
    private readonly int _own;

    public LinuxComparisonTests()
    {
        foreach (string directory in new[] { "d", "d/e" })
        {
            _tree.Directory("/" + directory, owner: GetEUid(), group: GetEGid());
            System.IO.Directory.CreateDirectory(Path.Combine(_folder, directory));
        }

        foreach (string file in new[] { "f", "d/e/g" })
        {
            _tree.File("/" + file, "text", owner: GetEUid(), group: GetEGid());
            File.WriteAllText(Path.Combine(_folder, file), "text");
        }

        Dictionary<string, string> links = new()
        {
            ["lf"] = "f", ["ld"] = "d", ["dangling"] = "missing", ["dangslash"] = "missing/", ["fslash"] = "f/", ["dslash"] = "d//",
            ["loop"] = "loop", ["a"] = "b", ["b"] = "./a", ["d/up"] = "../f", ["null"] = "/dev/null", ["nowhere"] = "d/e/missing",
            ["dotdot"] = "d/..", ["dot"] = ".",
        };
        _tree.Directory("/dev").Special("/dev/null", FileMode.IfChr, 1, 3);
        foreach ((string name, string target) in links)
        {
            _tree.Link("/" + name, target);
            File.CreateSymbolicLink(Path.Combine(_folder, name), target);
        }

        _tree.Context.Credentials = new Credentials(GetEUid(), GetEGid());
        _tree.Context.RealCredentials = _tree.Context.Credentials;
        _here = Open(PathLimits.AtFdCwd, _folder, OpenFlags.Path);
        _own = _tree.Open("/", OpenFlags.Path);
    }

    public void Dispose()
    {
        Close(_here);
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Opening()
    {
        OpenFlags[] bits =
        [
            OpenFlags.Creat, OpenFlags.Excl, OpenFlags.Directory, OpenFlags.NoFollow, OpenFlags.Path, OpenFlags.WrOnly, OpenFlags.TmpFile,
        ];
        AssertSame(Enumerable.Range(0, 1 << bits.Length).SelectMany(chosen =>
        {
            OpenFlags flags = bits.Where((_, i) => (chosen & (1 << i)) != 0).Aggregate(OpenFlags.RdOnly, static (all, bit) => all | bit);
            return s_paths.Select(path => (Call: $"open {path} {flags:x}", Linux: OpenOnLinux(path, flags), Ours: OpenOnOurs(path, flags)));
        }));
    }

    [Fact]
    public void Asking()
    {
        AssertSame(s_paths.SelectMany(path => new[] { 0, 0x100, 0x1000, 0x1100 }.Select(flags => (
            Call: $"newfstatat {path} {flags:x}",
            Linux: Call(NewFStatAt, path, new byte[144], flags),
            Ours: PathCalls.Stat(_tree.Context, _own, TestTree.Bytes(path), (AtFlags)flags, out _)))));
        AssertSame(s_paths.Select(path => (
            Call: $"readlinkat {path}",
            Linux: Call(ReadLinkAt, path, new byte[99], 99),
            Ours: PathCalls.ReadLink(_tree.Context, _own, TestTree.Bytes(path), new byte[99]).Error)));

        // Writing together with something else that is not allowed is EACCES there, and EROFS here.
        AssertSame(s_paths.SelectMany(path => new[] { 0, 1, 2, 4, 5, 8 }.Select(mode => (
            Call: $"faccessat2 {path} {mode}",
            Linux: ReadOnly(Call(FAccessAt2, path, mode, 0), (mode & 2) != 0 && !path.StartsWith("null", StringComparison.Ordinal)),
            Ours: PathCalls.Access(_tree.Context, _own, TestTree.Bytes(path), (AccessMode)mode, AtFlags.None)))));
    }

    [Fact]
    public void MakingDirectories() =>
        AssertSame(s_paths.Select(path => (
            Call: $"mkdirat {path}",
            Linux: MakeDirectoryOnLinux(path),
            Ours: PathCalls.MakeDirectory(_tree.Context, _own, TestTree.Bytes(path), FileMode.IrwxUgo))));

    private static void AssertSame(IEnumerable<(string Call, Errno Linux, Errno Ours)> answers) =>
        Assert.DoesNotContain(answers, static answer => answer.Linux != answer.Ours);

    private static Errno ReadOnly(Errno linux, bool isWrite) => linux == Errno.None && isWrite ? Errno.EROFS : linux;

    /// <summary>The names in the folders of the tree, without following links.</summary>
    private static IEnumerable<string> List(string folder) =>
        new[] { "", "d", "d/e" }.SelectMany(name => System.IO.Directory.GetFileSystemEntries(Path.Combine(folder, name)));

    private Errno OpenOnLinux(string path, OpenFlags flags)
    {
        HashSet<string> before = [.. List(_folder)];
        int descriptor = Open(_here, path, flags);
        if (descriptor < 0)
        {
            return (Errno)Marshal.GetLastPInvokeError();
        }

        Close(descriptor);
        string[] created = [.. List(_folder).Where(name => !before.Contains(name))];
        Array.ForEach(created, File.Delete);
        bool isTemporary = (flags & OpenFlags.TmpFile) == OpenFlags.TmpFile;
        bool isWritten = (flags & OpenFlags.WrOnly) != 0 && path != "null";
        bool isChange = (flags & OpenFlags.Path) == 0 && (isTemporary || isWritten);
        return isChange || created.Length > 0 ? Errno.EROFS : Errno.None;
    }

    private Errno MakeDirectoryOnLinux(string path)
    {
        Errno error = Call(MakeDirectoryAt, path, 0b111_101_101, 0);
        if (error == Errno.None)
        {
            System.IO.Directory.Delete(Path.Combine(_folder, path));
        }

        return ReadOnly(error, isWrite: true);
    }

    private Errno OpenOnOurs(string path, OpenFlags flags)
    {
        IoResult result = _tree.TryOpen(path, flags, _own);
        if (!result.IsError)
        {
            _tree.Descriptors.Close((int)result.Raw);
        }

        return result.Error;
    }

    private static int Open(int descriptor, string path, OpenFlags flags) =>
        (int)Syscall(OpenAt, descriptor, Terminated(path), (long)flags, 0b110_100_100);

    private Errno Call(int number, string path, long first, long second) =>
        Syscall(number, _here, Terminated(path), first, second) < 0 ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;

    private Errno Call(int number, string path, byte[] buffer, long last) =>
        Syscall(number, _here, Terminated(path), buffer, last) < 0 ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, long descriptor, byte[] path, long first, long second);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern long Syscall(long number, long descriptor, byte[] path, byte[] buffer, long last);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEUid();

    [DllImport("libc", EntryPoint = "getegid")]
    private static extern uint GetEGid();
}
