using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]/status: lines and their order as in Linux's <c>fs/proc/array.c</c> (<c>proc_pid_status(5)</c>).</summary>
internal static class StatusText
{
    /// <summary>The priority of a thread that is neither nice nor the opposite.</summary>
    internal const int NormalPriority = 20;

    private const int KibShift = 10;

    /// <summary>The capabilities that there are, <c>capabilities(7)</c>: 0 to 40.</summary>
    private const ulong AllCapabilities = 0x1ff_ffff_ffff;

    internal static void Write(IProcess process, TextBuffer text)
    {
        ProcessStatus status = process.ReadStatus();
        text.Add("Name:\t"u8);
        StatText.AddName(process, text);
        text.Add($"\nUmask:\t{Octal((uint)status.Umask)}\nState:\t{status.State} ({NameOf(status.State)})\n");
        text.Add($"Tgid:\t{status.ProcessId}\nNgid:\t0\nPid:\t{status.Id}\nPPid:\t{status.ParentId}\nTracerPid:\t0\n");
        AddIds(status, text);
        text.Add($"NStgid:\t{status.ProcessId}\nNSpid:\t{status.Id}\nNSpgid:\t{status.GroupId}\nNSsid:\t{status.SessionId}\nKthread:\t0\n");
        if (process.ReadMemory() is { } memory)
        {
            AddMemory(memory, text);
        }

        text.Add($"Threads:\t{status.Threads}\nSigQ:\t{status.QueuedSignals}/{process.LimitOf(Resource.SigPending).Current}\n");
        text.Add($"SigPnd:\t{status.Pending.Bits:x16}\nShdPnd:\t{status.SharedPending.Bits:x16}\n");
        text.Add($"SigBlk:\t{status.Blocked.Bits:x16}\nSigIgn:\t{status.Ignored.Bits:x16}\nSigCgt:\t{status.Caught.Bits:x16}\n");
        AddCapabilities(status, text);
        text.Add($"NoNewPrivs:\t{(status.HasNoNewPrivileges ? 1 : 0)}\nSeccomp:\t0\nSeccomp_filters:\t0\n");
        text.Add("Speculation_Store_Bypass:\tthread vulnerable\nSpeculationIndirectBranch:\tconditional enabled\n"u8);
        text.Add("Cpus_allowed:\t1\nCpus_allowed_list:\t0\nMems_allowed:\t00000000,00000001\nMems_allowed_list:\t0\n"u8);
        text.Add($"voluntary_ctxt_switches:\t{status.VoluntarySwitches}\nnonvoluntary_ctxt_switches:\t{status.InvoluntarySwitches}\n");
    }

    /// <summary>Bytes of the pages that the program's own code lies in.</summary>
    internal static ulong CodeSize(MemoryStatus memory) => Page.RoundUp(memory.CodeEnd) - Page.RoundDown(memory.CodeStart);

    private static void AddIds(ProcessStatus status, TextBuffer text)
    {
        (UserIdentity user, UserIdentity group) = (status.Users, status.Groups);
        text.Add($"Uid:\t{user.Real}\t{user.Effective}\t{user.Saved}\t{user.Effective}\n");
        text.Add($"Gid:\t{group.Real}\t{group.Effective}\t{group.Saved}\t{group.Effective}\n");
        text.Add($"FDSize:\t{status.DescriptorSlots}\nGroups:\t");
        foreach (uint other in status.OtherGroups)
        {
            text.Add($"{other} ");
        }

        text.Add(status.OtherGroups.Count == 0 ? " \n"u8 : "\n"u8);
    }

    private static void AddMemory(MemoryStatus memory, TextBuffer text)
    {
        ulong code = CodeSize(memory);
        AddSize("VmPeak", memory.Size, text);
        AddSize("VmSize", memory.Size, text);
        AddSize("VmLck", memory.Locked, text);
        AddSize("VmPin", 0, text);
        AddSize("VmHWM", Math.Max(memory.MostResident, memory.Resident), text);
        AddSize("VmRSS", memory.Resident, text);
        AddSize("RssAnon", memory.Resident - memory.ResidentFile, text);
        AddSize("RssFile", memory.ResidentFile, text);
        AddSize("RssShmem", 0, text);
        AddSize("VmData", memory.Data, text);
        AddSize("VmStk", memory.Stack, text);
        AddSize("VmExe", code, text);
        AddSize("VmLib", memory.Executable - Math.Min(code, memory.Executable), text);
        AddSize("VmPTE", memory.PageTables, text);
        AddSize("VmSwap", 0, text);
        AddSize("HugetlbPages", 0, text);
        text.Add("CoreDumping:\t0\nTHP_enabled:\t0\nuntag_mask:\t0xffffffffffffffff\n"u8);
    }

    private static void AddSize(string name, ulong bytes, TextBuffer text) => text.Add($"{name}:\t{bytes >> KibShift,8} kB\n");

    /// <summary>The superuser has them all, others none; what can be had at all is all.</summary>
    private static void AddCapabilities(ProcessStatus status, TextBuffer text)
    {
        ulong permitted = status.Users.Effective == 0 || status.Users.Real == 0 || status.Users.Saved == 0 ? AllCapabilities : 0;
        ulong effective = status.Users.Effective == 0 ? AllCapabilities : 0;
        text.Add($"CapInh:\t{0UL:x16}\nCapPrm:\t{permitted:x16}\nCapEff:\t{effective:x16}\n");
        text.Add($"CapBnd:\t{AllCapabilities:x16}\nCapAmb:\t{0UL:x16}\n");
    }

    private static string NameOf(char state) => state switch
    {
        'R' => "running",
        'S' => "sleeping",
        'D' => "disk sleep",
        'T' => "stopped",
        _ => "zombie",
    };

    private static string Octal(uint value) => Convert.ToString((int)value, 8).PadLeft(4, '0');
}
