using System;
using System.Linq;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>Random calls and page faults on an address space and on a model that knows only pages.</summary>
public sealed class ModelTests
{
    private const int Steps = 4_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TheModelAgreesOnRandomCalls(int seed)
    {
        FakePages pages = new();
        Run(new SpaceCalls(pages), pages, new PageModel(), seed, Steps);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void TheModelAgreesOnForks(int seed)
    {
        const int Generations = 20;
        FakePages pages = new();
        SpaceCalls ours = new(pages);
        PageModel model = new();
        for (int generation = 0; generation < Generations; generation++)
        {
            Run(ours, pages, model, seed++, Steps / Generations);
            FakePages childPages = new();
            SpaceCalls child = new(ours.Space.TryFork(childPages)!, ours.File);
            PageModel childModel = model.Fork();
            Assert.Equal(childModel.Describe(), child.Describe());
            Assert.Equal(childModel.Contents(), childPages.Contents);

            // Neither side sees what happens to the other.
            Run(ours, pages, model, seed++, Steps / Generations);
            Run(child, childPages, childModel, seed++, Steps / Generations);
            Assert.Equal(model.Describe(), ours.Describe());
            Assert.Equal(model.Contents(), pages.Contents);
            (ours, pages, model) = (child, childPages, childModel);
        }
    }

    private static void Run(SpaceCalls ours, FakePages pages, PageModel model, int seed, int steps)
    {
        RandomCalls calls = new(seed, ours, model);
        Random random = new(seed);
        for (int step = 0; step < steps; step++)
        {
            for (int touches = random.Next(4); touches > 0; touches--)
            {
                Touch(ours.Space, pages, model, At(random.Next(RandomCalls.WindowPages)), step + 1);
            }

            calls.Step(step);
            CheckAreas(ours.Space);
            Assert.Equal(model.Contents(), pages.Contents);
            Assert.All(pages.Protections, page => Assert.Equal(model.ProtectionOf(page.Key), page.Value));
        }
    }

    private static void CheckAreas(AddressSpace space)
    {
        ulong bytes = 0;
        for (int i = 0; i < space.Areas.Count; i++)
        {
            VmArea area = space.Areas[i];
            bytes += area.Length;
            Assert.True(area.Start < area.End && Page.IsAligned(area.Start | area.End | area.FileOffset));
            Assert.True(i == 0 || (space.Areas[i - 1].End <= area.Start && !space.Areas[i - 1].ContinuesIn(area)), space.Describe());
        }

        Assert.Equal(bytes, space.Areas.MappedBytes);
    }

    private static void Touch(AddressSpace space, FakePages pages, PageModel model, ulong page, int content)
    {
        bool isPresent = pages.Contents.ContainsKey(page);
        FaultAction action = space.Resolve(page, FaultAccess.Read, isPresent).Action;
        if (model.ProtectionOf(page) is not { } rights)
        {
            Assert.Equal(FaultAction.SegvMapError, action);
        }
        else if (rights == 0)
        {
            Assert.Equal(FaultAction.SegvAccessError, action);
        }
        else if (isPresent)
        {
            Assert.Equal(FaultAction.Retry, action);
        }
        else
        {
            Assert.Contains(action, new[] { FaultAction.DemandZero, FaultAction.FilePage, FaultAction.BusError }.AsEnumerable());
            if (action != FaultAction.BusError)
            {
                pages.Put(page, content, rights);
                model.Touch(page, content);
            }
        }
    }
}
