using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct rusage of <c>getrusage(2)</c>: 144 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResourceUsage
{
    /// <summary>ru_utime: time in ring 3.</summary>
    public Timeval UserTime;

    /// <summary>ru_stime: time in the kernel.</summary>
    public Timeval SystemTime;

    /// <summary>ru_maxrss, in KiB.</summary>
    public long MaximumResident;

    /// <summary>ru_ixrss, ru_idrss, ru_isrss: zero.</summary>
    public long SharedText;
    public long UnsharedData;
    public long UnsharedStack;

    /// <summary>ru_minflt: pages that came without reading from a disk.</summary>
    public long MinorFaults;

    /// <summary>ru_majflt: pages that were read from a disk.</summary>
    public long MajorFaults;

    /// <summary>ru_nswap: zero.</summary>
    public long Swaps;

    /// <summary>ru_inblock and ru_oublock: transfers from and to disks.</summary>
    public long BlocksRead;
    public long BlocksWritten;

    /// <summary>ru_msgsnd, ru_msgrcv, ru_nsignals: zero.</summary>
    public long MessagesSent;
    public long MessagesReceived;
    public long Signals;

    /// <summary>ru_nvcsw: how often the CPU was given up to wait.</summary>
    public long VoluntarySwitches;

    /// <summary>ru_nivcsw: how often another's turn came.</summary>
    public long InvoluntarySwitches;
}
