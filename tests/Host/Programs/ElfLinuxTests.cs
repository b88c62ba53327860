using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.Versioning;
using System.Threading;
using Lodestar.Core.Abi;
using Lodestar.Core.Programs;
using Xunit;

namespace Lodestar.Host.Tests.Programs;

/// <summary>The same files given to the host's Linux: its error is ours, and what it runs we run.</summary>
[SupportedOSPlatform("linux")]
public sealed class ElfLinuxTests : IDisposable
{
    private const int Mutations = 300;
    private const int TextFileBusy = 26;
    private const int KilledBySegmentViolation = 128 + 11;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("elf");
    private int _count;

    public static TheoryData<ElfCase> Cases => [.. BadElfFiles.All()];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void LinuxAgreesOn(ElfCase odd)
    {
        if (odd.Interpreter is not null)
        {
            string path = Path.Combine(_folder.FullName, ElfCase.InterpreterPath(odd.Name));
            File.WriteAllBytes(path, odd.Interpreter);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | (odd.IsInterpreterExecutable ? UnixFileMode.UserExecute : UnixFileMode.None));
        }

        (Errno error, int status) = Execute(odd.Bytes);

        Assert.Equal(odd.KillsOldProgram ? Errno.None : odd.Error, error);
        if (error == Errno.None)
        {
            Assert.Equal(odd.KillsOldProgram ? KilledBySegmentViolation : ElfBuilder.Status, status);
        }
    }

    [Fact]
    public void LinuxAgreesOnRandomChanges()
    {
        Random random = new(3);
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = ElfFuzzTests.Mutate(random);
            Errno own = ElfBuilder.Load(bytes, out ElfFile? file, out ElfImage? image);
            if (own == Errno.EPERM)
            {
                // The host's administrator may map what lies below vm.mmap_min_addr.
                continue;
            }

            (Errno error, int status) = Execute(bytes);
            Assert.True(error == (file is null ? own : Errno.None), $"file {i}: {own} here, {error} there");
            Assert.True(image is not null || error != Errno.None || status == KilledBySegmentViolation, $"file {i}: {own} here, {status} there");
        }
    }

    private (Errno Error, int Status) Execute(byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, $"program{_count++}");
        File.WriteAllBytes(path, bytes);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        while (true)
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(path) { UseShellExecute = false, WorkingDirectory = _folder.FullName })!;
                process.WaitForExit();
                return (Errno.None, process.ExitCode);
            }
            catch (Win32Exception exception) when (exception.NativeErrorCode == TextFileBusy)
            {
                // Another test began a program while the file was open here, and has a copy of its descriptor until it is started.
                Thread.Yield();
            }
            catch (Win32Exception exception)
            {
                return ((Errno)exception.NativeErrorCode, 0);
            }
        }
    }
}
