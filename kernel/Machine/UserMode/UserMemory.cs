using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// The only way to a program's memory. Addresses come from ring 3 and are hostile: anything may be passed. A fault is
/// resolved like one of the program's own (demand paging) or ends the copy; it is never the kernel's.
/// </summary>
public static unsafe class UserMemory
{
    /// <summary>Whether a range lies in the half of the address space that is the program's. It need not be mapped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUserRange(ulong address, ulong length) =>
        length <= UserPageTable.End && address <= UserPageTable.End - length;

    /// <summary>Copies from a program; returns how many bytes came through before one could not be read.</summary>
    public static int CopyFrom(ulong address, Span<byte> destination) =>
        address <= UserPageTable.End - (uint)destination.Length
            ? CopyUser(AddressOf(destination), (byte*)address, (uint)destination.Length)
            : 0;

    /// <summary>Copies to a program; returns how many bytes arrived before one could not be written.</summary>
    public static int CopyTo(ulong address, ReadOnlySpan<byte> source) =>
        address <= UserPageTable.End - (uint)source.Length
            ? CopyUser((byte*)address, AddressOf(source), (uint)source.Length)
            : 0;

    /// <summary>Writes zeros; returns how many bytes were written before one could not be.</summary>
    public static ulong Clear(ulong address, ulong length) =>
        IsUserRange(address, length) ? ClearUser((byte*)address, (nuint)length) : 0;

    /// <summary>Reads a structure; false if any of it cannot be read.</summary>
    public static bool TryRead<T>(ulong address, out T value)
        where T : unmanaged
    {
        value = default;
        return CopyFrom(address, MemoryMarshal.AsBytes(new Span<T>(ref value))) == sizeof(T);
    }

    /// <summary>Reads an array of structures; false if any of it cannot be read.</summary>
    public static bool TryRead<T>(ulong address, Span<T> values)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        return CopyFrom(address, bytes) == bytes.Length;
    }

    /// <summary>Writes an array of structures; false if any of it cannot be written.</summary>
    public static bool TryWrite<T>(ulong address, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        return CopyTo(address, bytes) == bytes.Length;
    }

    /// <summary>Reads no more than so many bytes of a structure, the rest of which is zero; false if they cannot be read.</summary>
    public static bool TryReadStart<T>(ulong address, ulong length, out T value)
        where T : unmanaged
    {
        value = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<T>(ref value))[..(int)Math.Min(length, (ulong)sizeof(T))];
        return CopyFrom(address, bytes) == bytes.Length;
    }

    /// <summary>Writes a structure; false if any of it cannot be written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite<T>(ulong address, in T value)
        where T : unmanaged
    {
        // The structures that are written most, such as struct timespec, have a way of their own.
        if (sizeof(T) == 2 * sizeof(ulong))
        {
            ref ulong words = ref Unsafe.As<T, ulong>(ref Unsafe.AsRef(in value));
            return address <= UserPageTable.End - (2 * sizeof(ulong)) && PutUser((ulong*)address, words, Unsafe.Add(ref words, 1));
        }

        return CopyTo(address, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value))) == sizeof(T);
    }

    /// <summary>What <see cref="ReadString"/> returns when its destination ends before the string does.</summary>
    public const int StringIsLonger = -2;

    /// <summary>
    /// Reads a string up to its terminating zero, which is not counted. Returns its length; -1 if memory ends before it
    /// does, <see cref="StringIsLonger"/> if <paramref name="destination"/> does.
    /// </summary>
    public static int ReadString(ulong address, Span<byte> destination)
    {
        const int Piece = 64;
        int length = 0;
        while (length < destination.Length)
        {
            // Pieces end at multiples of 64, so that none reaches into a page that the string does not.
            int wanted = Math.Min(Piece - (int)((address + (ulong)length) % Piece), destination.Length - length);
            int read = CopyFrom(address + (ulong)length, destination.Slice(length, wanted));
            int end = destination.Slice(length, read).IndexOf((byte)0);
            if (end >= 0)
            {
                return length + end;
            }

            if (read < wanted)
            {
                return -1;
            }

            length += read;
        }

        return StringIsLonger;
    }

    /// <summary>
    /// Where to continue after a fault in one of the copies that the address space could not resolve; 0 if the fault came
    /// from elsewhere.
    /// </summary>
    internal static ulong FixupFor(ulong instruction)
    {
        for (ulong* entry = GetUserCopyFixups(); entry[0] != 0; entry += 3)
        {
            if (instruction >= entry[0] && instruction < entry[1])
            {
                return entry[2];
            }
        }

        return 0;
    }

    /// <summary>Nothing has to be pinned: the collector does not move objects.</summary>
    private static byte* AddressOf(ReadOnlySpan<byte> bytes) =>
        (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "PutUser")]
    [return: MarshalAs(UnmanagedType.U1)]
    private static extern bool PutUser(ulong* address, ulong first, ulong second);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "CopyUser")]
    private static extern int CopyUser(byte* destination, byte* source, nuint length);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ClearUser")]
    private static extern nuint ClearUser(byte* destination, nuint length);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetUserCopyFixups")]
    internal static extern ulong* GetUserCopyFixups();
}
