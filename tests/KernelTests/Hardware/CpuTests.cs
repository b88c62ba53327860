using Lodestar.Machine;
using Lodestar.Machine.Cpu;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>The boot CPU as the kernel set it up.</summary>
public static unsafe class CpuTests
{
    [Test]
    public static void WriteProtectionAndNoExecuteAreOn()
    {
        const ulong WriteProtect = 1 << 16;
        const ulong NoExecuteEnable = 1 << 11;
        Check.That((CpuInstructions.ReadCr0() & WriteProtect) != 0);
        Check.That((CpuInstructions.ReadMsr(ControlRegisters.MsrEfer) & NoExecuteEnable) != 0);
    }

    [Test]
    public static void WhatTheCpuHasIsSwitchedOn()
    {
        ulong cr4 = CpuInstructions.ReadCr4();
        Check.Equal(CpuFeatures.Has(CpuFeature.GlobalPages), (cr4 & 1 << 7) != 0);
        Check.Equal(CpuFeatures.Has(CpuFeature.Umip), (cr4 & 1 << 11) != 0);
        Check.Equal(CpuFeatures.Has(CpuFeature.FsGsBase), (cr4 & 1 << 16) != 0);
        Check.Equal(CpuFeatures.Has(CpuFeature.Xsave), (cr4 & 1 << 18) != 0);
        Check.Equal(CpuFeatures.Has(CpuFeature.Smep), (cr4 & 1 << 20) != 0);
        Check.Equal(CpuFeatures.Has(CpuFeature.Smap), (cr4 & 1 << 21) != 0);
    }

    [Test]
    public static void ProgramsMayReadTheTimeStampCounterAndNoOther()
    {
        const ulong TimeStampDisable = 1 << 2;
        const ulong PerformanceCounterEnable = 1 << 8;
        Check.Equal(0UL, CpuInstructions.ReadCr4() & (TimeStampDisable | PerformanceCounterEnable));
    }

    [Test]
    public static void XsaveHandlesWhatProgramsCanChange()
    {
        if (CpuFeatures.Has(CpuFeature.Xsave))
        {
            // x87 and SSE, and AVX where there is any.
            Check.Equal(CpuFeatures.Has(CpuFeature.Avx) ? 7UL : 3UL, CpuInstructions.ReadXcr0());
        }
    }

    [Test]
    public static void ThePerCpuAreaPointsToItself() => Check.That(PerCpu.Current->Self == PerCpu.Current);

    [Test]
    public static void TheClockRuns()
    {
        ulong before = TimestampClock.Nanoseconds;
        Check.That(before > 0);
        while (TimestampClock.Nanoseconds == before)
        {
        }

        Check.That(TimestampClock.Nanoseconds > before);
        Check.That(MachineInformation.Uptime.TotalSeconds < 3600);
    }

    [Test]
    public static void TheMachineHasANameAndMemory()
    {
        Check.That(MachineInformation.CpuName.Length > 0);
        Check.That(MachineInformation.TotalMemory >= 16 << 20);
        Check.That(MachineInformation.FreeMemory < MachineInformation.TotalMemory);
    }

    [Test]
    public static void RandomNumbersDiffer()
    {
        ulong first, second;
        HardwareRandom.Fill((byte*)&first, sizeof(ulong));
        HardwareRandom.Fill((byte*)&second, sizeof(ulong));
        Check.NotEqual(first, second);
    }
}
