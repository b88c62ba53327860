using System;

namespace Lodestar.Core.Files.Devices;

/// <summary>
/// A random number generator over ChaCha20. After each request the key is replaced by output that nobody has seen, so that
/// what was given out cannot be computed from a later state (D. J. Bernstein, "Fast-key-erasure random-number generators", 2017).
/// </summary>
public sealed class RandomGenerator : IRandomSource
{
    private static readonly byte[] s_nonce = new byte[ChaCha20.NonceSize];

    private readonly byte[] _key = new byte[ChaCha20.KeySize];
    private readonly byte[] _block = new byte[ChaCha20.BlockSize];

    /// <summary>Starts from a seed of any length.</summary>
    public RandomGenerator(ReadOnlySpan<byte> seed) => Mix(seed);

    public void Fill(Span<byte> destination)
    {
        // Block 0 holds the next key; its other half and the blocks behind it are the output.
        ChaCha20.Block(_key, 0, s_nonce, _block);
        Span<byte> first = _block.AsSpan(ChaCha20.KeySize);
        int count = Math.Min(destination.Length, first.Length);
        first[..count].CopyTo(destination);
        destination = destination[count..];
        if (!destination.IsEmpty)
        {
            FillLong(destination);
        }

        _block.AsSpan(0, ChaCha20.KeySize).CopyTo(_key);
        _block.AsSpan().Clear();
    }

    public void Mix(ReadOnlySpan<byte> source)
    {
        do
        {
            int count = Math.Min(source.Length, ChaCha20.KeySize);
            for (int i = 0; i < count; i++)
            {
                _key[i] ^= source[i];
            }

            source = source[count..];
            Fill([]);
        }
        while (!source.IsEmpty);
    }

    private void FillLong(Span<byte> destination)
    {
        Span<byte> block = stackalloc byte[ChaCha20.BlockSize];
        for (uint counter = 1; !destination.IsEmpty; counter++)
        {
            ChaCha20.Block(_key, counter, s_nonce, block);
            int count = Math.Min(destination.Length, block.Length);
            block[..count].CopyTo(destination);
            destination = destination[count..];
        }

        block.Clear();
    }
}
