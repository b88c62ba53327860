using Lodestar.Machine.Runtime.Gc;
using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>Objects with units of their own.</summary>
[Collection(GcTests.Name)]
public sealed unsafe class LargeObjectTests
{
    [Fact]
    public void SixteenMebibytesComeZeroedAndGo()
    {
        using var heap = new FakeHeap();
        const uint Length = 16 << 20;
        MethodTable* bytes = heap.PlainArray(1);
        nuint mapped = GcPlatform.MappedPages;
        for (int round = 0; round < 10; round++)
        {
            byte* instance = heap.New(bytes, Length);
            for (uint offset = 16; offset < Length; offset += 4096)
            {
                Assert.Equal(0, instance[offset]);
                instance[offset] = 1;
            }
        }
        GcHeap.Collect();
        Assert.Equal((nuint)0, GcStatistics.LargeObjects);
        Assert.True(GcPlatform.MappedPages <= mapped + 16);
    }

    [Fact]
    public void OnlyNeededPagesAreMapped()
    {
        using var heap = new FakeHeap();
        nuint before = GcPlatform.MappedPages;
        uint length = 5 * 4096 - LargeHeader.CellOffset - 24;
        heap.New(heap.PlainArray(1), length);
        Assert.Equal(before + 5, GcPlatform.MappedPages);
        heap.New(heap.PlainArray(1), length + 1);
        Assert.Equal(before + 11, GcPlatform.MappedPages);
    }

    [Fact]
    public void HolesAreUsedAgain()
    {
        using var heap = new FakeHeap();
        MethodTable* bytes = heap.PlainArray(1);
        for (int count = 0; count < 2 * FakeHeap.RootCount; count++)
        {
            byte* instance = heap.New(bytes, 20_000);
            if (count % 2 == 0)
                heap.Roots[count / 2] = instance;
        }
        uint top = UnitTable.Top;
        GcHeap.Collect();
        Assert.Equal((nuint)FakeHeap.RootCount, GcStatistics.LargeObjects);
        for (int count = 0; count < FakeHeap.RootCount - 1; count++)
            Assert.True(heap.New(bytes, 20_000) != null);
        Assert.True(UnitTable.Top <= top);
        // Four times the size fits into no hole.
        Assert.True(heap.New(bytes, 80_000) != null);
        Assert.True(UnitTable.Top > top);
    }

    [Fact]
    public void HugeLengthsFailCleanly()
    {
        using var heap = new FakeHeap();
        MethodTable* array = heap.ReferenceArray();
        Assert.True(heap.New(array, int.MaxValue) == null);
        Assert.True(GcHeap.Allocate(array, nuint.MaxValue) == null);
        Assert.True(GcHeap.Allocate(heap.PlainArray(65_535), uint.MaxValue) == null);
        byte* result = (byte*)1;
        GcExports.AllocateNewArray(array, uint.MaxValue, 0, (void**)&result);
        Assert.True(result == null);
        Assert.True(heap.New(array, 10) != null);
    }
}
