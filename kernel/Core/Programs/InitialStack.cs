using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Programs;

/// <summary>
/// What a program finds on its stack (psABI x86-64, section 3.4.1; <c>getauxval(3)</c>), as bytes that are still to be copied to
/// their address. From the stack pointer upwards:
/// <code>
/// argc | argv[] 0 | envp[] 0 | auxiliary vector, AT_NULL | fill | 16 random bytes | platform | fill
/// | strings of argv | strings of envp | name of the executable | 8 bytes of 0
/// </code>
/// </summary>
public sealed class InitialStack
{
    /// <summary>Random bytes that a program gets for its stack protector and the like.</summary>
    public const int RandomLength = 16;

    private const int WordSize = 8;
    private const ulong Alignment = 16;

    /// <summary>The stack begins up to this many bytes below the strings, so that caches do not collide.</summary>
    private const ulong LargestOffset = 8192;

    /// <summary>USER_HZ.</summary>
    private const ulong ClockTicksPerSecond = 100;

    /// <summary>Bit 1 of AT_HWCAP2.</summary>
    private const ulong FsGsBaseCapability = 2;

    /// <summary>Entries of the auxiliary vector, AT_NULL among them.</summary>
    private const int AuxiliaryCount = 20;

    private readonly ProgramArguments _arguments;
    private readonly byte[] _bytes;
    private int _position;

    /// <summary>Lays out the stack, with nothing on it yet.</summary>
    /// <param name="arguments">The strings; an empty argument is added when there is none.</param>
    /// <param name="top">The address behind the stack, a multiple of 16.</param>
    /// <param name="offset">A random number that moves the stack pointer; 0 leaves it at the highest place.</param>
    public InitialStack(ProgramArguments arguments, ulong top, ulong offset)
    {
        arguments.EnsureArgument();
        _arguments = arguments;
        Top = top;
        NameAddress = top - WordSize - (ulong)arguments.Name.Length;
        EnvironmentStart = NameAddress - (ulong)arguments.Environment.Length;
        ArgumentsStart = EnvironmentStart - (ulong)arguments.Arguments.Length;
        PlatformAddress = ((ArgumentsStart - (offset % LargestOffset)) & ~(Alignment - 1)) - (ulong)Platform.Length;
        RandomAddress = PlatformAddress - RandomLength;

        int words = 1 + arguments.ArgumentCount + 1 + arguments.EnvironmentCount + 1 + (2 * AuxiliaryCount);
        Pointer = (RandomAddress - (ulong)(words * WordSize)) & ~(Alignment - 1);
        _bytes = new byte[top - Pointer];
    }

    /// <summary>RSP at the first instruction, a multiple of 16.</summary>
    public ulong Pointer { get; }

    /// <summary>The address behind the stack.</summary>
    public ulong Top { get; }

    /// <summary>What lies from <see cref="Pointer"/> to <see cref="Top"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Address of the arguments' strings, which <c>/proc/self/cmdline</c> shows; they end at <see cref="EnvironmentStart"/>.</summary>
    public ulong ArgumentsStart { get; }

    /// <summary>Address of the environment's strings; they end at <see cref="NameAddress"/>.</summary>
    public ulong EnvironmentStart { get; }

    /// <summary>The address behind them.</summary>
    public ulong EnvironmentEnd => NameAddress;

    /// <summary>Address of the name that the program was started by.</summary>
    public ulong NameAddress { get; }

    private ulong PlatformAddress { get; }

    private ulong RandomAddress { get; }

    private static ReadOnlySpan<byte> Platform => "x86_64\0"u8;

    /// <summary>Writes the stack: at the end, because values depend on where the program has found room.</summary>
    /// <param name="values">For the auxiliary vector.</param>
    /// <param name="random"><see cref="RandomLength"/> random bytes for the program.</param>
    public void Write(in AuxiliaryValues values, ReadOnlySpan<byte> random)
    {
        _position = 0;
        Write((ulong)_arguments.ArgumentCount);
        WritePointers(_arguments.Arguments, ArgumentsStart);
        WritePointers(_arguments.Environment, EnvironmentStart);
        WriteAuxiliary(values);
        Place(RandomAddress, random[..RandomLength]);
        Place(PlatformAddress, Platform);
        Place(ArgumentsStart, _arguments.Arguments);
        Place(EnvironmentStart, _arguments.Environment);
        Place(NameAddress, _arguments.Name);
    }

    /// <summary>In the order of Linux. AT_SYSINFO_EHDR is not among them: there is no vDSO.</summary>
    private void WriteAuxiliary(in AuxiliaryValues values)
    {
        int start = _position;
        Write(AuxiliaryType.MinimumSignalStack, values.MinimumSignalStack);
        Write(AuxiliaryType.HardwareCapabilities, values.HardwareCapabilities);
        Write(AuxiliaryType.PageSize, Page.Size);
        Write(AuxiliaryType.ClockTicks, ClockTicksPerSecond);
        Write(AuxiliaryType.ProgramHeaders, values.ProgramHeaders);
        Write(AuxiliaryType.ProgramHeaderSize, ElfProgramHeader.Size);
        Write(AuxiliaryType.ProgramHeaderCount, (ulong)values.ProgramHeaderCount);
        Write(AuxiliaryType.InterpreterBase, values.InterpreterBase);
        Write(AuxiliaryType.Flags, 0);
        Write(AuxiliaryType.Entry, values.Entry);
        Write(AuxiliaryType.UserId, values.UserId);
        Write(AuxiliaryType.EffectiveUserId, values.EffectiveUserId);
        Write(AuxiliaryType.GroupId, values.GroupId);
        Write(AuxiliaryType.EffectiveGroupId, values.EffectiveGroupId);
        Write(AuxiliaryType.Secure, values.IsSecure ? 1UL : 0);
        Write(AuxiliaryType.Random, RandomAddress);
        Write(AuxiliaryType.HardwareCapabilities2, values.HasFsGsBase ? FsGsBaseCapability : 0);
        Write(AuxiliaryType.ExecutableName, NameAddress);
        Write(AuxiliaryType.Platform, PlatformAddress);
        Write(AuxiliaryType.Null, 0);
        if (_position - start != AuxiliaryCount * 2 * WordSize)
        {
            throw new InvalidOperationException("The auxiliary vector has another length than room was made for.");
        }
    }

    private void WritePointers(ReadOnlySpan<byte> strings, ulong address)
    {
        while (!strings.IsEmpty)
        {
            Write(address);
            int length = strings.IndexOf((byte)0) + 1;
            address += (ulong)length;
            strings = strings[length..];
        }

        Write(0);
    }

    private void Write(AuxiliaryType type, ulong value)
    {
        Write((ulong)type);
        Write(value);
    }

    private void Write(ulong word)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_position), word);
        _position += WordSize;
    }

    private void Place(ulong address, ReadOnlySpan<byte> text) => text.CopyTo(_bytes.AsSpan((int)(address - Pointer)));
}
