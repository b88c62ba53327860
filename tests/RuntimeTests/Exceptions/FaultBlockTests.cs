using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Fault blocks, which the compiler makes of a finally in an iterator.</summary>
public static class FaultBlockTests
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string message) => throw new InvalidOperationException(message);

    [Test]
    public static void OfAnIterator()
    {
        Trace trace = new();
        Check.Throws<InvalidOperationException>(() =>
        {
            foreach (int item in Numbers(trace))
            {
                trace.Add(item.ToString());
            }
        });
        trace.Expect("1 fault");
        static IEnumerable<int> Numbers(Trace trace)
        {
            try
            {
                yield return 1;
                Throw("in the iterator");
                yield return 2;
            }
            finally
            {
                trace.Add("fault");
            }
        }
    }

    [Test]
    public static void OfNestedIterators()
    {
        Trace trace = new();
        Check.Throws<InvalidOperationException>(() =>
        {
            foreach (int item in Numbers(trace, 3))
            {
                trace.Add(item.ToString());
            }
        });
        trace.Expect("3 2 1 f0 f1 f2 f3");
        static IEnumerable<int> Numbers(Trace trace, int depth)
        {
            try
            {
                if (depth == 0)
                {
                    Throw("deep");
                }
                yield return depth;
                foreach (int item in Numbers(trace, depth - 1))
                {
                    yield return item;
                }
            }
            finally
            {
                trace.Add("f" + depth.ToString());
            }
        }
    }
}
