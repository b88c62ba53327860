using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Lodestar.Core.Files.Devices;

/// <summary>The ChaCha20 block function (RFC 8439, section 2.3).</summary>
public static class ChaCha20
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceSize = 12;

    /// <summary>Bytes that one call gives.</summary>
    public const int BlockSize = 64;

    private const int Words = 16;
    private const int DoubleRounds = 10;

    /// <summary>Makes a block of the key stream.</summary>
    /// <param name="key"><see cref="KeySize"/> bytes.</param>
    /// <param name="counter">The block's number.</param>
    /// <param name="nonce"><see cref="NonceSize"/> bytes.</param>
    /// <param name="block"><see cref="BlockSize"/> bytes.</param>
    public static void Block(ReadOnlySpan<byte> key, uint counter, ReadOnlySpan<byte> nonce, Span<byte> block)
    {
        Span<uint> start = stackalloc uint[Words];
        "expand 32-byte k"u8.CopyWordsTo(start);
        key[..KeySize].CopyWordsTo(start[4..]);
        start[12] = counter;
        nonce[..NonceSize].CopyWordsTo(start[13..]);

        Span<uint> state = stackalloc uint[Words];
        start.CopyTo(state);
        for (int i = 0; i < DoubleRounds; i++)
        {
            QuarterRound(state, 0, 4, 8, 12);
            QuarterRound(state, 1, 5, 9, 13);
            QuarterRound(state, 2, 6, 10, 14);
            QuarterRound(state, 3, 7, 11, 15);
            QuarterRound(state, 0, 5, 10, 15);
            QuarterRound(state, 1, 6, 11, 12);
            QuarterRound(state, 2, 7, 8, 13);
            QuarterRound(state, 3, 4, 9, 14);
        }

        for (int i = 0; i < Words; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block[(i * sizeof(uint))..], state[i] + start[i]);
        }
    }

    private static void CopyWordsTo(this ReadOnlySpan<byte> bytes, Span<uint> words)
    {
        for (int i = 0; i < bytes.Length / sizeof(uint); i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
        }
    }

    private static void QuarterRound(Span<uint> state, int a, int b, int c, int d)
    {
        state[a] += state[b];
        state[d] = BitOperations.RotateLeft(state[d] ^ state[a], 16);
        state[c] += state[d];
        state[b] = BitOperations.RotateLeft(state[b] ^ state[c], 12);
        state[a] += state[b];
        state[d] = BitOperations.RotateLeft(state[d] ^ state[a], 8);
        state[c] += state[d];
        state[b] = BitOperations.RotateLeft(state[b] ^ state[c], 7);
    }
}
