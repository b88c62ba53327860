using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The requests of <c>rtc(4)</c>: rtc_dev_ioctl in Linux.</summary>
internal static class ClockRequests
{
    /// <summary>Does what a program asks of the clock.</summary>
    /// <param name="caller">The program.</param>
    /// <param name="file">The clock.</param>
    /// <param name="request">What it asks.</param>
    /// <param name="argument">The address of a <see cref="ClockTime"/>.</param>
    /// <returns>EFAULT; EINVAL for no time, or a clock that shows none; EACCES for who may not set it; ENOTTY for what is not there.</returns>
    internal static Errno Control(FileContext caller, ClockFile file, IoctlRequest request, ulong argument)
    {
        switch (request)
        {
            case IoctlRequest.ReadClock:
                return file.Clock.Read() is { } time ? IoctlCalls.Put(argument, ClockTime.Of(time)) : Errno.EINVAL;
            case IoctlRequest.SetClock:
                return !caller.Credentials.IsSuperuser ? Errno.EACCES
                    : !new UserRef<ClockTime>(argument).TryRead(out ClockTime wanted) ? Errno.EFAULT
                    : wanted.Time is { } value && file.Clock.TrySet(value) ? Errno.None
                    : Errno.EINVAL;
            default:
                return Errno.ENOTTY;
        }
    }
}
