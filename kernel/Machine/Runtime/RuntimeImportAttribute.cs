namespace System.Runtime;

/// <summary>
/// Binds an <c>extern</c> method to a symbol of the image (assembly, or an export of CoreLib) as a plain call. ILC
/// recognises the attribute by its full name; CoreLib's own is internal.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeImportAttribute(string dllName, string entryPoint) : Attribute
{
    /// <summary>Always <c>*</c>: the image itself.</summary>
    public string DllName { get; } = dllName;

    /// <summary>The symbol to call.</summary>
    public string EntryPoint { get; } = entryPoint;
}
