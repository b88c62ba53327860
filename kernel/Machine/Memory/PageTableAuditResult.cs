namespace Lodestar.Machine.Memory;

/// <summary>What <see cref="PageTableAudit"/> counted. All but the totals and the tables should be 0.</summary>
public readonly struct PageTableAuditResult
{
    /// <summary>Pages of any size that are mapped.</summary>
    public ulong Pages { get; init; }

    /// <summary>Tables that were walked.</summary>
    public ulong Tables { get; init; }

    /// <summary>Pages that are both writable and executable.</summary>
    public ulong WritableAndExecutable { get; init; }

    /// <summary>Executable pages outside the kernel's code.</summary>
    public ulong ExecutableElsewhere { get; init; }

    /// <summary>Pages that ring 3 can reach.</summary>
    public ulong UserPages { get; init; }

    /// <summary>Pages in the lower half, the first page among them.</summary>
    public ulong LowerHalfPages { get; init; }

    /// <summary>Writable mappings of frames that hold the kernel's code, constants or symbols.</summary>
    public ulong WritableImageAliases { get; init; }

    /// <summary>Guard pages of stacks that are mapped.</summary>
    public ulong MappedGuards { get; init; }

    /// <summary>Whether every count is what it should be.</summary>
    public bool IsClean =>
        (WritableAndExecutable | ExecutableElsewhere | UserPages | LowerHalfPages | WritableImageAliases | MappedGuards) == 0;
}
