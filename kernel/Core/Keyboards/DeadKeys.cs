namespace Lodestar.Core.Keyboards;

/// <summary>Accents that are typed before the letter they belong to.</summary>
internal static class DeadKeys
{
    /// <summary>The characters of the accents by their number: grave, acute, circumflex, tilde, diaeresis, cedilla.</summary>
    internal const string Spacing = "`'^~\",";

    /// <summary>The same as the combining characters that a <see cref="KeyLayout"/> writes them with.</summary>
    internal const string Combining = "\u0300\u0301\u0302\u0303\u0308\u0327";

    /// <summary>For each accent: letters without it, and with it.</summary>
    private static readonly (string Plain, string Accented)[] s_letters =
    [
        ("AEIOUNWYaeiounwy", "ÀÈÌÒÙǸẀỲàèìòùǹẁỳ"),
        ("AEIOUYCLNRSZWGKMPaeiouyclnrszwgkmp", "ÁÉÍÓÚÝĆĹŃŔŚŹẂǴḰḾṔáéíóúýćĺńŕśźẃǵḱḿṕ"),
        ("AEIOUCGHJSWYZaeioucghjswyz", "ÂÊÎÔÛĈĜĤĴŜŴŶẐâêîôûĉĝĥĵŝŵŷẑ"),
        ("ANOIUEVYanoiuevy", "ÃÑÕĨŨẼṼỸãñõĩũẽṽỹ"),
        ("AEIOUYWHXaeiouywhxt", "ÄËÏÖÜŸẄḦẌäëïöüÿẅḧẍẗ"),
        ("CSTGKLNRDHEcstgklnrdhe", "ÇŞŢĢĶĻŅŖḐḨȨçşţģķļņŗḑḩȩ"),
    ];

    /// <summary>Puts an accent on a letter.</summary>
    /// <param name="accent">The accent, one of <see cref="Spacing"/>.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="result">The letter with it.</param>
    /// <returns>Whether there is one.</returns>
    internal static bool TryCompose(char accent, char letter, out char result)
    {
        int number = Spacing.IndexOf(accent);
        int place = number < 0 ? -1 : s_letters[number].Plain.IndexOf(letter);
        result = place < 0 ? '\0' : s_letters[number].Accented[place];
        return place >= 0;
    }
}
