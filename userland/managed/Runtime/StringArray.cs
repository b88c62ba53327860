using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Lodestar.Userland;

/// <summary>Strings as execve takes them: pointers to bytes that end in zero, and a null pointer behind them.</summary>
internal sealed unsafe class StringArray
{
    private readonly byte[] _text;
    private readonly ulong[] _pointers;

    public StringArray(ReadOnlySpan<string> strings)
    {
        _text = Encoding.UTF8.GetBytes(string.Join('\0', strings) + "\0");
        _pointers = new ulong[strings.Length + 1];
    }

    /// <summary>The pointers. They are good as long as this object is: the collector moves nothing.</summary>
    public ulong[] Fix()
    {
        ulong address = (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_text));
        int start = 0;
        for (int i = 0; i < _pointers.Length - 1; i++)
        {
            _pointers[i] = address + (ulong)start;
            start += _text.AsSpan(start).IndexOf((byte)0) + 1;
        }

        return _pointers;
    }
}
