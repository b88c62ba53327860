namespace Lodestar.Core.Clocks;

/// <summary>Whether a ruler is one.</summary>
public static class RulerCheck
{
    /// <summary>Reads, none quicker than a tenth of a microsecond, in which a counter of 1 MHz or more has changed.</summary>
    private const int MostReads = 1000;

    /// <summary>Whether it counts. One that is not there reads as ones.</summary>
    public static bool Counts(IRuler ruler)
    {
        uint first = ruler.Read();
        for (int i = 0; i < MostReads; i++)
        {
            if (ruler.Read() != first)
            {
                return true;
            }
        }

        return false;
    }
}
