using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Boot;
using Lodestar.Core.Consoles;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Log;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Processes;
using Lodestar.Core.Programs;
using Lodestar.Core.Syscalls;
using Lodestar.Core.Tasks;
using Lodestar.Core.Terminals;
using Lodestar.Machine;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>Runs the program that the command line names, as process 1.</summary>
internal static class FirstProgram
{
    private const int StandardDescriptors = 3;

    /// <summary>The system's own init.</summary>
    private const string DefaultPath = "/init";

    /// <summary>Runs it to its end. Without an initramfs there is none.</summary>
    /// <param name="commandLine">Names it.</param>
    /// <param name="hardware">What it finds in /dev, /proc and /sys.</param>
    /// <param name="end">What it wants to become of the system, <c>reboot(2)</c>; null for nothing.</param>
    /// <returns>Whether it ran, or there was none to run.</returns>
    internal static bool Run(CommandLine commandLine, SystemHardware hardware, out RebootCommand? end)
    {
        end = null;
        if (BootModule.First is not { } module)
        {
            if (commandLine.Init is not null)
            {
                KernelLog.Error($"init: {commandLine.Init} cannot be run: the boot loader brought no initramfs");
            }

            return commandLine.Init is null;
        }

        hardware.Sources.Watch();
        RandomGenerator random = CreateRandom();
        SystemLog log = new(new MachineLog());
        ProcessTable processes = new(log);
        DeviceTable devices = DeviceTree.StandardDevices(random, log);
        if (hardware.Clock is not null)
        {
            devices.Add(new ClockDevice(hardware.Clock));
        }

        PseudoTerminalTable pseudoTerminals = RootFileSystem.CreatePseudoTerminals();
        Terminal console = SystemTerminals.AddTo(devices, commandLine, pseudoTerminals, out VirtualTerminals? consoles);
        SystemRequests requests = new(processes, consoles);
        consoles?.Obey(requests.Do, requests.RebootByKeys);
        MountTable mounts = RootFileSystem.Create(module, devices, pseudoTerminals, processes, random, hardware, requests);
        FileContext files = new(mounts, new FileTable());
        OpenConsole(files);
        return Run(commandLine, files, random, processes, console, out end);
    }

    private static bool Run(
        CommandLine commandLine, FileContext files, RandomGenerator random, ProcessTable processes, Terminal console,
        out RebootCommand? end)
    {
        end = null;
        string path = commandLine.Init ?? DefaultPath;
        bool isMeasured = KernelLog.MinimumLevel == LogLevel.Debug;
        MemoryUse before = isMeasured ? MemoryUse.Take(files.Mounts) : default;
        byte[] pathBytes = Encoding.UTF8.GetBytes(path);
        LoadedProgram? program = null;
        Errno error = CollectArguments(commandLine, pathBytes, out ProgramArguments arguments);
        if (error == Errno.None)
        {
            error = new ProgramLoader(random).TryLoad(
                files, PathLimits.AtFdCwd, pathBytes, AtFlags.None, arguments, out program);
        }

        if (program is null)
        {
            string hint = commandLine.Init is null ? "; init= names another program" : "";
            KernelLog.Error($"init: {path} cannot be run: {ErrnoText.NameOf(error)} ({ErrnoText.TextOf(error)}){hint}");
            return false;
        }

        Process process = Run(commandLine, program, files, random, processes, console);
        ReportEnd(path, process.Status!.Value);
        end = processes.EndOfSystem;
        if (isMeasured)
        {
            MemoryUse after = MemoryUse.Take(files.Mounts);
            KernelLog.Debug(
                $"memory: {before.Frames} frames and {before.HeapBytes} bytes of heap in use before init, "
                + $"{after.Frames} frames and {after.HeapBytes} bytes after");
        }

        return true;
    }

    private static Process Run(
        CommandLine commandLine, LoadedProgram program, FileContext files, RandomGenerator random, ProcessTable processes,
        Terminal console)
    {
        Process process = new(processes, program, files, random);

        // Another program that is named is run to see what it does, and how it ends: only the system's own init is protected.
        process.Signals.IsProtected = (commandLine.Init ?? DefaultPath) == DefaultPath;
        console.Lend(process.MainThread);
        SyscallTracer? tracer = SyscallTracer.Create(commandLine);
        if (SyscallContext.TryBegin(process.MainThread, tracer, program) is null)
        {
            process.End(ExitStatus.Killed(Signal.SIGKILL));
            Process.Discard(process.MainThread);
            return process;
        }

        long allocated = GC.GetTotalAllocatedBytes();
        Scheduler.Start(process.MainThread);
        WaitForEnd(process, processes);
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        KernelLog.Debug($"memory: {allocated} bytes of heap were allocated while init ran");
        return process;
    }

    /// <summary>Waits for the first program, whose end is that of all others.</summary>
    private static void WaitForEnd(Process init, ProcessTable processes)
    {
        while (!init.HasEnded)
        {
            processes.Changed.WaitUninterruptible();
        }

        int others = processes.Processes.Count - 1;
        foreach (Process process in (Process[])[.. processes.Processes])
        {
            process.End(ExitStatus.Killed(Signal.SIGKILL));
        }

        while (processes.Processes.Count > 1)
        {
            processes.Changed.WaitUninterruptible();
        }

        init.Reap();
        KernelLog.Debug(
            $"processes: {others} besides init when that ended, then {processes.Processes.Count}, with {processes.ThreadCount} threads in "
            + $"{processes.GroupCount} groups");
    }

    private static void ReportEnd(string path, ExitStatus status) =>
        KernelLog.Info(status.Signal == 0
            ? $"init: {path} ended with status {status.Code}"
            : $"init: {path} was ended by signal {status.Signal} ({SignalText.NameOf((Signal)status.Signal)})");

    private static RandomGenerator CreateRandom()
    {
        const int SeedSize = 64;
        Span<byte> seed = stackalloc byte[SeedSize];
        MachineRandom.Fill(seed);
        if (!MachineRandom.IsFromHardware)
        {
            KernelLog.Warning("random numbers: the CPU has no generator, so they are only as good as the time stamp counter");
        }

        return new RandomGenerator(seed);
    }

    /// <summary>Standard input, output and error, as Linux gives them to its first program.</summary>
    private static void OpenConsole(FileContext files)
    {
        if (PathCalls.OpenForKernel(files, "/dev/console"u8, OpenFlags.RdWr, out Errno error) is not { } console)
        {
            KernelLog.Warning($"init: /dev/console cannot be opened: {ErrnoText.NameOf(error)}");
            return;
        }

        files.Descriptors.Add(console, DescriptorFlags.None);
        for (int i = 1; i < StandardDescriptors; i++)
        {
            files.Descriptors.Duplicate(0);
        }
    }

    private static Errno CollectArguments(CommandLine commandLine, ReadOnlySpan<byte> path, out ProgramArguments arguments)
    {
        arguments = new ProgramArguments(8UL << 20);
        Errno error = arguments.SetName(path);
        if (error == Errno.None)
        {
            error = arguments.AddArgument(path);
        }

        foreach (string argument in commandLine.InitArguments)
        {
            error = error == Errno.None ? arguments.AddArgument(Encoding.UTF8.GetBytes(argument)) : error;
        }

        foreach (string variable in (ReadOnlySpan<string>)["HOME=/", "TERM=linux"])
        {
            error = error == Errno.None ? arguments.AddEnvironment(Encoding.UTF8.GetBytes(variable)) : error;
        }

        return error;
    }
}
