using System.Runtime.CompilerServices;
using System.Threading;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.Interrupts;

/// <summary>Interrupts that no device of ours sends: each vector is worth one warning, which has to wait for a thread.</summary>
internal static class UnexpectedInterrupts
{
    private const int Vectors = 256;

    private static States s_states;
    private static bool s_areNew;

    private enum State : byte
    {
        NeverCame,
        Came,
        Reported,
    }

    [InlineArray(Vectors)]
    private struct States
    {
        private State _first;
    }

    /// <summary>Notes one; interrupts are disabled.</summary>
    public static void Note(uint vector)
    {
        ref State state = ref s_states[(int)(byte)vector];
        if (state == State.NeverCame)
        {
            state = State.Came;
            s_areNew = true;
            UserWork.Request();
        }
    }

    /// <summary>Warns of those that are new.</summary>
    public static void Report()
    {
        if (!Volatile.Read(ref s_areNew))
        {
            return;
        }

        Volatile.Write(ref s_areNew, false);
        for (int vector = 0; vector < Vectors; vector++)
        {
            if (s_states[vector] == State.Came)
            {
                s_states[vector] = State.Reported;
                KernelLog.Warning($"interrupt {vector} that nobody asked for; more of them are not reported");
            }
        }
    }
}
