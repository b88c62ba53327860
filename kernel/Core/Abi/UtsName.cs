using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct new_utsname of <c>uname(2)</c>: 390 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct UtsName
{
    /// <summary>Bytes of a field with its NUL.</summary>
    public const int FieldSize = 65;

    /// <summary>sysname.</summary>
    public Field System;

    /// <summary>nodename.</summary>
    public Field Node;

    /// <summary>release.</summary>
    public Field Release;

    /// <summary>version.</summary>
    public Field Version;

    /// <summary>machine.</summary>
    public Field Machine;

    /// <summary>domainname.</summary>
    public Field Domain;

    /// <summary>A text that ends in a NUL.</summary>
    [InlineArray(FieldSize)]
    public struct Field
    {
        private byte _first;

        /// <summary>A field with a text of at most 64 bytes.</summary>
        public Field(ReadOnlySpan<byte> text) => text.CopyTo(this);
    }
}
