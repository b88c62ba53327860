using System;

namespace Lodestar.Userland;

/// <summary>The three descriptors that every process starts with, byte by byte.</summary>
internal static unsafe class StandardStreams
{
    /// <summary>Standard input.</summary>
    public const int Input = 0;

    /// <summary>Standard output.</summary>
    public const int Output = 1;

    /// <summary>Standard error.</summary>
    public const int Error = 2;

    /// <summary>Writes all of it; allocates nothing.</summary>
    /// <returns>0, or the error number that ended it.</returns>
    public static int TryWrite(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (int written = 0; written < bytes.Length;)
            {
                long count = LinuxCalls.Write(descriptor, start + written, (nuint)(bytes.Length - written));
                if (!LinuxCalls.IsError(count))
                {
                    written += (int)count;
                }
                else if (count != LinuxCalls.Interrupted)
                {
                    return (int)-count;
                }
            }
        }

        return 0;
    }

    /// <summary>Reads what is there, waiting for the first byte.</summary>
    /// <param name="descriptor">Where from.</param>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="count">How many came; 0 at the end of the file.</param>
    /// <returns>0, or an error number.</returns>
    public static int TryRead(int descriptor, Span<byte> buffer, out int count)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                long result = LinuxCalls.Read(descriptor, start, (nuint)buffer.Length);
                if (result != LinuxCalls.Interrupted)
                {
                    bool failed = LinuxCalls.IsError(result);
                    count = failed ? 0 : (int)result;
                    return failed ? (int)-result : 0;
                }
            }
        }
    }
}
