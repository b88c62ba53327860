using System;

namespace Lodestar.RuntimeTests;

/// <summary>One test that a runner can call without reflection.</summary>
/// <param name="Name">Full name, <c>Class.Method</c>.</param>
/// <param name="Body">The test itself; it passes when it returns and fails when it throws.</param>
/// <param name="MinimumMemoryMiB">Memory of the machine in MiB below which the test is skipped.</param>
/// <param name="Slow">Whether the test takes seconds under emulation.</param>
public sealed record TestCase(string Name, Action Body, int MinimumMemoryMiB, bool Slow);
