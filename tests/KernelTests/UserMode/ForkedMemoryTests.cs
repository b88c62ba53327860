using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Machine.Memory;
using Lodestar.Machine.UserMode;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>Address spaces made by a fork, with ring 3 running in each.</summary>
public static class ForkedMemoryTests
{
    private const ulong Code = 0x40_0000;
    private const ulong Data = 0x80_0000;
    private const MmapProtection ReadWrite = MmapProtection.Read | MmapProtection.Write;

    // inc dword [Data]; mov edi, [Data]; mov eax, 60; syscall: exit(++data)
    private static ReadOnlySpan<byte> Count =>
    [
        0xff, 0x04, 0x25, 0x00, 0x00, 0x80, 0x00,
        0x8b, 0x3c, 0x25, 0x00, 0x00, 0x80, 0x00,
        0xb8, 60, 0, 0, 0, 0x0f, 0x05,
    ];

    [Test]
    public static void EachSideWritesToItsOwn()
    {
        UserPages pages = Create(out AddressSpace memory);
        Check.Equal(1, Run(memory, pages));
        UserPages child = pages.TryFork(memory, out AddressSpace? childMemory)!;
        Check.Equal(2, Run(childMemory!, child));
        Check.Equal(3, Run(childMemory!, child));
        Check.Equal(2, Run(memory, pages));
        UserPages grandchild = child.TryFork(childMemory!, out AddressSpace? grandchildMemory)!;
        child.Free(childMemory!);
        Check.Equal(4, Run(grandchildMemory!, grandchild));
        Check.Equal(3, Run(memory, pages));
        grandchild.Free(grandchildMemory!);
        pages.Free(memory);
    }

    [Test]
    public static void AForkOfTheRunningProgramTakesItsWritesToo()
    {
        UserPages pages = Create(out AddressSpace memory);
        Check.Equal(1, Run(memory, pages));

        // The CPU may still have the page as one that can be written.
        UserPages child = pages.TryFork(memory, out AddressSpace? childMemory)!;
        Check.Equal(2, Enter(memory, pages));
        Check.Equal(2, Run(childMemory!, child));
        child.Free(childMemory!);
        pages.Free(memory);
    }

    [Test]
    public static void ReadingBeforeWritingChangesNothing()
    {
        UserPages pages = Create(out AddressSpace memory);
        FaultResolution read = memory.Resolve(Data, FaultAccess.Read, isPresent: false);
        Check.That(pages.TryProvide(read, Data));
        Check.Equal(1L, pages.ResidentPages);
        UserPages child = pages.TryFork(memory, out AddressSpace? childMemory)!;
        Check.Equal(1, Run(memory, pages));
        Check.Equal(1, Run(childMemory!, child));
        Check.Equal(2L, pages.ResidentPages);
        child.Free(childMemory!);
        pages.Free(memory);
    }

    [Test]
    public static void NoFrameIsLost()
    {
        Round();
        ulong before = FrameUse.Count();
        for (int i = 0; i < 50; i++)
        {
            Round();
        }

        Check.Equal(before, FrameUse.Count());
    }

    [Test]
    public static void WithoutMemoryForTablesNothingIsMade()
    {
        UserPages pages = Create(out AddressSpace memory);
        Run(memory, pages);
        GC.Collect();
        ulong taken = FrameAllocator.None;
        ulong last = FrameAllocator.None;
        for (int left = 0; left < 6; left++)
        {
            // A list of frames, each with the address of the one before: there is no memory to note them elsewhere.
            while (FrameAllocator.FreeFrames > (ulong)left && (last = FrameAllocator.Allocate()) != FrameAllocator.None)
            {
                SetNext(last, taken);
                taken = last;
            }

            UserPages? child = pages.TryFork(memory, out AddressSpace? childMemory);
            ulong free = FrameAllocator.FreeFrames;
            for (ulong next; taken != FrameAllocator.None; taken = next)
            {
                next = NextOf(taken);
                FrameAllocator.Free(taken);
            }

            if (child is not null)
            {
                // The top-level table and one of each level below.
                Check.AtLeast(4, left);
                Check.Equal(2, Run(childMemory!, child));
                child.Free(childMemory!);
            }
            else
            {
                Check.Equal((ulong)left, free);
            }
        }

        pages.Free(memory);
    }

    private static unsafe ulong NextOf(ulong frame) => *(ulong*)DirectMap.ToPointer(frame);

    private static unsafe void SetNext(ulong frame, ulong next) => *(ulong*)DirectMap.ToPointer(frame) = next;

    private static void Round()
    {
        UserPages pages = Create(out AddressSpace memory);
        Run(memory, pages);
        UserPages child = pages.TryFork(memory, out AddressSpace? childMemory)!;
        Run(childMemory!, child);
        pages.Free(memory);
        Run(childMemory!, child);
        child.Free(childMemory!);
    }

    private static UserPages Create(out AddressSpace memory)
    {
        UserPages pages = new(UserPageTable.TryCreate()!);
        memory = new AddressSpace(pages, new AddressSpaceLayout(default, stackLimit: Page.Size));
        SmallProcess.Map(memory, Code, ReadWrite | MmapProtection.Exec);
        SmallProcess.Map(memory, Data, ReadWrite);
        Check.Equal(Errno.None, pages.Write(memory, Code, Count));
        return pages;
    }

    private static int Run(AddressSpace memory, UserPages pages)
    {
        return Enter(memory, pages);
    }

    private static int Enter(AddressSpace memory, UserPages pages) => SmallProcess.Enter(memory, pages, Code).Code;
}
