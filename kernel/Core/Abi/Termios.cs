using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>Settings of a terminal, the kernel's struct termios (<c>asm-generic/termbits.h</c>): 36 bytes; <c>termios(3)</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Termios : IEquatable<Termios>
{
    /// <summary>c_iflag.</summary>
    public TerminalInput Input;

    /// <summary>c_oflag.</summary>
    public TerminalOutput Output;

    /// <summary>c_cflag.</summary>
    public TerminalControl Control;

    /// <summary>c_lflag.</summary>
    public TerminalLocal Local;

    /// <summary>c_line: the line discipline; 0 is the usual one, N_TTY.</summary>
    public byte Discipline;

    /// <summary>c_cc: the special characters by <see cref="TerminalCharacter"/>; 0 for none.</summary>
    public CharacterArray Characters;

    public readonly bool Equals(Termios other) =>
        Input == other.Input && Output == other.Output && Control == other.Control && Local == other.Local
        && Discipline == other.Discipline && ((ReadOnlySpan<byte>)Characters).SequenceEqual(other.Characters);

    public override readonly bool Equals(object? obj) => obj is Termios other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Input, Output, Control, Local);

    /// <summary>NCCS characters.</summary>
    [InlineArray(19)]
    public struct CharacterArray
    {
        private byte _first;
    }
}
