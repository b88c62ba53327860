using System;
using Lodestar.Machine;

namespace Lodestar.Core.Files.Proc;

/// <summary>What the system is called, <c>uname(2)</c>.</summary>
public sealed class SystemNames
{
    /// <summary>Bytes that a name can have (__NEW_UTS_LEN).</summary>
    public const int LongestName = 64;

    private byte[] _host = "lodestar"u8.ToArray();
    private byte[] _domain = "(none)"u8.ToArray();

    /// <summary>The interface is that of Linux, and of this version of it, which C libraries ask for.</summary>
    public static ReadOnlySpan<byte> System => "Linux"u8;

    /// <inheritdoc cref="System"/>
    public static ReadOnlySpan<byte> Release => "6.12.0-lodestar"u8;

    /// <summary>The kernel itself.</summary>
    public static ReadOnlySpan<byte> Version => KernelVersion.Unix;

    /// <summary>The processor's architecture.</summary>
    public static ReadOnlySpan<byte> Machine => "x86_64"u8;

    /// <summary>The name of this computer, up to 64 bytes: <c>gethostname(2)</c>.</summary>
    public ReadOnlySpan<byte> Host
    {
        get => _host;
        set => _host = value.ToArray();
    }

    /// <summary>Of its NIS domain, up to 64 bytes: <c>getdomainname(2)</c>.</summary>
    public ReadOnlySpan<byte> Domain
    {
        get => _domain;
        set => _domain = value.ToArray();
    }
}
