using System.Collections.Generic;

namespace Lodestar.Core.Pci;

/// <summary>A function of a device, as it was found at the boot.</summary>
public sealed class PciFunction
{
    private const byte UnknownLine = 0xff;
    private const int LastCapability = 0xfc;
    private const int FirstCapability = 0x40;

    /// <summary>Capabilities that there is room for: a list with more is a ring.</summary>
    private const int MostCapabilities = (IPciConfiguration.Size - FirstCapability) / sizeof(uint);

    private readonly IPciConfiguration _configuration;
    private readonly byte _headerType;
    private readonly int _express;

    private PciFunction(IPciConfiguration configuration, PciAddress address, PciFunction? parent)
    {
        _configuration = configuration;
        Address = address;
        Parent = parent;
        uint identity = Read(PciHeader.Identity);
        Vendor = (ushort)identity;
        Device = (ushort)(identity >> 16);
        uint kind = Read(PciHeader.Class);
        Revision = (byte)kind;
        Class = kind >> 8;
        byte type = (byte)(Read(PciHeader.Type) >> 16);
        IsMultiFunction = (type & PciHeader.MultiFunction) != 0;
        _headerType = (byte)(type & ~PciHeader.MultiFunction);
        uint interrupt = Read(PciHeader.Interrupt);
        bool interrupts = (byte)(interrupt >> 8) != 0 && (byte)interrupt != UnknownLine;
        InterruptLine = interrupts ? (byte)interrupt : (byte)0;
        _express = FindCapability(PciHeader.ExpressCapability);
        uint subsystem = ReadSubsystem();
        SubsystemVendor = (ushort)subsystem;
        SubsystemDevice = (ushort)(subsystem >> 16);
        Size = _express != 0 && configuration.IsExtended(address.Segment, address.Bus)
            ? IPciConfiguration.ExtendedSize
            : IPciConfiguration.Size;
        Bars = ReadBars();
    }

    /// <summary>Where it is.</summary>
    public PciAddress Address { get; }

    /// <summary>The bridge to its bus; null on a bus that no bridge leads to.</summary>
    public PciFunction? Parent { get; }

    public ushort Vendor { get; }

    public ushort Device { get; }

    /// <summary>Base class, subclass and programming interface, a byte each.</summary>
    public uint Class { get; }

    public byte Revision { get; }

    /// <summary>Who made the card, and what it is to him; zeros where nobody says.</summary>
    public ushort SubsystemVendor { get; }

    public ushort SubsystemDevice { get; }

    /// <summary>The line of the old interrupt controllers that the firmware has noted; 0 for none.</summary>
    public byte InterruptLine { get; }

    /// <summary>Whether its device has further functions.</summary>
    public bool IsMultiFunction { get; }

    /// <summary>Bytes of its configuration space, 256 or 4096.</summary>
    public int Size { get; }

    /// <summary>Six addresses, and that of read-only memory as the seventh.</summary>
    public IReadOnlyList<PciBar> Bars { get; }

    /// <summary>Whether it answers at its addresses or ports.</summary>
    public bool IsEnabled => (Read(PciHeader.Command) & (PciHeader.DecodesPorts | PciHeader.DecodesMemory)) != 0;

    /// <summary>Whether it leads to another bus, of PC cards too.</summary>
    internal bool IsBridge => _headerType is PciHeader.BridgeType or PciHeader.CardBusType;

    /// <summary>Whether the configuration header is that of a bridge to PC cards.</summary>
    public bool IsCardBus => _headerType == PciHeader.CardBusType;

    /// <summary>The bus behind a bridge, as the bridge says.</summary>
    internal byte SecondaryBus => (byte)(Read(PciHeader.Buses) >> 8);

    /// <summary>Whether the bus behind is a PCI Express link, at whose end there is one device.</summary>
    internal bool LeadsToLink
    {
        get
        {
            const int KindShift = 16 + 4;
            const uint KindMask = 0xf;
            const uint RootPort = 4;
            const uint DownstreamPort = 6;
            return _express != 0 && (Read(_express) >> KindShift & KindMask) is RootPort or DownstreamPort;
        }
    }

    /// <summary>Looks for a function; null if there is none.</summary>
    /// <param name="configuration">Where to look.</param>
    /// <param name="address">Its place.</param>
    /// <param name="parent">The bridge to the bus.</param>
    internal static PciFunction? Find(IPciConfiguration configuration, PciAddress address, PciFunction? parent)
    {
        // Some boards answer with zeros in one half or both, though there is nothing.
        const ushort NoVendor = 0xffff;
        uint identity = configuration.Read(address, PciHeader.Identity);
        return (ushort)identity is 0 or NoVendor ? null : new PciFunction(configuration, address, parent);
    }

    /// <summary>Reads four bytes of its configuration space as it is now.</summary>
    /// <param name="offset">A multiple of 4, less than <see cref="Size"/>.</param>
    public uint Read(int offset) => _configuration.Read(Address, offset);

    private uint ReadSubsystem()
    {
        switch (_headerType)
        {
            case PciHeader.NormalType:
                return Read(PciHeader.Subsystem);
            case PciHeader.CardBusType:
                return Read(PciHeader.CardBusSubsystem);
            default:
                int capability = FindCapability(PciHeader.SubsystemCapability);
                return capability is 0 or LastCapability ? 0 : Read(capability + sizeof(uint));
        }
    }

    /// <summary>The offset of a capability; 0 without it.</summary>
    private int FindCapability(byte number)
    {
        const byte OffsetMask = 0xfc;
        if ((Read(PciHeader.Command) & PciHeader.HasCapabilities) == 0)
        {
            return 0;
        }

        int offset = (byte)Read(IsCardBus ? PciHeader.CardBusCapabilities : PciHeader.Capabilities) & OffsetMask;
        for (int i = 0; i < MostCapabilities && offset >= FirstCapability; i++)
        {
            uint header = Read(offset);
            if ((byte)header == number)
            {
                return offset;
            }

            offset = (int)(header >> 8) & OffsetMask;
        }

        return 0;
    }

    private PciBar[] ReadBars()
    {
        const int RomIndex = 6;
        PciBar[] bars = new PciBar[RomIndex + 1];
        int count = _headerType switch { PciHeader.NormalType => RomIndex, PciHeader.BridgeType => 2, PciHeader.CardBusType => 1, _ => 0 };
        for (int i = 0; i < count; i++)
        {
            int offset = PciHeader.FirstBar + (i * sizeof(uint));
            bool hasNext = i + 1 < count;
            bars[i] = PciBar.Of(Read(offset), hasNext ? Read(offset + sizeof(uint)) : 0);
            i += bars[i].Is64Bit ? 1 : 0;
        }

        bars[RomIndex] = _headerType switch
        {
            PciHeader.NormalType => PciBar.OfRom(Read(PciHeader.Rom)),
            PciHeader.BridgeType => PciBar.OfRom(Read(PciHeader.BridgeRom)),
            _ => default,
        };
        return bars;
    }
}
