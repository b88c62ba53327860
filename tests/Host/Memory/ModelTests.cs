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

    private readonly FakePages _pages = new();
    private readonly PageModel _model = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TheModelAgreesOnRandomCalls(int seed)
    {
        SpaceCalls ours = new(_pages);
        RandomCalls calls = new(seed, ours, _model);
        Random random = new(seed);
        for (int step = 0; step < Steps; step++)
        {
            for (int touches = random.Next(4); touches > 0; touches--)
            {
                Touch(ours.Space, At(random.Next(RandomCalls.WindowPages)), step + 1);
            }

            calls.Step(step);
            CheckAreas(ours.Space);
            Assert.Equal(_model.Contents(), _pages.Contents);
            Assert.All(_pages.Protections, page => Assert.Equal(_model.ProtectionOf(page.Key), page.Value));
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

    private void Touch(AddressSpace space, ulong page, int content)
    {
        bool isPresent = _pages.Contents.ContainsKey(page);
        FaultAction action = space.Resolve(page, FaultAccess.Read, isPresent).Action;
        if (_model.ProtectionOf(page) is not { } rights)
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
                _pages.Put(page, content, rights);
                _model.Touch(page, content);
            }
        }
    }
}
