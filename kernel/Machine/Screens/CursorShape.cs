namespace Lodestar.Machine.Screens;

/// <summary>How the cursor looks: how much of its cell it covers, from below (<c>console_codes(4)</c>, <c>ESC [ ? n c</c>).</summary>
public enum CursorShape
{
    /// <summary>There is none.</summary>
    Hidden,
    Underline,
    LowerThird,
    LowerHalf,
    TwoThirds,
    Block,
}
