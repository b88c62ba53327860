using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]/limits (<c>proc_pid_limits(5)</c>): a line for each resource.</summary>
internal static class LimitsText
{
    /// <summary>By the resource's number: what is limited, and its unit.</summary>
    private static readonly (string Name, string Unit)[] s_names =
    [
        ("Max cpu time", "seconds"),
        ("Max file size", "bytes"),
        ("Max data size", "bytes"),
        ("Max stack size", "bytes"),
        ("Max core file size", "bytes"),
        ("Max resident set", "bytes"),
        ("Max processes", "processes"),
        ("Max open files", "files"),
        ("Max locked memory", "bytes"),
        ("Max address space", "bytes"),
        ("Max file locks", "locks"),
        ("Max pending signals", "signals"),
        ("Max msgqueue size", "bytes"),
        ("Max nice priority", ""),
        ("Max realtime priority", ""),
        ("Max realtime timeout", "us"),
    ];

    internal static void Write(IProcess process, TextBuffer text)
    {
        text.Add("Limit                     Soft Limit           Hard Limit           Units     \n"u8);
        for (Resource resource = 0; resource < Resource.Count; resource++)
        {
            (string name, string unit) = s_names[(int)resource];
            ResourceLimit limit = process.LimitOf(resource);
            text.Add($"{name,-25} {TextOf(limit.Current),-20} {TextOf(limit.Maximum),-20} ");
            if (unit.Length > 0)
            {
                text.Add($"{unit,-10}");
            }

            text.Add("\n"u8);
        }
    }

    private static string TextOf(ulong limit) =>
        limit == ResourceLimit.Infinity ? "unlimited" : limit.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
