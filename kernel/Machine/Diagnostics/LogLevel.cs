namespace Lodestar.Machine.Diagnostics;

/// <summary>How much a line of the log matters.</summary>
public enum LogLevel
{
    /// <summary>For whoever works on the part that says it.</summary>
    Debug,

    /// <summary>A step that went as it should.</summary>
    Info,

    /// <summary>Something is not as it should be, and the kernel goes on without.</summary>
    Warning,

    /// <summary>Something that was asked for could not be done.</summary>
    Error,
}
