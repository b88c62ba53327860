namespace Lodestar.Core.Syscalls;

/// <summary>
/// Who makes a system call. A handler that needs it takes it as its first parameter, or takes one of its properties: a first
/// parameter of a property's type receives that property.
/// </summary>
public sealed class SyscallContext;
