using System.Collections.Generic;

namespace Lodestar.Core.Pci;

/// <summary>
/// Finds all functions, from a root bus over the bridges. What bridges say about buses is not trusted: each bus is looked at once.
/// </summary>
public sealed class PciScan
{
    /// <summary>Functions that are listed; no machine that this kernel is for has as many.</summary>
    public const int MostFunctions = 1024;

    private const int Buses = 256;

    private readonly IPciConfiguration _configuration;
    private readonly List<PciFunction> _functions = [];
    private readonly List<string> _problems = [];

    private PciScan(IPciConfiguration configuration) => _configuration = configuration;

    /// <summary>The functions by their addresses.</summary>
    public IReadOnlyList<PciFunction> Functions => _functions;

    /// <summary>A sentence for each thing that cannot be.</summary>
    public IReadOnlyList<string> Problems => _problems;

    private bool IsFull => _functions.Count >= MostFunctions;

    /// <summary>Looks at all buses that a root bus leads to.</summary>
    /// <param name="configuration">Where to read.</param>
    /// <param name="roots">The root buses, one of each segment group.</param>
    public static PciScan Run(IPciConfiguration configuration, IEnumerable<(ushort Segment, byte Bus)> roots)
    {
        PciScan scan = new(configuration);
        foreach ((ushort segment, byte bus) in roots)
        {
            scan.AddSegment(segment, bus);
        }

        scan._functions.Sort(static (one, other) => one.Address.Number.CompareTo(other.Address.Number));
        return scan;
    }

    private void AddSegment(ushort segment, byte root)
    {
        bool[] seen = new bool[Buses];
        seen[root] = true;
        Queue<(byte Bus, PciFunction? Bridge)> waiting = new();
        waiting.Enqueue((root, null));
        while (!IsFull && waiting.TryDequeue(out (byte Bus, PciFunction? Bridge) next))
        {
            int first = _functions.Count;
            AddBus(segment, next.Bus, next.Bridge);
            for (int i = first; i < _functions.Count; i++)
            {
                // A bridge that the firmware has left alone has no bus behind it.
                PciFunction bridge = _functions[i];
                byte bus = bridge.IsBridge ? bridge.SecondaryBus : (byte)0;
                if (bus == 0)
                {
                    continue;
                }

                if (seen[bus])
                {
                    _problems.Add($"the bridge {bridge.Address} leads to bus {bus:x2}, which another one leads to");
                    continue;
                }

                seen[bus] = true;
                waiting.Enqueue((bus, bridge));
            }
        }

        if (IsFull)
        {
            _problems.Add($"there are more than {MostFunctions} functions, and the rest is not looked at");
        }
    }

    private void AddBus(ushort segment, byte bus, PciFunction? bridge)
    {
        int devices = bridge is { LeadsToLink: true } ? 1 : PciAddress.Devices;
        for (byte device = 0; device < devices; device++)
        {
            int functions = 1;
            for (byte function = 0; function < functions && !IsFull; function++)
            {
                if (PciFunction.Find(_configuration, new PciAddress(segment, bus, device, function), bridge) is not { } found)
                {
                    continue;
                }

                _functions.Add(found);
                functions = function == 0 && found.IsMultiFunction ? PciAddress.Functions : functions;
            }
        }
    }
}
