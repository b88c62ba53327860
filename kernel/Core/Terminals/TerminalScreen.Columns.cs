using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <content>How bytes go out: c_oflag is applied, and the column is known, by which tabs are as wide as they are.</content>
internal sealed partial class TerminalScreen
{
    private const int TabWidth = 8;
    private const byte Escaped = 0xff;
    private const byte ControlBit = 0x40;

    private uint _column;
    private uint _lineColumn;
    private uint _sentColumn;
    private uint _sentLineColumn;

    /// <summary>Echoes a byte. The byte 0xff goes out as it is.</summary>
    internal void EchoRaw(byte value)
    {
        if (value == Escaped)
        {
            Put(value);
            _column++;
        }
        else
        {
            Show(value);
        }
    }

    /// <summary>Echoes a character; control characters but the tab as ^X with ECHOCTL.</summary>
    internal void Echo(byte value)
    {
        if (settings.Has(TerminalLocal.EchoControl) && Latin1.IsControl(value) && value != '\t')
        {
            Put((byte)'^');
            Put((byte)(value ^ ControlBit));
            _column += 2;
        }
        else
        {
            EchoRaw(value);
        }
    }

    /// <summary>The line that is typed begins here.</summary>
    internal void BeginLine() => _lineColumn = _column;

    /// <summary>The byte before was no column of its own.</summary>
    internal void MoveBack() => _column -= _column > 0 ? 1u : 0;

    /// <summary>Goes back over a tab.</summary>
    /// <param name="columns">Columns from the tab before it, or from the start of the line.</param>
    /// <param name="isBehindTab">Which of both.</param>
    internal void EraseTab(uint columns, bool isBehindTab)
    {
        uint start = isBehindTab ? columns : columns + _lineColumn;
        for (uint i = TabWidth - (start % TabWidth); i > 0; i--)
        {
            Put((byte)'\b');
            MoveBack();
        }
    }

    /// <summary>Shows a byte of a program's output, or one that is echoed like it.</summary>
    private void Show(byte value)
    {
        if (!settings.Has(TerminalOutput.Process))
        {
            Put(value);
            return;
        }

        switch (value)
        {
            case (byte)'\n':
                ShowLineFeed();
                break;
            case (byte)'\r':
                ShowCarriageReturn();
                break;
            case (byte)'\t':
                ShowTab();
                break;
            case (byte)'\b':
                MoveBack();
                Put(value);
                break;
            default:
                ShowOther(value);
                break;
        }
    }

    private void ShowLineFeed()
    {
        if (settings.Has(TerminalOutput.LineFeedReturns))
        {
            _column = 0;
        }

        if (settings.Has(TerminalOutput.LineFeedToBoth))
        {
            _column = 0;
            Put((byte)'\r');
        }

        _lineColumn = _column;
        Put((byte)'\n');
    }

    private void ShowCarriageReturn()
    {
        if (settings.Has(TerminalOutput.NoCarriageReturnAtStart) && _column == 0)
        {
            return;
        }

        bool isLineFeed = settings.Has(TerminalOutput.CarriageReturnToLineFeed);
        if (!isLineFeed || settings.Has(TerminalOutput.LineFeedReturns))
        {
            _column = _lineColumn = 0;
        }

        Put(isLineFeed ? (byte)'\n' : (byte)'\r');
    }

    private void ShowTab()
    {
        uint width = TabWidth - (_column % TabWidth);
        _column += width;
        if ((settings.Value.Output & TerminalOutput.TabDelay) != TerminalOutput.ExpandTabs)
        {
            Put((byte)'\t');
            return;
        }

        for (; width > 0; width--)
        {
            Put((byte)' ');
        }
    }

    private void ShowOther(byte value)
    {
        if (!Latin1.IsControl(value))
        {
            value = settings.Has(TerminalOutput.ToUpper) ? Latin1.ToUpper(value) : value;
            _column += settings.IsContinuation(value) ? 0u : 1;
        }

        Put(value);
    }

    private void MarkSent()
    {
        _sentColumn = _column;
        _sentLineColumn = _lineColumn;
    }

    private void ReturnToSent()
    {
        _column = _sentColumn;
        _lineColumn = _sentLineColumn;
    }
}
