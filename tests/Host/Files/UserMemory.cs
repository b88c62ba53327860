using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// The memory of a program that has one mapped range: what Core's user pointers are built on in place of the kernel's own.
/// Each test has its own, as tests run on threads of their own.
/// </summary>
public static class UserMemory
{
    /// <summary>Address of the first mapped byte.</summary>
    public const ulong Start = 0x10000;

    /// <summary>As in the kernel: the first address behind what ring 3 may use.</summary>
    public const ulong End = 0x7fff_ffff_f000;

    [ThreadStatic]
    private static byte[]? t_bytes;

    /// <summary>What is mapped.</summary>
    public static Span<byte> Bytes => t_bytes;

    /// <summary>Maps so many bytes with a content, in place of what was mapped before.</summary>
    public static void Map(ReadOnlySpan<byte> content) => t_bytes = content.ToArray();

    public static bool IsUserRange(ulong address, ulong length) => length <= End && address <= End - length;

    public static int CopyFrom(ulong address, Span<byte> destination)
    {
        Span<byte> mapped = Mapped(address, (ulong)destination.Length);
        mapped.CopyTo(destination);
        return mapped.Length;
    }

    public static int CopyTo(ulong address, ReadOnlySpan<byte> source)
    {
        Span<byte> mapped = Mapped(address, (ulong)source.Length);
        source[..mapped.Length].CopyTo(mapped);
        return mapped.Length;
    }

    public static ulong Clear(ulong address, ulong length)
    {
        Span<byte> mapped = Mapped(address, length);
        mapped.Clear();
        return (ulong)mapped.Length;
    }

    public static bool TryRead<T>(ulong address, out T value)
        where T : unmanaged
    {
        value = default;
        return CopyFrom(address, MemoryMarshal.AsBytes(new Span<T>(ref value))) == Unsafe.SizeOf<T>();
    }

    public static bool TryWrite<T>(ulong address, in T value)
        where T : unmanaged =>
        CopyTo(address, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value))) == Unsafe.SizeOf<T>();

    public static int ReadString(ulong address, Span<byte> destination)
    {
        Span<byte> mapped = Mapped(address, (ulong)destination.Length);
        mapped.CopyTo(destination);
        int end = mapped.IndexOf((byte)0);
        return end >= 0 ? end : mapped.Length < destination.Length ? -1 : -2;
    }

    /// <summary>The mapped bytes from an address on.</summary>
    private static Span<byte> Mapped(ulong address, ulong length)
    {
        ulong offset = address - Start;
        return !IsUserRange(address, length) || offset >= (ulong)Bytes.Length
            ? default
            : Bytes.Slice((int)offset, (int)Math.Min(length, (ulong)Bytes.Length - offset));
    }
}
