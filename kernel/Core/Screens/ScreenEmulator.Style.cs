using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <content>SGR, and how the next characters look.</content>
public sealed partial class ScreenEmulator
{
    private const int StandardForeground = 7;
    private const int StandardDimColor = 8;

    /// <summary>Underlined characters keep their colour.</summary>
    private const int NoColor = -1;
    private const int Bright = 8;

    private ScreenStyle _style;
    private ScreenStyle _standardStyle;
    private int _dimColor;
    private int _underlineColor;

    /// <summary>A blank in the current style, of which cells are made.</summary>
    private ScreenCell _styled;

    /// <summary>What erasing leaves.</summary>
    private ScreenCell _blank;

    private static ScreenStyle StandardStyle => new() { Foreground = StandardForeground };

    private void UpdateStyle()
    {
        _styled = _style.Cell(_dimColor, _underlineColor, _isReversed);
        _blank = _style.Blank(_isReversed);
    }

    private void SetStyle()
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            int value = _parameters[i];
            switch (value)
            {
                case 38:
                    _style.Foreground = ReadColor(ref i, _style.Foreground);
                    break;
                case 48:
                    _style.Background = ReadColor(ref i, _style.Background);
                    break;
                case >= 30 and <= 37:
                    _style.Foreground = value - 30;
                    break;
                case >= 40 and <= 47:
                    _style.Background = value - 40;
                    break;
                case >= 90 and <= 97:
                    _style.Foreground = value - 90 + Bright;
                    break;
                case >= 100 and <= 107:
                    _style.Background = value - 100 + Bright;
                    break;
                default:
                    SetAttribute(value);
                    break;
            }
        }

        UpdateStyle();
    }

    private void SetAttribute(int value)
    {
        switch (value)
        {
            case 0:
                _style = _standardStyle;
                break;
            case 1:
                (_style.IsBold, _style.IsDim) = (true, false);
                break;
            case 2:
                (_style.IsBold, _style.IsDim) = (false, true);
                break;
            case 3 or 23:
                _style.IsItalic = value == 3;
                break;
            case 4 or 21 or 24:
                // 21 is a double line by the standard, and a single one here.
                _style.IsUnderlined = value != 24;
                break;
            case 5 or 25:
                _style.IsBlinking = value == 5;
                break;
            case 7 or 27:
                _style.IsReversed = value == 7;
                break;
            case 22:
                (_style.IsBold, _style.IsDim) = (false, false);
                break;
            case 39:
                _style.Foreground = _standardStyle.Foreground;
                break;
            case 49:
                _style.Background = _standardStyle.Background;
                break;
        }
    }

    /// <summary>Reads <c>5;index</c> or <c>2;red;green;blue</c> behind 38 and 48; of anything else the first number is left out.</summary>
    private int ReadColor(ref int index, int before)
    {
        switch (_parameters[index + 1])
        {
            case 5 when index + 2 < _parameters.Count:
                index += 2;
                return _parameters[index] <= byte.MaxValue ? ColorMap.FromIndex(_parameters[index]) : before;
            case 2 when index + 4 < _parameters.Count:
                index += 4;
                return ColorMap.FromRgb(
                    _parameters[index - 2] & byte.MaxValue, _parameters[index - 1] & byte.MaxValue, _parameters[index] & byte.MaxValue);
            default:
                index++;
                return before;
        }
    }

    /// <summary>Settings of Linux's console, <c>ESC [ … ]</c>: of those, the ones about colours.</summary>
    private void SetConsole()
    {
        switch (_parameters[0])
        {
            case 1 when _parameters[1] < ScreenPalette.Count:
                _underlineColor = _parameters[1];
                break;
            case 2 when _parameters[1] < ScreenPalette.Count:
                _dimColor = _parameters[1];
                break;
            case 8:
                _standardStyle = new ScreenStyle { Foreground = _style.Foreground, Background = _style.Background };
                break;
        }

        UpdateStyle();
    }
}
