using System;

namespace Lodestar.Core.Syscalls.Tracing;

/// <content>Numbers that mean nothing but themselves, addresses and descriptors.</content>
public abstract partial class TraceWriter
{
    /// <summary>AT_FDCWD of <c>fcntl.h</c>: the directory descriptor that stands for the working directory.</summary>
    private const int CurrentDirectory = -100;

    // 64 bits in octal.
    private const int LongestNumber = 22;

    /// <summary>Writes a number in decimal.</summary>
    public void Decimal(long value)
    {
        if (value < 0)
        {
            Write("-"u8);
            Digits(0 - (ulong)value, 10, 1);
        }
        else
        {
            Digits((ulong)value, 10, 1);
        }
    }

    /// <summary>Writes a number without a sign in decimal.</summary>
    public void Unsigned(ulong value) => Digits(value, 10, 1);

    /// <summary>Writes a number in hexadecimal: <c>0x1f</c>, and <c>0</c>.</summary>
    public void Hex(ulong value)
    {
        if (value != 0)
        {
            Write("0x"u8);
        }

        Digits(value, 16, 1);
    }

    /// <summary>Writes an address: <c>0x7ffd0010</c>, and <c>NULL</c>.</summary>
    public void Pointer(ulong address)
    {
        if (address == 0)
        {
            Write("NULL"u8);
        }
        else
        {
            Hex(address);
        }
    }

    /// <summary>Writes permission bits: <c>0644</c>, <c>022</c>, <c>000</c>.</summary>
    public void Octal(ulong mode)
    {
        if (mode > 0x3F)
        {
            Write("0"u8);
        }

        Digits(mode, 8, 3);
    }

    /// <summary>Writes a file descriptor that may be AT_FDCWD.</summary>
    public void DirectoryDescriptor(int descriptor)
    {
        if (descriptor == CurrentDirectory)
        {
            Write("AT_FDCWD"u8);
        }
        else
        {
            Decimal(descriptor);
        }
    }

    /// <summary>Writes a value that no member of its enum has: <c>0x63 /* SEEK_??? */</c>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="kind">What stands in the comment.</param>
    public void UnknownConstant(ulong value, string kind)
    {
        Hex(value);
        Write(" /* "u8);
        Text(kind);
        Write(" */"u8);
    }

    private void Digits(ulong value, uint radix, int minimum)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        int start = digits.Length;
        do
        {
            digits[--start] = "0123456789abcdef"u8[(int)(value % radix)];
            value /= radix;
        }
        while (value != 0 || digits.Length - start < minimum);
        Write(digits[start..]);
    }
}
