using System;
using System.Collections.Generic;
using System.Linq;

namespace Lodestar.RuntimeTests;

/// <summary>LINQ over objects.</summary>
public static class LinqTests
{
    private sealed record Person(string Name, int Age, string City);

    private static readonly Person[] s_people =
    [
        new("Ada", 36, "London"), new("Alan", 41, "London"), new("Grace", 85, "Arlington"), new("Edsger", 72, "Nuenen"), new("Barbara", 36, "Boston"),
    ];

    [Test]
    public static void FilterAndProject()
    {
        Check.Sequence([0, 4, 16], Enumerable.Range(0, 6).Where(n => n % 2 == 0).Select(n => n * n));
        Check.Sequence(["0a", "1b"], new[] { "a", "b" }.Select((text, index) => index.ToString() + text));
        Check.Sequence([1, 1, 2, 1, 2, 3], Enumerable.Range(1, 3).SelectMany(n => Enumerable.Range(1, n)));
        Check.Sequence(["s"], new object[] { 1, "s", 2.5 }.OfType<string>());
        Check.Sequence([1, 2], new object[] { 1, 2 }.Cast<int>());
    }

    [Test]
    public static void QuerySyntax()
    {
        IEnumerable<string> query =
            from person in s_people
            where person.Age < 80
            orderby person.Age, person.Name descending
            select person.Name;
        Check.Sequence(["Barbara", "Ada", "Alan", "Edsger"], query);
    }

    [Test]
    public static void Aggregates()
    {
        Check.Equal(270, s_people.Sum(person => person.Age));
        Check.Equal(54.0, s_people.Average(person => person.Age));
        Check.Equal(85, s_people.Max(person => person.Age));
        Check.Equal("Ada", s_people.MinBy(person => person.Age)!.Name);
        Check.Equal(2, s_people.Count(person => person.City == "London"));
        Check.Equal("AAGEB", s_people.Aggregate("", (text, person) => text + person.Name[0]));
        Check.Equal(100, Enumerable.Repeat(5, 20).Sum());
        Check.Throws<InvalidOperationException>(() => Array.Empty<int>().Max());
    }

    [Test]
    public static void GroupingAndJoining()
    {
        Dictionary<string, int> byCity = s_people.GroupBy(person => person.City).ToDictionary(group => group.Key, group => group.Count());
        Check.Equal(2, byCity["London"]);
        Check.Equal(4, byCity.Count);
        (string City, string Country)[] countries = [("London", "UK"), ("Boston", "US"), ("Arlington", "US")];
        Check.Sequence(
            ["Ada UK", "Alan UK", "Grace US", "Barbara US"],
            s_people.Join(countries, person => person.City, country => country.City, (person, country) => person.Name + " " + country.Country));
        ILookup<int, string> byAge = s_people.ToLookup(person => person.Age, person => person.Name);
        Check.Sequence(["Ada", "Barbara"], byAge[36]);
        Check.Equal(0, byAge[1].Count());
    }

    [Test]
    public static void OrderingIsStable()
    {
        Check.Sequence(["Ada", "Barbara", "Alan", "Edsger", "Grace"], s_people.OrderBy(person => person.Age).Select(person => person.Name));
        Check.Sequence(["Grace", "Edsger", "Alan", "Ada", "Barbara"], s_people.OrderByDescending(person => person.Age).Select(person => person.Name));
        Check.Sequence(
            ["Barbara", "Ada", "Alan"],
            s_people.OrderBy(p => p.Age).ThenByDescending(p => p.Name, StringComparer.Ordinal).Take(3).Select(p => p.Name));
        Check.Sequence([1, 2, 3], new[] { 3, 1, 2 }.Order());
    }

    [Test]
    public static void TakingAndSkipping()
    {
        IEnumerable<int> numbers = Enumerable.Range(0, 10);
        Check.Sequence([3, 4], numbers.Skip(3).Take(2));
        Check.Sequence([8, 9], numbers.TakeLast(2));
        Check.Sequence([0, 1, 2], numbers.TakeWhile(n => n < 3));
        Check.Sequence([8, 9], numbers.SkipWhile(n => n < 8));
        Check.Sequence([2, 3], numbers.Take(2..4));
        Check.Equal(4, numbers.Chunk(3).Count());
    }

    [Test]
    public static void SetsAndSequences()
    {
        int[] first = [1, 2, 2, 3], second = [3, 4];
        Check.Sequence([1, 2, 3], first.Distinct());
        Check.Sequence([1, 2, 3, 4], first.Union(second));
        Check.Sequence([3], first.Intersect(second));
        Check.Sequence([1, 2], first.Except(second));
        Check.Sequence([1, 2, 2, 3, 3, 4], first.Concat(second));
        Check.Sequence([(1, 3), (2, 4)], first.Zip(second));
        Check.That(first.SequenceEqual([1, 2, 2, 3]));
        Check.Sequence([3, 2, 2, 1], first.AsEnumerable().Reverse());
        Check.Sequence([0, 1], first.Take(1).Prepend(0));
    }

    [Test]
    public static void ElementsAndQuantifiers()
    {
        Check.Equal("Ada", s_people.First().Name);
        Check.That(s_people.FirstOrDefault(person => person.Age > 100) is null);
        Check.Equal("Grace", s_people.Single(person => person.Age == 85).Name);
        Check.Throws<InvalidOperationException>(() => s_people.Single(person => person.Age == 36));
        Check.Equal("Barbara", s_people.ElementAt(^1).Name);
        Check.That(s_people.Any(person => person.City == "Boston"));
        Check.That(s_people.All(person => person.Age > 30));
        Check.That(new[] { 1, 2 }.Contains(2));
    }

    [Test]
    public static void QueriesRunLate()
    {
        int calls = 0;
        List<int> source = [1, 2];
        IEnumerable<int> query = source.Select(n =>
        {
            calls++;
            return n * 10;
        });
        Check.Equal(0, calls);
        source.Add(3);
        Check.Sequence([10, 20, 30], query);
        Check.Equal(3, calls);
        Check.Equal(10, query.First());
        Check.Equal(4, calls);
    }

    [Test]
    public static void LongChain()
    {
        string result = string.Join(',', Enumerable.Range(1, 100)
            .Where(n => n % 3 == 0)
            .Select(n => n * n)
            .GroupBy(n => n % 10)
            .OrderBy(group => group.Key)
            .Select(group => group.Key.ToString() + ":" + group.Count().ToString()));
        Check.Equal("0:3,1:7,4:6,5:3,6:7,9:7", result);
    }
}
