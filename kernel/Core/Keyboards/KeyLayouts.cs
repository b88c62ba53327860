using System;

namespace Lodestar.Core.Keyboards;

/// <summary>The layouts that there are. Adding one is adding its strings.</summary>
internal static class KeyLayouts
{
    private const string Grave = "\u0300";
    private const string Acute = "\u0301";
    private const string Circumflex = "\u0302";
    private const string Diaeresis = "\u0308";

    private static readonly KeyLayout[] s_all =
    [
        new(
            "us",
            "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'\\" + "<zxcvbnm,./",
            "~!@#$%^&*()_+" + "QWERTYUIOP{}" + "ASDFGHJKL:\"|" + ">ZXCVBNM<>?"),
        new(
            "de",
            Circumflex + "1234567890ß" + Acute + "qwertzuiopü+" + "asdfghjklöä#" + "<yxcvbnm,.-",
            "°!\"§$%&/()=?" + Grave + "QWERTZUIOPÜ*" + "ASDFGHJKLÖÄ'" + ">YXCVBNM;:_",
            "  ²³   {[]}\\ " + "@ €        ~" + "            " + "|      µ   "),
        new(
            "es",
            "º1234567890'¡" + "qwertyuiop" + Grave + "+" + "asdfghjklñ" + Acute + "ç" + "<zxcvbnm,.-",
            "ª!\"·$%&/()=?¿" + "QWERTYUIOP" + Circumflex + "*" + "ASDFGHJKLÑ" + Diaeresis + "Ç" + ">ZXCVBNM;:_",
            "\\|@#~ ¬      " + "  €       []" + "          {}" + "           "),
        new(
            "fr",
            "²&é\"'(-è_çà)=" + "azertyuiop" + Circumflex + "$" + "qsdfghjklmù*" + "<wxcvbn,;:!",
            " 1234567890°+" + "AZERTYUIOP" + Diaeresis + "£" + "QSDFGHJKLM%µ" + ">WXCVBN?./§",
            "  ~#{[|`\\^@]}" + "  €        ¤" + "            " + "           "),
        new(
            "it",
            "\\1234567890'ì" + "qwertyuiopè+" + "asdfghjklòàù" + "<zxcvbnm,.-",
            "|!\"£$%&/()=?^" + "QWERTYUIOPé*" + "ASDFGHJKLç°§" + ">ZXCVBNM;:_",
            "       {[]}`~" + "  €       []" + "         @# " + "           "),
        new(
            "uk",
            "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'#" + "\\zxcvbnm,./",
            "¬!\"£$%^&*()_+" + "QWERTYUIOP{}" + "ASDFGHJKL:@~" + "|ZXCVBNM<>?",
            "¦   €        " + "  é   úíó   " + "á           " + "           "),
    ];

    /// <summary>The one that counts unless another is asked for.</summary>
    internal static KeyLayout Default => s_all[0];

    /// <summary>Finds a layout; null for a name that none has.</summary>
    internal static KeyLayout? Find(ReadOnlySpan<char> name)
    {
        foreach (KeyLayout layout in s_all)
        {
            if (name.SequenceEqual(layout.Name))
            {
                return layout;
            }
        }

        return null;
    }

    /// <summary>The names of all, with commas.</summary>
    internal static string Names => string.Join(", ", Array.ConvertAll(s_all, static layout => layout.Name));
}
