using System;
using Lodestar.RuntimeTests;

namespace Lodestar.ProcessTests;

/// <summary>What a process gets from whoever started it.</summary>
public static class EnvironmentTests
{
    [Test]
    public static void AVariableHasItsValue() => Check.That(Environment.GetEnvironmentVariable("HOME")?.StartsWith('/') == true);

    [Test]
    public static void AVariableThatIsNotThereIsNull()
    {
        Check.Equal(null, Environment.GetEnvironmentVariable("HOM"));
        Check.Equal(null, Environment.GetEnvironmentVariable("HOME_"));
    }
}
