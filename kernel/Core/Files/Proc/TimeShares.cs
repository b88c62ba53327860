using System;

namespace Lodestar.Core.Files.Proc;

/// <summary>
/// Shares the time in which the CPU was busy between programs and the kernel, as timer ticks found them. Only what is new since the last
/// look is shared: shares of the whole would change the past, and no part may ever become less (<c>proc_stat(5)</c>).
/// </summary>
internal struct TimeShares
{
    private long _userTicks;
    private long _kernelTicks;

    /// <summary>Nanoseconds of programs.</summary>
    internal long User { get; private set; }

    /// <summary>Nanoseconds of the kernel.</summary>
    internal long Kernel { get; private set; }

    /// <summary>Shares what is new.</summary>
    /// <param name="busyTime">Nanoseconds since the boot that were not idle.</param>
    /// <param name="userTicks">Ticks since the boot that found a program.</param>
    /// <param name="kernelTicks">Ticks since the boot that found the kernel.</param>
    internal void Update(long busyTime, long userTicks, long kernelTicks)
    {
        long time = Math.Max(busyTime - User - Kernel, 0);
        long newUser = userTicks - _userTicks;
        long newKernel = kernelTicks - _kernelTicks;
        if (newUser + newKernel == 0)
        {
            (newUser, newKernel) = (userTicks, kernelTicks);
        }

        long ticks = newUser + newKernel;
        long kernelTime = ticks == 0 ? 0 : (long)((Int128)time * newKernel / ticks);
        Kernel += kernelTime;
        User += time - kernelTime;
        (_userTicks, _kernelTicks) = (userTicks, kernelTicks);
    }
}
