using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>
/// What goes out: c_oflag is applied, and the column is known, by which tabs are as wide as they are. While the output is
/// stopped, echoes wait here.
/// </summary>
/// <param name="port">Where it goes.</param>
/// <param name="settings">The terminal's settings.</param>
internal sealed class TerminalScreen(ITerminalPort port, TerminalSettings settings)
{
    /// <summary>Echoes that are kept while the output is stopped; those that come later are lost.</summary>
    private const int LongestEcho = 4096;

    private const uint TabWidth = 8;
    private const byte Escaped = 0xff;
    private const byte ControlBit = 0x40;

    private readonly byte[] _waiting = new byte[LongestEcho];
    private int _waitingCount;
    private uint _column;
    private uint _lineColumn;
    private uint _sentColumn;
    private uint _sentLineColumn;

    /// <summary>Whether output waits: for VSTART, or for TCOON.</summary>
    internal bool IsStopped { get; private set; }

    /// <summary>Whether a program has stopped it, which only a program takes back.</summary>
    internal bool IsStoppedByProgram { get; private set; }

    /// <summary>VSTOP was typed.</summary>
    internal void Stop()
    {
        Flush();
        IsStopped = true;
    }

    /// <summary>VSTART was typed, or something that has the same effect.</summary>
    internal void Start()
    {
        IsStopped = IsStoppedByProgram;
        Flush();
    }

    /// <summary>TCOOFF.</summary>
    internal void StopByProgram()
    {
        Stop();
        IsStoppedByProgram = true;
    }

    /// <summary>TCOON, which does nothing unless TCOOFF was before it.</summary>
    internal void StartByProgram()
    {
        if (IsStoppedByProgram)
        {
            IsStoppedByProgram = false;
            Start();
        }
    }

    /// <summary>Sends what waits, unless the output is stopped.</summary>
    internal void Flush()
    {
        if (!IsStopped)
        {
            port.Write(_waiting.AsSpan(0, _waitingCount));
            _waitingCount = 0;
            _sentColumn = _column;
            _sentLineColumn = _lineColumn;
        }
    }

    /// <summary>Forgets what waits, and where it would have led.</summary>
    internal void Discard()
    {
        _waitingCount = 0;
        _column = _sentColumn;
        _lineColumn = _sentLineColumn;
    }

    /// <summary>Shows a byte of a program's output, or one that is echoed like it.</summary>
    internal void Show(byte value)
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

    private void Put(byte value)
    {
        if (_waitingCount == LongestEcho)
        {
            Flush();
        }

        if (_waitingCount < LongestEcho)
        {
            _waiting[_waitingCount++] = value;
        }
    }
}
