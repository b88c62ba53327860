using System;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine.Diagnostics;

/// <summary>Writes the frames of a stack with names, files and lines.</summary>
internal static unsafe class Backtrace
{
    // A runaway recursion has thousands of frames that are all the same: the first ones tell, and the last ones tell who
    // began it.
    private const int FirstFrames = 24;
    private const int LastFrames = 8;
    private const int CountLimit = 100_000;

    /// <summary>The stack of the caller's caller.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WriteCallers()
    {
        StackWalk walk = default;
        walk.StartHere();
        Skip(ref walk);
        StackWalk counting = default;
        counting.StartHere();
        Skip(ref counting);
        Write(ref walk, Count(ref counting));
    }

    /// <summary>The stack that an interrupt or exception came upon.</summary>
    public static void Write(InterruptFrame* frame)
    {
        StackWalk walk = default;
        walk.Start(frame);
        StackWalk counting = default;
        counting.Start(frame);
        Write(ref walk, Count(ref counting));
    }

    /// <summary>Leaves out the walk itself, <see cref="WriteCallers"/> and who called it.</summary>
    private static void Skip(ref StackWalk walk)
    {
        const int Frames = 3;
        for (int i = 0; i < Frames; i++)
        {
            walk.MoveNext();
        }
    }

    private static int Count(ref StackWalk walk)
    {
        int count = 1;
        while (count < CountLimit && walk.MoveNext())
        {
            count++;
        }

        return count;
    }

    private static void Write(ref StackWalk walk, int count)
    {
        PanicOutput.WriteLine("backtrace:"u8);
        for (int i = 0; i < count; i++)
        {
            if (count > FirstFrames + LastFrames && i == FirstFrames)
            {
                WriteGap(count - FirstFrames - LastFrames);
            }

            if (i < FirstFrames || i >= count - LastFrames)
            {
                WriteFrame(i, walk);
            }

            if (!walk.MoveNext())
            {
                return;
            }
        }
    }

    private static void WriteGap(int frames)
    {
        Utf8Text line = new(stackalloc byte[64]);
        line.Append("    ... "u8);
        line.AppendDecimal((ulong)frames);
        line.Append(" more frames ..."u8);
        PanicOutput.WriteLine(line.Written);
    }

    private static void WriteFrame(int number, in StackWalk walk)
    {
        const int LongestName = 200;
        Utf8Text line = new(stackalloc byte[LongestName + 40]);
        line.Append("  #"u8);
        line.AppendDecimal((ulong)number);
        line.Append(number < 10 ? "  "u8 : " "u8);
        line.AppendHex(walk.InstructionPointer, 16);
        line.Append(" "u8);
        Span<char> name = stackalloc char[LongestName];
        if (SymbolTable.OfImage.TryFormat(walk.Location, name, out int length))
        {
            line.Append(name[..length]);
        }
        else
        {
            line.Append("?"u8);
        }

        PanicOutput.WriteLine(line.Written);
    }
}
