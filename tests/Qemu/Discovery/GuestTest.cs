namespace Lodestar.Qemu.Tests.Discovery;

/// <summary>One test that runs inside a kernel or a program, as its assembly's metadata describes it.</summary>
/// <param name="Name">The full name: <c>ClassName.MethodName</c>.</param>
/// <param name="MinimumMemoryMiB">The machine's memory (MiB) below which it is left out.</param>
/// <param name="Slow">Whether it takes seconds rather than milliseconds.</param>
internal sealed record GuestTest(string Name, int MinimumMemoryMiB, bool Slow);
