namespace Lodestar.Core.Screens;

/// <summary>What ASCII's characters stand for, as <c>ESC (</c> and <c>ESC )</c> choose it (<c>console_codes(4)</c>).</summary>
internal enum CharacterSet
{
    /// <summary>Themselves.</summary>
    Text,

    /// <summary>DEC's special graphics, for lines and boxes.</summary>
    Graphics,
}
