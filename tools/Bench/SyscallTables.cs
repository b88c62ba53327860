using System.Collections.Generic;
using System.Globalization;

namespace Lodestar.Bench;

/// <summary>
/// The rows of the tables that compare two systems; a dash stands where there is no figure, because there is no Linux or because
/// a system does not have a call.
/// </summary>
public static class SyscallTables
{
    private const string None = "-";

    /// <summary>The columns of <see cref="Instructions"/>.</summary>
    public static string[] InstructionsHeader { get; } = ["operation", "Linux", "Lodestar", "ratio", "wanted"];

    /// <summary>The columns of <see cref="Nanoseconds"/>.</summary>
    public static string[] NanosecondsHeader { get; } = ["operation", "Linux", "Lodestar", "ratio"];

    /// <summary>Guest instructions of each operation, and whether they are no more than wanted; the floor under all of them first.</summary>
    public static IEnumerable<string[]> Instructions(SyscallFigures? linux, SyscallFigures lodestar, double floor)
    {
        yield return ["entry and exit that do nothing", None, Number(floor), None, ""];
        foreach (SyscallOperation operation in SyscallOperation.All)
        {
            double? own = lodestar[operation]?.Ticks;
            double? other = linux?[operation]?.Ticks;
            yield return [operation.Title, Number(other), Number(own), Ratio(own, other), Bound(own, operation.Wanted)];
        }
    }

    /// <summary>Nanoseconds of each operation.</summary>
    public static IEnumerable<string[]> Nanoseconds(SyscallFigures? linux, SyscallFigures lodestar)
    {
        foreach (SyscallOperation operation in SyscallOperation.All)
        {
            double? own = lodestar[operation]?.Nanoseconds;
            double? other = linux?[operation]?.Nanoseconds;
            yield return [operation.Title, Number(other), Number(own), Ratio(own, other)];
        }
    }

    private static string Bound(double? own, int? wanted) =>
        wanted is null ? "" : $"<= {Number(wanted)}{(own <= wanted ? "" : " missed")}";

    private static string Number(double? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? None;

    private static string Ratio(double? own, double? other) =>
        own is { } value && other is > 0 ? (value / other.Value).ToString("0.00", CultureInfo.InvariantCulture) : None;
}
