using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Strings, formats, encodings and dates.</summary>
internal static class TextPart
{
    private const string German = "Zwölf große Boxkämpfer";

    public static Task Run()
    {
        Output.Show("formats", string.Create(CultureInfo.InvariantCulture, $"{1234567.891:N2} {0.125:P1} {255:X4} {-42,6} {42,-6}|"));
        Output.Show("composite", string.Format(CultureInfo.InvariantCulture, "{0:D5} {1:E3} {2:C}", 42, Math.PI, 9.5));
        Output.Show("date", new DateTime(2026, 2, 28, 23, 59, 59, DateTimeKind.Utc).AddSeconds(1).ToString("O", CultureInfo.InvariantCulture));
        Output.Show("span", TimeSpan.FromMilliseconds(98_765_432).ToString("c", CultureInfo.InvariantCulture));
        Output.Show("guid", new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]));
        Output.Show("upper", German.ToUpperInvariant());
        Output.Show("bytes", Encoding.UTF8.GetByteCount(German));
        Output.Show("base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(German)));
        Output.Show("round trip", Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(German)) == German);
        Output.Show("reversed", new string([.. German.Reverse()]));
        Output.Show("words", string.Join('|', German.Split(' ').OrderBy(static word => word.Length)));

        StringBuilder builder = new();
        for (int i = 0; i < 10_000; i++)
        {
            builder.Append(i).Append(',');
        }

        Output.Show("built", builder.Length);
        Output.Show("hash", builder.ToString().Aggregate(17u, static (hash, character) => (hash * 31) + character));
        return Task.CompletedTask;
    }
}
