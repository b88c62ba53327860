namespace Lodestar.Core.Memory;

/// <summary>What a program, or the kernel for it, wanted to do where it met a page fault.</summary>
public enum FaultAccess
{
    Read,
    Write,
    Execute,
}
