using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Machine;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>A system call with a bug ends its process, and nothing else.</summary>
public static class FailingCallTests
{
    // xor edi, edi; mov rsi, rsp; sub rsi, 8; mov edx, 8; xor eax, eax; syscall: read(0, rsp - 8, 8)
    private static ReadOnlySpan<byte> Read =>
        [0x31, 0xff, 0x48, 0x89, 0xe6, 0x48, 0x83, 0xee, 0x08, 0xba, 8, 0, 0, 0, 0x31, 0xc0, 0x0f, 0x05];

    // mov edi, 42; mov eax, 60; syscall: exit(42)
    private static ReadOnlySpan<byte> Exit => [0xbf, 42, 0, 0, 0, 0xb8, 60, 0, 0, 0, 0x0f, 0x05];

    [Test]
    public static void ACallThatThrowsEndsItsProcess()
    {
        FailingFile? file = null;
        ExitStatus status = SmallProcess.Run([.. Read, .. Exit], inode => file = new FailingFile(inode));
        Check.Equal(ExitStatus.Killed(Signal.SIGKILL), status);
        Check.That(!file!.IsLocked);
        Check.That(file.IsClosed);
    }

    [Test]
    public static void TheLogHasTheStackTrace()
    {
        SmallProcess.Run([.. Read, .. Exit], static inode => new FailingFile(inode));
        byte[] bytes = new byte[MachineInformation.LogLength];
        string log = Encoding.UTF8.GetString(bytes, 0, MachineInformation.ReadLog(bytes));
        int start = log.LastIndexOf("read has failed in the kernel", StringComparison.Ordinal);
        Check.That(start >= 0);
        log = log[start..];
        Check.That(log.Contains("InvalidOperationException: the file is broken on purpose", StringComparison.Ordinal));
        Check.That(log.Contains("FailingFile.ReadCore", StringComparison.Ordinal));
    }

    [Test]
    public static void ASecondProcessRunsWellAfterwards()
    {
        SmallProcess.Run([.. Read, .. Exit], static inode => new FailingFile(inode));
        Check.Equal(ExitStatus.Exited(42), SmallProcess.Run(Exit));
    }

    [Test]
    public static void NoFrameIsLost()
    {
        const int Processes = 20;
        SmallProcess.Run([.. Read, .. Exit], static inode => new FailingFile(inode));
        ulong before = FrameUse.Count();
        for (int i = 0; i < Processes; i++)
        {
            SmallProcess.Run([.. Read, .. Exit], static inode => new FailingFile(inode));
        }

        Check.Equal(before, FrameUse.Count());
    }

    [Test]
    public static void AFaultWithoutAHandlerEndsTheProcess()
    {
        // mov [0], eax
        Check.Equal(ExitStatus.Killed(Signal.SIGSEGV), SmallProcess.Run([0x89, 0x04, 0x25, 0, 0, 0, 0, .. Exit]));
        // ud2
        Check.Equal(ExitStatus.Killed(Signal.SIGILL), SmallProcess.Run([0x0f, 0x0b, .. Exit]));
        // xor ecx, ecx; div ecx
        Check.Equal(ExitStatus.Killed(Signal.SIGFPE), SmallProcess.Run([0x31, 0xc9, 0xf7, 0xf1, .. Exit]));
        // int3
        Check.Equal(ExitStatus.Killed(Signal.SIGTRAP), SmallProcess.Run([0xcc, .. Exit]));
    }
}
