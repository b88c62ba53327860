namespace System.Runtime;

/// <summary>
/// Exports a static method to assembly and to CoreLib under a symbol name, without any transition code. ILC recognises
/// the attribute by its full name; CoreLib's own is internal.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuntimeExportAttribute(string entryPoint) : Attribute
{
    /// <summary>The symbol that the method gets.</summary>
    public string EntryPoint { get; } = entryPoint;
}
