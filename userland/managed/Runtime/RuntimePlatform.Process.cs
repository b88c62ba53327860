using System;
using System.Runtime.InteropServices;
using System.Text;
using Lodestar.Userland;

namespace Lodestar.Machine.Runtime;

/// <content>A process's answers.</content>
internal static unsafe partial class RuntimePlatform
{
    // Linux, linux/time.h
    private const int RealTimeClock = 0;
    private const int MonotonicClock = 1;

    public static partial ulong UptimeNanoseconds => ReadClock(MonotonicClock);

    public static partial bool HasTimeOfDay => true;

    public static partial ulong TimeOfDay => ReadClock(RealTimeClock);

    private static partial byte* DataBase => ProcessMemory.Data;

    private static partial nuint DataSize => ProcessMemory.DataSize;

    public static partial bool MapPages(byte* address, nuint pages) => LinuxCalls.AllowAccess(address, pages * PageSize);

    public static partial void WriteText(ReadOnlySpan<byte> text) => StandardStreams.TryWrite(StandardStreams.Error, text);

    public static partial void FillRandom(byte* buffer, nuint length)
    {
        for (nuint filled = 0; filled < length;)
        {
            long count = LinuxCalls.ReadRandom(buffer + filled, length - filled);
            if (count > 0)
            {
                filled += (nuint)count;
            }
            else if (count != LinuxCalls.Interrupted)
            {
                RuntimeFailure.Stop("the kernel gives no random numbers");
            }
        }
    }

    public static partial byte* FindVariable(ReadOnlySpan<char> name)
    {
        for (byte** variable = ProcessStack.Environment; *variable != null; variable++)
        {
            ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*variable);
            int end = text.IndexOf((byte)'=');
            if (end >= 0 && name.SequenceEqual(Encoding.UTF8.GetString(text[..end])))
            {
                return *variable + end + 1;
            }
        }

        return null;
    }

    private static ulong ReadClock(int clock)
    {
        TimeSpecification time;
        LinuxCalls.ReadClock(clock, &time);
        return time.TotalNanoseconds;
    }

    public static partial void Wait(ulong nanoseconds)
    {
        TimeSpecification time = TimeSpecification.FromNanoseconds(nanoseconds);
        while (LinuxCalls.Sleep(&time) == LinuxCalls.Interrupted)
        {
        }
    }
}
