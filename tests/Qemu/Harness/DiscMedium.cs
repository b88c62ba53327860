namespace Lodestar.Qemu.Tests.Harness;

/// <summary>What a disc image is written to.</summary>
public enum DiscMedium
{
    /// <summary>A CD.</summary>
    Cd,

    /// <summary>A USB stick at a controller for USB 2 (EHCI).</summary>
    StickOnUsb2,

    /// <summary>A USB stick at a controller for USB 3 (xHCI).</summary>
    StickOnUsb3,
}
