namespace Lodestar.Core.Screens;

/// <summary>What DECSC saves and DECRC brings back (<c>console_codes(4)</c>).</summary>
internal readonly record struct SavedCursor(
    int Column, int Row, ScreenStyle Style, CharacterSet FirstSet, CharacterSet SecondSet, bool IsSecondSet);
