using System.Runtime;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Memory;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.Screens;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.Boot;

/// <summary>The first C# code: brings the machine up, step by step, until the managed runtime can start.</summary>
internal static unsafe class KernelEntry
{
    [RuntimeExport("KernelEntry")]
    private static void Enter(BootProtocol protocol, ulong information)
    {
        TimestampClock.Start();
        SerialPort.Initialize();
        BootInformation.Read(protocol, information);
        BootOptions.Read();
        ScreenSurface.Find();
        StartCpu();
        StartMemory();
        RuntimeStartup.Start(KernelImage.GetBootStackBottom(), KernelImage.GetBootStackTop(), BootOptions.GcStress);
        KernelLog.Info("managed runtime: started");
        DeviceInterrupts.Start();
        KernelLog.Info($"timer: {MachineTimer.Name}");
        Native.KernelMain();
        Native.Halt();
    }

    private static void StartCpu()
    {
        CpuFeatures.Detect(BootOptions.IsBaselineCpu);
        Tss.Initialize();
        Gdt.Load();
        Idt.Load();
        InterruptController8259.Initialize();
        TimestampClock.Calibrate();
        KernelLog.Info($"{KernelVersion.Name}, started by {(BootInformation.Protocol == BootProtocol.Pvh ? "a PVH" : "a multiboot2")} loader");
        KernelLog.Info($"cpu: {CpuFeatures.Name}, time stamp counter at {TimestampClock.Frequency / 1_000_000} MHz from {TimestampClock.OriginName}");
    }

    private static void StartMemory()
    {
        PageAttributes.Program();
        FrameAllocator.Initialize();
        ulong total = FrameAllocator.TotalFrames * MemoryMap.PageSize;
        KernelLog.Info($"memory: {total >> 10} KiB usable in {BootInformation.Regions.Length} regions of the map");
        KernelAddressSpace.Initialize();
        MachineScreen.Start();
        ControlRegisters.EnableProtections();
        InterruptStacks.Initialize();
        SyscallRegisters.Program();
        UserVectorState.Initialize();
        MachineTimer.Prepare();
        KernelLog.Debug($"image: at 0x{DirectMap.ImageToPhysical(KernelImage.Start):x} to 0x{DirectMap.ImageToPhysical(KernelImage.End):x}");
        KernelLog.Info($"address space: {KernelAddressSpace.Table.TableCount} page tables, cr4 0x{CpuInstructions.ReadCr4():x}");
    }
}
