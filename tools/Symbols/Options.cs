using System.Collections.Generic;
using System.Globalization;

namespace Lodestar.Symbols;

/// <summary>The command line of the tool.</summary>
internal sealed class Options
{
    public const string Usage =
        """
        Lodestar.Symbols [options] <linked.elf> <table.bin>     writes the table of the linked image
        Lodestar.Symbols [options] --verify <final.elf> <table.bin>
                                          checks that the table fits the image and is the one inside it
          --mstat <file>        ILC's report (--mstat): exact C# names; may be missing
          --root <folder>       root of the repository, cut off from paths (default: the current folder)
          --base <hex>          address that all others count from (default: ffffffff80000000)
          --framework-lines     keep file and line of .NET's own code
        """;

    /// <summary>Where the kernel is linked: the last 2 GiB of the address space.</summary>
    private const ulong KernelBase = 0xFFFF_FFFF_8000_0000;

    public bool Verify { get; private set; }

    public string? Mstat { get; private set; }

    public string Root { get; private set; } = ".";

    public ulong ImageBase { get; private set; } = KernelBase;

    public bool FrameworkLines { get; private set; }

    public string Image { get; private set; } = "";

    public string Table { get; private set; } = "";

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static Options? Parse(string[] arguments)
    {
        var options = new Options();
        var files = new List<string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            bool hasValue = i + 1 < arguments.Length;
            switch (arguments[i])
            {
                case "--verify":
                    options.Verify = true;
                    break;
                case "--framework-lines":
                    options.FrameworkLines = true;
                    break;
                case "--mstat" when hasValue:
                    options.Mstat = arguments[++i];
                    break;
                case "--root" when hasValue:
                    options.Root = arguments[++i];
                    break;
                case "--base" when hasValue && ulong.TryParse(
                    arguments[i + 1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address):
                    options.ImageBase = address;
                    i++;
                    break;
                case ['-', ..]:
                    return null;
                default:
                    files.Add(arguments[i]);
                    break;
            }
        }

        if (files is not [string image, string table])
        {
            return null;
        }

        (options.Image, options.Table) = (image, table);
        return options;
    }
}
