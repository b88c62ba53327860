using System;
using System.Collections.Generic;
using System.Threading;

namespace Lodestar.RuntimeTests;

/// <summary>Thread statics as one thread sees them: their own storage, zero at first, alive across collections.</summary>
public static class ThreadStaticTests
{
    [ThreadStatic]
    private static int t_number;

    [ThreadStatic]
    private static List<string>? t_list;

    [ThreadStatic]
    private static (long A, string? B) t_pair;

    private static class PerType<T>
    {
        [ThreadStatic]
        public static T? Value;
    }

    [Test]
    public static void StartAtZeroAndKeepValues()
    {
        t_number = 0;
        for (int i = 0; i < 10; i++)
        {
            t_number += i;
        }
        Check.Equal(45, t_number);
        Check.Equal(0L, t_pair.A);
    }

    [Test]
    public static void ReferencesSurviveCollection()
    {
        t_list = [];
        for (int i = 0; i < 100; i++)
        {
            t_list.Add("item " + i.ToString());
        }
        t_pair.B = new string('p', 3);
        Garbage.CollectAndOverwrite();
        Check.Equal("item 99", t_list[99]);
        Check.Equal("ppp", t_pair.B);
        t_list = null;
        t_pair = default;
    }

    [Test]
    public static void GenericThreadStatics()
    {
        PerType<int>.Value = 3;
        PerType<string>.Value = "three";
        PerType<object>.Value = "object";
        PerType<long>.Value = 4;
        Garbage.CollectAndOverwrite();
        Check.Equal(3, PerType<int>.Value);
        Check.Equal("three", PerType<string>.Value);
        Check.Equal("object", (string?)PerType<object>.Value);
        Check.Equal(4L, PerType<long>.Value);
    }

    [Test]
    public static void ThreadLocalMakesItsValueOnce()
    {
        int made = 0;
        using ThreadLocal<string> local = new(() => "value " + (++made).ToString());
        Check.Equal("value 1", local.Value);
        Check.Equal("value 1", local.Value);
        local.Value = "changed";
        Check.Equal("changed", local.Value);
    }

    [Test]
    public static void AddressOfAThreadStatic()
    {
        ref int number = ref t_number;
        number = 17;
        Check.Equal(17, t_number);
        Interlocked.Increment(ref t_number);
        Check.Equal(18, number);
    }
}
