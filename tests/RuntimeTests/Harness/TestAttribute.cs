using System;

namespace Lodestar.RuntimeTests;

/// <summary>Marks a public static parameterless void method of a public static class as a test named <c>Class.Method</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TestAttribute : Attribute
{
    /// <summary>Memory of the machine in MiB below which the test is skipped. 0 (the default): it runs everywhere.</summary>
    public int MinimumMemoryMiB { get; set; }

    /// <summary>Whether the test needs more than about 20 ms on ordinary hardware, which is seconds under emulation.</summary>
    public bool Slow { get; set; }
}
