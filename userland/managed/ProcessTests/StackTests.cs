using System;
using System.Runtime.CompilerServices;
using Lodestar.RuntimeTests;

namespace Lodestar.ProcessTests;

/// <summary>The stack of a process, which the kernel lets grow up to a limit.</summary>
public static class StackTests
{
    private const int FrameBytes = 4096;
    private const int FewestFrames = 256;

    [Test]
    public static void ItsEndIsKnownBeforeItIsReached()
    {
        int frames = Descend(0);
        Check.AtLeast(FewestFrames, frames);
        Check.Equal(frames, Descend(0));
    }

    [Test]
    public static void AnExceptionComesInsteadOfTheEnd() =>
        Check.Throws<InsufficientExecutionStackException>(() => DescendForEver(0));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Descend(int depth)
    {
        Span<byte> frame = stackalloc byte[FrameBytes];
        frame.Fill((byte)depth);
        int reached = RuntimeHelpers.TryEnsureSufficientExecutionStack() ? Descend(depth + 1) : depth;
        Check.Equal(-1, frame.IndexOfAnyExcept((byte)depth));
        return reached;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int DescendForEver(int depth)
    {
        Span<byte> frame = stackalloc byte[FrameBytes];
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return DescendForEver(depth + 1) + frame[depth % FrameBytes];
    }
}
