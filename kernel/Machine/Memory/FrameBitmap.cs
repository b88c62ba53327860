using System.Numerics;

namespace Lodestar.Machine.Memory;

/// <summary>One bit for each frame, set while the frame is in use. Pure logic over memory of the caller.</summary>
internal unsafe struct FrameBitmap
{
    private const int BitsPerWord = 64;

    private ulong* _words;
    private ulong _frames;

    /// <summary>All words before this one are full.</summary>
    private ulong _hint;

    /// <summary>Bytes that a map of so many frames takes.</summary>
    public static ulong SizeFor(ulong frames) => (frames + BitsPerWord - 1) / BitsPerWord * sizeof(ulong);

    /// <summary>Takes over <see cref="SizeFor"/> bytes, 8-byte aligned; every frame is in use.</summary>
    public void Initialize(byte* memory, ulong frames)
    {
        _words = (ulong*)memory;
        _frames = frames;
        _hint = 0;
        for (ulong i = 0; i < SizeFor(frames) / sizeof(ulong); i++)
        {
            _words[i] = ulong.MaxValue;
        }
    }

    /// <summary>Whether a frame is in use; one that the map does not cover is.</summary>
    public readonly bool IsUsed(ulong frame) =>
        frame >= _frames || (_words[frame / BitsPerWord] >> (int)(frame % BitsPerWord) & 1) != 0;

    /// <summary>Marks frames from <paramref name="first"/> up to <paramref name="end"/>; returns how many changed.</summary>
    public ulong SetRange(ulong first, ulong end, bool used)
    {
        ulong changed = 0;
        end = end < _frames ? end : _frames;
        while (first < end)
        {
            int bit = (int)(first % BitsPerWord);
            ulong count = BitsPerWord - (ulong)bit;
            count = count < end - first ? count : end - first;
            ulong mask = (count == BitsPerWord ? ulong.MaxValue : (1UL << (int)count) - 1) << bit;
            ref ulong word = ref _words[first / BitsPerWord];
            changed += (ulong)BitOperations.PopCount((used ? ~word : word) & mask);
            word = used ? word | mask : word & ~mask;
            if (!used && first / BitsPerWord < _hint)
            {
                _hint = first / BitsPerWord;
            }

            first += count;
        }

        return changed;
    }

    /// <summary>Takes the first free frame; false when there is none.</summary>
    public bool TryTake(out ulong frame)
    {
        ulong words = SizeFor(_frames) / sizeof(ulong);
        for (; _hint < words; _hint++)
        {
            ulong free = ~_words[_hint];
            if (free != 0)
            {
                int bit = BitOperations.TrailingZeroCount(free);
                _words[_hint] |= 1UL << bit;
                frame = (_hint * BitsPerWord) + (ulong)bit;
                return true;
            }
        }

        frame = 0;
        return false;
    }

    /// <summary>Gives a frame back; false when it was not in use, or the map does not cover it.</summary>
    public bool TryGive(ulong frame)
    {
        if (frame >= _frames || !IsUsed(frame))
        {
            return false;
        }

        ulong word = frame / BitsPerWord;
        _words[word] &= ~(1UL << (int)(frame % BitsPerWord));
        if (word < _hint)
        {
            _hint = word;
        }

        return true;
    }
}
