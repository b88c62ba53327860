using System;
using System.Collections;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Methods with <c>yield</c>, and <c>foreach</c> over every kind of enumerable.</summary>
public static class IteratorTests
{
    private static IEnumerable<int> Count(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            yield return i;
        }
    }

    private static IEnumerable<string> WithFinally(List<string> log)
    {
        try
        {
            log.Add("start");
            yield return "a";
            log.Add("middle");
            yield return "b";
        }
        finally
        {
            log.Add("finally");
        }
    }

    private static IEnumerable<int> Tree(int depth)
    {
        if (depth == 0)
        {
            yield break;
        }
        foreach (int item in Tree(depth - 1))
        {
            yield return item;
        }
        yield return depth;
        foreach (int item in Tree(depth - 1))
        {
            yield return item;
        }
    }

    private readonly struct Squares(int count)
    {
        public Enumerator GetEnumerator() => new(count);

        public struct Enumerator(int count)
        {
            private int _index = -1;

            public readonly int Current => _index * _index;

            public bool MoveNext() => ++_index < count;
        }
    }

    [Test]
    public static void YieldsInOrder() => Check.Sequence([3, 4, 5, 6], Count(3, 7));

    [Test]
    public static void EachEnumerationStartsAnew()
    {
        IEnumerable<int> numbers = Count(0, 3);
        Check.Sequence([0, 1, 2], numbers);
        Check.Sequence([0, 1, 2], numbers);
    }

    [Test]
    public static void NothingRunsBeforeTheFirstMove()
    {
        List<string> log = [];
        IEnumerable<string> sequence = WithFinally(log);
        Check.Equal(0, log.Count);
        using IEnumerator<string> enumerator = sequence.GetEnumerator();
        Check.Equal(0, log.Count);
        Check.That(enumerator.MoveNext());
        Check.Sequence(["start"], log);
    }

    [Test]
    public static void FinallyRunsAtTheEnd()
    {
        List<string> log = [];
        foreach (string item in WithFinally(log))
        {
            log.Add(item);
        }
        Check.Sequence(["start", "a", "middle", "b", "finally"], log);
    }

    [Test]
    public static void FinallyRunsWhenTheLoopIsLeft()
    {
        List<string> log = [];
        foreach (string item in WithFinally(log))
        {
            log.Add(item);
            break;
        }
        Check.Sequence(["start", "a", "finally"], log);
    }

    [Test]
    public static void RecursiveIterators()
    {
        Check.Sequence([1, 2, 1, 3, 1, 2, 1], Tree(3));
        int count = 0;
        foreach (int unused in Tree(10))
        {
            count++;
        }
        Check.Equal(1023, count);
    }

    [Test]
    public static void StructEnumeratorsNeedNoInterface()
    {
        int sum = 0;
        foreach (int square in new Squares(5))
        {
            sum += square;
        }
        Check.Equal(30, sum);
    }

    [Test]
    public static void NonGenericEnumeration()
    {
        IEnumerable numbers = Opaque.Value<IEnumerable>(Count(1, 4));
        int sum = 0;
        foreach (object item in numbers)
        {
            sum += (int)item;
        }
        Check.Equal(6, sum);
    }

    [Test]
    public static void LocalsOfAnIteratorSurviveCollection()
    {
        IEnumerator<string> texts = Texts().GetEnumerator();
        for (int i = 0; i < 10; i++)
        {
            Check.That(texts.MoveNext());
            Garbage.CollectAndOverwrite();
            Check.Equal(new string('q', i + 1), texts.Current);
        }
        static IEnumerable<string> Texts()
        {
            string text = "";
            while (true)
            {
                text += "q";
                yield return text;
            }
        }
    }

    [Test]
    public static void ModifiedCollectionIsNoticed()
    {
        List<int> numbers = [1, 2, 3];
        Check.Throws<InvalidOperationException>(() =>
        {
            foreach (int number in numbers)
            {
                numbers.Add(number);
            }
        });
    }
}
