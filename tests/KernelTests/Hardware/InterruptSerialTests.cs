using System;
using Lodestar.Machine;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Runtime;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>What a serial port receives: here from itself, because its modem control has a loopback mode.</summary>
public static class InterruptSerialTests
{
    private const ushort Com1 = 0x3f8;
    private const ushort ModemControl = Com1 + 4;
    private const ushort LineStatus = Com1 + 5;
    private const byte TransmitHoldingEmpty = 0x20;
    private const byte TransmitterEmpty = 0x40;
    private const byte Ready = 0x0b;
    private const byte Loopback = 0x10;
    private const int FifoSize = 16;

    [Test]
    public static void OneByteInterrupts() => Receive(static line =>
    {
        Send((byte)'x');
        Interruptible.WaitFor(MachineEvents.Serial);
        Check.That(line.TryRead(out byte value, out bool isBreak));
        Check.Equal((byte)'x', value);
        Check.That(!isBreak);
        Check.That(!line.TryRead(out _, out _));
    });

    [Test]
    public static void ManyBytesArriveInOrder() => Receive(static line =>
    {
        for (int i = 0; i < 3000; i++)
        {
            Send((byte)i);
        }

        for (int i = 0; i < 3000; i++)
        {
            Check.Equal((byte)i, Read(line));
        }

        Check.That(!line.TryRead(out _, out _));
    });

    [Test]
    public static void WhatCameWhileInterruptsWereDisabledArrivesAfterwards() => Receive(static line =>
    {
        CpuInstructions.DisableInterrupts();
        for (int i = 0; i < FifoSize; i++)
        {
            Send((byte)i);
        }

        CpuInstructions.EnableInterrupts();
        for (int i = 0; i < FifoSize; i++)
        {
            Check.Equal((byte)i, Read(line));
        }
    });

    [Test]
    public static void WhatTheRingHasNoRoomForWaitsInThePort() => Receive(static line =>
    {
        const int Sent = 4096 + FifoSize;
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < Sent; i++)
            {
                Send((byte)(i / 3));
            }

            for (int i = 0; i < Sent; i++)
            {
                Check.Equal((byte)(i / 3), Read(line));
            }
        }

        Check.That(!line.TryRead(out _, out _));
    });

    [Test]
    public static void SendingTakesWhatHasCome() => Receive(static line =>
    {
        // The wait for the transmitter looks at the status, which tells of a byte that was received.
        CpuInstructions.DisableInterrupts();
        byte[] sent = new byte[200];
        Random.Shared.NextBytes(sent);
        line.Write(sent);
        CpuInstructions.EnableInterrupts();
        foreach (byte expected in sent)
        {
            Check.Equal(expected, Read(line));
        }
    });

    private static void Send(byte value)
    {
        WaitForTransmitter(TransmitHoldingEmpty);
        Native.OutByte(Com1, value);
    }

    private static void WaitForTransmitter(byte status)
    {
        while ((Native.InByte(LineStatus) & status) == 0)
        {
            // What is sent takes its time, on a real port.
        }
    }

    private static byte Read(SerialLine line)
    {
        byte value;
        while (!line.TryRead(out value, out _))
        {
            MachineInterrupts.WaitForInterrupt();
            MachineInterrupts.TakeEvents();
        }

        return value;
    }

    /// <summary>Runs a test with the first port looped back; the kernel's log must keep silent meanwhile.</summary>
    private static void Receive(Action<SerialLine> test) => Interruptible.Run(() =>
    {
        SerialLine line = new(0);
        if (!line.IsPresent)
        {
            return;
        }

        while (line.TryRead(out _, out _))
        {
            // Nobody has read what was typed before.
        }

        // The transmitter first sends what it has to say to others.
        WaitForTransmitter(TransmitterEmpty);
        Native.OutByte(ModemControl, Ready | Loopback);
        try
        {
            test(line);
        }
        finally
        {
            Native.OutByte(ModemControl, Ready);
        }
    });
}
