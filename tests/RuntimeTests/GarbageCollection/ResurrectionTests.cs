using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Finalizers that bring their objects back or ask to be run again.</summary>
public static class ResurrectionTests
{
    private const int Count = 300;
    private const int Most = 270;

    private sealed class Phoenix(int number)
    {
        public static readonly List<Phoenix> Risen = [];
        public static int Finalized;

        public readonly int Number = number;
        public readonly string Text = "phoenix " + number.ToString();

        ~Phoenix()
        {
            Finalized++;
            if (Risen.Count < Risen.Capacity)
            {
                Risen.Add(this);
            }
        }
    }

    private sealed class Repeating
    {
        public static int Finalized;
        public int Runs;

        ~Repeating()
        {
            Finalized++;
            if (++Runs < 3)
            {
                GC.ReRegisterForFinalize(this);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(Func<int, object> make)
    {
        for (int i = 0; i < Count; i++)
        {
            Opaque.Value(make(i));
        }
    }

    [Test]
    public static void ResurrectedObjectsLiveOnAndAreNotFinalizedAgain()
    {
        Phoenix.Risen.Clear();
        Phoenix.Risen.Capacity = Count;
        Phoenix.Finalized = 0;
        Drop(i => new Phoenix(i));
        Garbage.CollectAndFinalize();
        Garbage.CollectAndOverwrite();
        int risen = Phoenix.Risen.Count;
        Check.AtLeast(Most, risen);
        foreach (Phoenix phoenix in Phoenix.Risen)
        {
            Check.Equal("phoenix " + phoenix.Number.ToString(), phoenix.Text);
        }
        Phoenix.Risen.Clear();
        Garbage.CollectAndFinalize();
        Check.AtMost(Count, Phoenix.Finalized);
    }

    [Test]
    public static void ReRegisteredObjectsAreFinalizedAgain()
    {
        int before = Repeating.Finalized;
        Drop(i => new Repeating());
        for (int i = 0; i < 4; i++)
        {
            Garbage.CollectAndFinalize();
        }
        Check.AtLeast(3 * Most, Repeating.Finalized - before);
        Check.AtMost(3 * Count, Repeating.Finalized - before);
    }

    [Test]
    public static void KeepAliveDelaysIt()
    {
        int before = Repeating.Finalized;
        Repeating item = new();
        Garbage.CollectAndFinalize();
        Check.Equal(0, item.Runs);
        GC.KeepAlive(item);
        Check.AtLeast(before, Repeating.Finalized);
        GC.SuppressFinalize(item);
    }
}
