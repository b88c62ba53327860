using System;
using System.Collections.Generic;
using System.Linq;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;
using Lodestar.Host.Tests.Files;
using Lodestar.Machine.UserMode;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>
/// Several programs that map one file and memory of all kinds, fork, end, and store to pages: what each of them sees is what a model
/// says, also where memory is out now and then. In the end no page is left.
/// </summary>
public sealed class ForkedProgramsTests
{
    private const int Steps = 6000;
    private const int Window = 24;
    private const int FilePages = 12;
    private const int MostPrograms = 6;

    private readonly List<(Program Program, ProgramModel Model)> _programs = [];
    private readonly TestTree _tree = new TestTree(isReadOnly: false).File("/file");
    private readonly RegularFile _file;
    private readonly ProgramModel.Content _fileModel = new(FilePages);

    public ForkedProgramsTests()
    {
        _file = (RegularFile)_tree.OpenFile("/file", OpenFlags.RdWr);
        _file.Truncate((long)Pages(FilePages));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void EachProgramSeesWhatItShould(int seed, bool isMemoryShort)
    {
        int before = MemoryPage.Count;
        Random random = new(seed);
        _programs.Add((Program.Create(), new ProgramModel()));
        for (int step = 0; step < Steps; step++)
        {
            if (isMemoryShort)
            {
                MemoryPage.Limit = random.Next(10) == 0 ? MemoryPage.Count + 1 : 0;
            }

            Step(random, random.Next(_programs.Count), $"seed {seed}, step {step}");
        }

        MemoryPage.Limit = 0;
        _programs.ForEach(static program => program.Program.Free());
        Assert.Equal(_fileModel.Pages, Enumerable.Range(0, _fileModel.Pages.Count).Select(FileByte));
        PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, "/file"u8);
        _tree.Descriptors.CloseAll();
        Assert.Equal(before, MemoryPage.Count);
    }

    private void Step(Random random, int index, string when)
    {
        (Program program, ProgramModel model) = _programs[index];
        int page = random.Next(Window);
        int count = Math.Min(random.Next(1, 6), Window - page);
        int value = random.Next(1, 256);
        switch (random.Next(24))
        {
            case 0:
                Fork(program, model);
                break;
            case 1 when _programs.Count > 1:
                program.Free();
                _programs.RemoveAt(index);
                break;
            case 2 or 3:
                Map(random, program, model, page, count);
                break;
            case 4:
                Assert.Equal(Errno.None, program.Space.Unmap(At(page), Pages(count)));
                model.Unmap(page, count);
                break;
            case 5 or 6:
                bool canWrite = random.Next(3) != 0;
                program.Space.Protect(At(page), Pages(count), canWrite ? ReadWrite : MmapProtection.Read);
                model.Protect(page, count, canWrite);
                break;
            case 7:
                Truncate(random.Next(FilePages + 1));
                break;
            case < 16:
                Store(program, model, index, page, value, when);
                break;
            default:
                int seen = program.Load(At(page) + 3);
                if (!HasEnded(program, index, seen < 0))
                {
                    Assert.True(model.Load(page) == seen, $"{when}: page {page} shows {seen}, not {model.Load(page)}");
                }

                break;
        }
    }

    private void Fork(Program program, ProgramModel model)
    {
        if (_programs.Count < MostPrograms && program.TryFork() is { } child)
        {
            Assert.False(program.Pages.Table.IsSharing);
            _programs.Add((child, model.Fork()));
        }
    }

    private void Map(Random random, Program program, ProgramModel model, int page, int count)
    {
        bool isShared = random.Next(2) == 0;
        bool isFile = random.Next(2) == 0;
        int filePage = isFile ? random.Next(FilePages) : 0;
        bool canWrite = random.Next(3) != 0;
        MmapFlags flags = MmapFlags.Fixed | (isShared ? MmapFlags.Shared : MmapFlags.Private) | (isFile ? 0 : MmapFlags.Anonymous);
        Errno error = program.Space.TryPut(
            At(page), Pages(count), canWrite ? ReadWrite : MmapProtection.Read, flags, out _, ((RegularInode)_file.Inode).Mapping, Pages(filePage),
            ReadWrite | MmapProtection.Exec);
        Assert.Equal(Errno.None, error);
        ProgramModel.Content? content = isFile ? _fileModel : isShared ? new ProgramModel.Content(count) : null;
        model.Map(page, count, content, filePage, isShared, canWrite);
    }

    private void Store(Program program, ProgramModel model, int index, int page, int value, string when)
    {
        bool stored = program.TryStore(At(page) + 3, (byte)value);
        if (!HasEnded(program, index, !stored))
        {
            Assert.True(model.TryStore(page, value) == stored, $"{when}: a store to page {page} gives {stored}");
        }
    }

    /// <summary>A program that found no memory is at its end.</summary>
    private bool HasEnded(Program program, int index, bool hasFailed)
    {
        bool isOut = hasFailed && program.LastFault
            is FaultAction.DemandZero or FaultAction.FilePage or FaultAction.CopyOnWrite or FaultAction.FirstWrite;
        if (isOut)
        {
            Assert.NotEqual(0, MemoryPage.Limit);
            program.Free();
            _programs.RemoveAt(index);
            if (_programs.Count == 0)
            {
                _programs.Add((Program.Create(), new ProgramModel()));
            }
        }

        return isOut;
    }

    private void Truncate(int pages)
    {
        _file.Truncate((long)Pages(pages));
        while (_fileModel.Pages.Count > pages)
        {
            _fileModel.Pages.RemoveAt(_fileModel.Pages.Count - 1);
        }

        _programs.ForEach(program => program.Model.Cut(_fileModel));
        _fileModel.Pages.AddRange(new int[pages - _fileModel.Pages.Count]);
    }

    private int FileByte(int page)
    {
        byte[] one = new byte[1];
        Assert.Equal(1, _file.ReadAt((long)Pages(page) + 3, one).Raw);
        return one[0];
    }
}
