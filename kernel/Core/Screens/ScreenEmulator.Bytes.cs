namespace Lodestar.Core.Screens;

/// <content>What each byte belongs to.</content>
public sealed partial class ScreenEmulator
{
    private void Take(byte value)
    {
        if (_state == State.Text && (_isUtf8 ? value >= 0x80 || _decoder.IsPending : value >= 0xa0))
        {
            TakeEncoded(value);
        }
        else if (value < ' ')
        {
            TakeControl(value);
        }
        else if (value != Delete)
        {
            TakeGraphic(value);
        }
    }

    private void TakeEncoded(byte value)
    {
        if (!_isUtf8)
        {
            Put(value);
            return;
        }

        if (!_decoder.TryTake(value, out uint character, out bool isAgain))
        {
            return;
        }

        // C1 controls do nothing here, as in Linux: in UTF-8 nobody means them.
        if (character is < 0x80 or >= 0xa0)
        {
            Put(character);
        }

        if (isAgain)
        {
            Take(value);
        }
    }

    /// <summary>A byte that is no control character.</summary>
    private void TakeGraphic(byte value)
    {
        switch (_state)
        {
            case State.Text when value < Delete:
                Put(CharacterSets.Translate(ActiveSet, value));
                break;
            case State.Escape:
                TakeEscape(value);
                break;
            case State.Sequence or State.IgnoredSequence:
                TakeSequence(value);
                break;
            case State.Command:
                TakeCommand(value);
                break;
            case State.Palette:
                TakePalette(value);
                break;
            case State.Text or State.String:
                break;
            case State.StringEscape:
                _state = State.Text;
                if (value != '\\')
                {
                    TakeEscape(value);
                }

                break;
            default:
                TakeFinal(value);
                break;
        }
    }
}
