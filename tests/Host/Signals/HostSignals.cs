using System;
using System.Runtime.InteropServices;
using System.Threading;
using Lodestar.Core.Abi;

namespace Lodestar.Host.Tests.Signals;

/// <summary>The signal calls of the host's Linux for the thread that makes them.</summary>
internal static unsafe partial class HostSignals
{
    private const int SysSetMask = 14;
    private const int SysPending = 127;
    private const int SysTimedWait = 128;
    private const int SysAlternateStack = 131;
    private const int SysGetTid = 186;
    private const int SysTgKill = 234;

    /// <summary>Runs on a thread of its own, which ends with its mask and its alternate stack.</summary>
    internal static void OnOwnThread(Action action)
    {
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("the thread has failed", failure);
        }
    }

    internal static SignalSet SetMask(SignalMaskChange how, SignalSet set)
    {
        SignalSet old;
        Expect(Call(SysSetMask, (nint)how, (nint)(&set), (nint)(&old), sizeof(ulong)));
        return old;
    }

    internal static Errno Send(Signal signal) =>
        Call(SysTgKill, Environment.ProcessId, Call(SysGetTid, 0, 0, 0, 0), (nint)signal, 0) == 0 ? Errno.None : LastError;

    internal static SignalSet Pending()
    {
        SignalSet set;
        Expect(Call(SysPending, (nint)(&set), sizeof(ulong), 0, 0));
        return set;
    }

    /// <summary>Takes a pending signal; the result is 0 if none of the set is there.</summary>
    internal static Signal Take(SignalSet set)
    {
        Timespec now = default;
        return (Signal)Math.Max(0, Call(SysTimedWait, (nint)(&set), 0, (nint)(&now), sizeof(ulong)));
    }

    internal static Errno SetStack(in SignalStack stack, out SignalStack old)
    {
        SignalStack value = stack;
        SignalStack before;
        long result = Call(SysAlternateStack, (nint)(&value), (nint)(&before), 0, 0);
        old = before;
        return result == 0 ? Errno.None : LastError;
    }

    private static Errno LastError => (Errno)Marshal.GetLastPInvokeError();

    private static void Expect(nint result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"error {LastError}");
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);
}
