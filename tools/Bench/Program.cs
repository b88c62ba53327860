using System;
using System.IO;
using System.Linq;
using Lodestar.Bench;

const string Usage =
    """
    Lodestar.Bench [--profile <operation>] <repository> [<Linux kernel>]
      prints all tables of the built images in the repository's folder artifacts
      --profile <operation>   prints instead where the instructions of a system call go
    """;
const int UsageError = 2;

string? profiled = null;
ReadOnlySpan<string> words = args;
if (words is ["--profile", var name, ..])
{
    profiled = name;
    words = words[2..];
}

SyscallOperation[] followed = [.. SyscallOperation.All.Where(static operation => operation.Label is not null)];
SyscallOperation? operation = followed.FirstOrDefault(operation => operation.Name == profiled);
if (profiled is not null && operation is null)
{
    Console.Error.WriteLine($"bench: error: the operations are {string.Join(", ", followed.Select(static operation => operation.Name))}");
    return UsageError;
}

if (words.Length is not (1 or 2) || words[0].StartsWith('-'))
{
    Console.Error.WriteLine(Usage);
    return UsageError;
}

string repository = words[0];
string artifacts = Path.Combine(repository, "artifacts");
string kernel = Path.Combine(artifacts, "kernel/lodestar.elf");
string programs = Path.Combine(artifacts, "userland");
string initramfs = Path.Combine(artifacts, "bench.cpio");
try
{
    SyscallBenchmarks.WriteInitramfs(initramfs, Path.Combine(repository, "userland/bench/initramfs.list"), programs);
    string? linux = words.Length > 1 ? words[1] : null;
    SyscallBenchmarks syscalls = new(kernel, linux, initramfs);
    if (operation is not null)
    {
        CodeMap code = CodeMap.Read(kernel, Path.Combine(artifacts, "obj/Image/image/lodestar.mstat"));
        SyscallProfile.Print(operation, syscalls.OnLodestar(SyscallProfile.Arguments), Path.Combine(programs, "syscalls"), code);
        return 0;
    }

    ImageSizes.Print(kernel);
    BootTimes.Print(kernel);
    PromptTimes.Print(kernel, linux, Path.Combine(artifacts, "initramfs.cpio"));
    double floor = RingZeroBenchmarks.Print(Path.Combine(artifacts, "kernel-test/lodestar-test.elf"));
    syscalls.Print(floor);
    return 0;
}
catch (Exception error) when (error is InvalidDataException or IOException or TimeoutException)
{
    Console.Error.WriteLine($"bench: error: {error.Message}");
    return 1;
}
