namespace Lodestar.Core.Syscalls;

/// <summary>
/// Which system-call numbers a message has named already, so that no program can fill the log: each number once, and all numbers
/// outside of 0 to 511 together once. Two CPUs that meet a number at the same time may both name it.
/// </summary>
internal sealed class SeenNumbers
{
    private const int Size = 512;
    private const int BitsPerWord = 64;

    private readonly ulong[] _seen = new ulong[Size / BitsPerWord];
    private bool _seenOutside;

    /// <summary>Adds a number.</summary>
    /// <returns>Whether it is the first time.</returns>
    internal bool Add(int number)
    {
        if ((uint)number >= Size)
        {
            bool isFirst = !_seenOutside;
            _seenOutside = true;
            return isFirst;
        }

        ref ulong word = ref _seen[number / BitsPerWord];
        ulong bit = 1UL << (number % BitsPerWord);
        bool isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }
}
