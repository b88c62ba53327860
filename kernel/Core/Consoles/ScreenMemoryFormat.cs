namespace Lodestar.Core.Consoles;

/// <summary>What a device of <c>vcs(4)</c> gives of a screen; the numbers are those of the first such device.</summary>
internal enum ScreenMemoryFormat : uint
{
    /// <summary>/dev/vcs: a byte for each cell.</summary>
    Characters = 0,

    /// <summary>/dev/vcsu: a character of Unicode, 4 bytes, for each cell.</summary>
    Unicode = 64,

    /// <summary>/dev/vcsa: rows, columns, column and row of the cursor; then for each cell a character and its colours.</summary>
    Attributes = 128,
}
