using System;
using System.Buffers;
using System.Buffers.Text;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>One area in <c>/proc/[pid]/maps</c>, <c>proc_pid_maps(5)</c>.</summary>
/// <param name="Start">First address.</param>
/// <param name="End">Address behind the last one.</param>
/// <param name="Access">What the program may do.</param>
/// <param name="IsShared">Whether writes are seen by others.</param>
/// <param name="Offset">Of the first byte, in the file; 0 without a file.</param>
/// <param name="File">The file; null for anonymous memory.</param>
/// <param name="Name">The file's path, or a name such as "[stack]"; may be empty.</param>
public readonly record struct MapsLine(
    ulong Start, ulong End, AccessMode Access, bool IsShared, ulong Offset, Inode? File, ReadOnlyMemory<byte> Name)
{
    /// <summary>Digits of an address or offset at the least.</summary>
    private const byte AddressDigits = 8;

    /// <summary>The column of the name (show_map_vma in Linux's <c>fs/proc/task_mmu.c</c>).</summary>
    private const int NameColumn = 73;

    /// <summary>Bytes of a line without its name at the most.</summary>
    private const int LongestPrefix = 128;

    /// <summary>Bytes of the line at the most.</summary>
    public int MaxLength => LongestPrefix + (Name.Length * 4);

    /// <summary>Writes the line with its line feed.</summary>
    /// <param name="destination"><see cref="MaxLength"/> bytes or more.</param>
    /// <returns>Bytes written.</returns>
    public int Format(Span<byte> destination)
    {
        DeviceNumber device = File?.FileSystem.Device ?? default;
        int length = 0;
        AppendHex(destination, ref length, Start, AddressDigits);
        destination[length++] = (byte)'-';
        AppendHex(destination, ref length, End, AddressDigits);
        destination[length++] = (byte)' ';
        destination[length++] = (Access & AccessMode.Read) != 0 ? (byte)'r' : (byte)'-';
        destination[length++] = (Access & AccessMode.Write) != 0 ? (byte)'w' : (byte)'-';
        destination[length++] = (Access & AccessMode.Execute) != 0 ? (byte)'x' : (byte)'-';
        destination[length++] = IsShared ? (byte)'s' : (byte)'p';
        destination[length++] = (byte)' ';
        AppendHex(destination, ref length, Offset, AddressDigits);
        destination[length++] = (byte)' ';
        AppendHex(destination, ref length, device.Major, 2);
        destination[length++] = (byte)':';
        AppendHex(destination, ref length, device.Minor, 2);
        destination[length++] = (byte)' ';
        Utf8Formatter.TryFormat(File?.Number ?? 0, destination[length..], out int written);
        length += written;
        destination[length++] = (byte)' ';
        AppendName(destination, ref length);
        destination[length++] = (byte)'\n';
        return length;
    }

    private static void AppendHex(Span<byte> destination, ref int length, ulong value, byte digits)
    {
        Utf8Formatter.TryFormat(value, destination[length..], out int written, new StandardFormat('x', digits));
        length += written;
    }

    private void AppendName(Span<byte> destination, ref int length)
    {
        if (Name.IsEmpty)
        {
            return;
        }

        if (length < NameColumn)
        {
            destination[length..NameColumn].Fill((byte)' ');
            length = NameColumn;
        }

        foreach (byte value in Name.Span)
        {
            // A line feed would end the line, so Linux writes its octal number.
            if (value == '\n')
            {
                @"\012"u8.CopyTo(destination[length..]);
                length += 4;
            }
            else
            {
                destination[length++] = value;
            }
        }
    }
}
