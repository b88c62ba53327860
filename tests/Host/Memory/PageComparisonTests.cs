using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>
/// What programs see of memory and of a file that they have mapped, here and on the host's Linux: the same random calls, stores and
/// loads to both.
/// </summary>
[Collection(nameof(HostMemory))]
public sealed class PageComparisonTests
{
    private const int Steps = 3000;
    private const int StepsBetweenChecks = 20;
    private const int Pages = 24;
    private const int FilePages = 16;

    /// <summary>Places in a page: at its start, and behind the end of files that end in it.</summary>
    private static readonly ulong[] s_places = [3, 4000];

    private static readonly MemoryAdvice[] s_advice =
        [MemoryAdvice.DontNeed, MemoryAdvice.DontNeed, MemoryAdvice.Remove, MemoryAdvice.Remove, MemoryAdvice.PopulateRead, MemoryAdvice.PopulateWrite];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void LinuxAgreesOnWhatProgramsSee(int seed)
    {
        int before = MemoryPage.Count;
        long length = FilePages * (long)Page.Size;
        using HostPages linux = new(length);
        ProgramCalls ours = new(length);
        Random random = new(seed);
        for (int step = 0; step < Steps; step++)
        {
            (string call, object own, object other) = Step(random, ours, linux);
            Assert.True(own.Equals(other), $"seed {seed}, step {step}: {call} gives {own} here, {other} there, at\n{ours.Describe()}");
            Assert.Equal(linux.Describe(), ours.Describe());
            if (step % StepsBetweenChecks == 0)
            {
                Compare(ours, linux, $"seed {seed}, step {step}, after {call}");
            }
        }

        ours.Free();
        Assert.Equal(before, MemoryPage.Count);
    }

    private static (string Call, object Own, object Other) Step(Random random, ProgramCalls ours, HostPages linux)
    {
        int page = random.Next(Pages);
        ulong address = At(page);
        ulong length = SpaceBuilder.Pages(Math.Min(random.Next(1, 8), Pages - page));
        byte value = (byte)random.Next(1, 256);
        ulong place = address + s_places[random.Next(IsLastPageFull(ours) ? s_places.Length : 1)];
        switch (random.Next(20))
        {
            case 0 or 1 or 2:
                MmapFlags flags = Flags(random);
                ulong offset = (flags & MmapFlags.Anonymous) != 0 ? 0 : SpaceBuilder.Pages(random.Next(FilePages));
                MmapProtection rights = Rights(random);
                return ($"mmap({page}, {length:x}, {rights}, {flags}, {offset:x})",
                    ours.Map(address, length, rights, flags, offset, out _), linux.Map(address, length, rights, flags, offset, out _));
            case 3:
                return ($"munmap({page}, {length:x})", ours.Unmap(address, length), linux.Unmap(address, length));
            case 4 or 5:
                rights = Rights(random);
                return ($"mprotect({page}, {length:x}, {rights})",
                    ours.Protect(address, length, rights), linux.Protect(address, length, rights));
            case 6:
                MemoryAdvice advice = s_advice[random.Next(s_advice.Length)];
                return ($"madvise({page}, {length:x}, {advice})", ours.Advise(address, length, advice), linux.Advise(address, length, advice));
            case 7:
                return Remap(random, ours, linux, page);
            case 8:
                long size = random.Next(2) == 0 ? (long)SpaceBuilder.Pages(random.Next(FilePages)) : random.Next(FilePages * (int)Page.Size);
                return ($"ftruncate({size})", ours.Truncate(size), linux.Truncate(size));
            case 9 or 10:
                long position = random.Next(FilePages * (int)Page.Size);
                byte[] bytes = new byte[random.Next(1, 6000)];
                Array.Fill(bytes, value);
                return ($"pwrite({position}, {bytes.Length})", ours.WriteFile(position, bytes), linux.WriteFile(position, bytes));
            case 11:
                position = random.Next(FilePages * (int)Page.Size);
                size = random.Next(1, 20000);
                return ($"punch({position}, {size})", ours.PunchHole(position, size), linux.PunchHole(position, size));
            case 12 or 13 or 14:
                return ($"load({page})", ours.Load(place), linux.Load(place));
            default:
                return ($"store({page}, {value})", ours.Store(place, value), linux.Store(place, value));
        }
    }

    /// <summary>
    /// Whether nothing can be stored behind the end of the file, in its last page. What is stored there comes to light in Linux's tmpfs
    /// when the file grows by a write, and not here.
    /// </summary>
    private static bool IsLastPageFull(ProgramCalls calls) => calls.FileLength % (long)Page.Size is 0 or > 4000;

    /// <summary>One page only: what is one area depends in Linux on which pages were touched.</summary>
    private static (string Call, object Own, object Other) Remap(Random random, ProgramCalls ours, HostPages linux, int page)
    {
        int target = random.Next(Pages);
        MremapFlags flags = MremapFlags.MayMove | MremapFlags.Fixed | (random.Next(3) == 0 ? MremapFlags.DontUnmap : MremapFlags.None);
        ulong oldLength = random.Next(4) == 0 && (flags & MremapFlags.DontUnmap) == 0 ? 0 : Page.Size;
        ulong newLength = random.Next(3) == 0 && (flags & MremapFlags.DontUnmap) == 0 ? 2 * Page.Size : Page.Size;
        newLength = target == Pages - 1 ? Page.Size : newLength;
        return ($"mremap({page}, {oldLength:x}, {newLength:x}, {flags}, {target})",
            ours.Remap(At(page), oldLength, newLength, flags, At(target), out _),
            linux.Remap(At(page), oldLength, newLength, flags, At(target), out _));
    }

    private static void Compare(ProgramCalls ours, HostPages linux, string when)
    {
        Assert.Equal(linux.ReadFile(), ours.ReadFile());

        // A private write to a hole takes a page of the file in Linux, and none here.
        Assert.True(ours.Blocks() <= linux.Blocks(), $"{when}: {ours.Blocks()} blocks here, {linux.Blocks()} there");
        for (int page = 0; page < Pages; page++)
        {
            int own = ours.Residency(At(page));
            int other = linux.Residency(At(page));
            Assert.True(own <= other && (own < 0) == (other < 0), $"{when}: residency of {page} is {own} here, {other} there, at\n{ours.Describe()}");
        }

        for (int page = 0; page < Pages; page++)
        {
            foreach (ulong place in s_places)
            {
                int own = ours.Load(At(page) + place);
                int other = linux.Load(At(page) + place);
                Assert.True(own == other, $"{when}: page {page} has {own} at {place} here, {other} there, at\n{ours.Describe()}");
            }
        }
    }

    /// <summary>None without reading: the calls that stand for loads on the host want it.</summary>
    private static MmapProtection Rights(Random random) =>
        random.Next(5) switch { 0 => MmapProtection.None, 1 => MmapProtection.Read, _ => ReadWrite };

    private static MmapFlags Flags(Random random) => MmapFlags.Fixed | MmapFlags.NoReserve | (random.Next(8) switch
    {
        0 or 1 => MmapFlags.Shared | MmapFlags.Anonymous,
        2 => MmapFlags.Private | MmapFlags.Anonymous,
        3 or 4 => MmapFlags.Private,
        _ => MmapFlags.Shared,
    });
}
