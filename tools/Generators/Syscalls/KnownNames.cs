namespace Lodestar.Generators.Syscalls;

/// <summary>What the generator knows by name in the kernel.</summary>
internal static class KnownNames
{
    /// <summary>Where handlers live, and what is generated for them.</summary>
    internal const string Namespace = "Lodestar.Core.Syscalls";

    internal const string SyscallAttribute = Namespace + ".SyscallAttribute";
    internal const string Table = Namespace + ".SyscallTable";
    internal const string Dispatch = "Dispatch";
    internal const string Result = Namespace + ".SyscallResult";

    /// <summary>The registers as the tracer keeps them: a copy, because a call such as rt_sigreturn changes the real ones.</summary>
    internal const string TracedArguments = "global::" + Namespace + ".SyscallArguments";
    internal const string TraceAttribute = Namespace + ".Tracing.TraceAttribute";
    internal const string Errno = "Lodestar.Core.Abi.Errno";

    /// <summary>A buffer that the kernel reads: address and length.</summary>
    internal const string ReadableBuffer = UserAccess + "ReadableUserBuffer";

    /// <summary>A buffer that the kernel fills: address and length.</summary>
    internal const string WritableBuffer = UserAccess + "WritableUserBuffer";

    /// <summary>A string that ends in a zero byte.</summary>
    internal const string String = UserAccess + "UserString";

    /// <summary>A structure that may be null.</summary>
    internal const string Reference = UserAccess + "UserRef<T>";

    private const string UserAccess = "Lodestar.Machine.UserAccess.";

    /// <summary>The properties of the arguments' type, in the order of the arguments.</summary>
    internal static readonly string[] Registers = ["Rdi", "Rsi", "Rdx", "R10", "R8", "R9"];
}
