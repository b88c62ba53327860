using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.RuntimeTests;

/// <summary>GC handles of every kind and pinned objects.</summary>
public static class HandleTests
{
    private const int Count = 200;
    private const int Most = 180;

    private sealed class Item(int number)
    {
        public int Number { get; } = number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GCHandle[] Make(GCHandleType type)
    {
        GCHandle[] handles = new GCHandle[Count];
        for (int i = 0; i < Count; i++)
        {
            handles[i] = GCHandle.Alloc(type == GCHandleType.Pinned ? new[] { i } : new Item(i), type);
        }
        return handles;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Alive(GCHandle[] handles)
    {
        int alive = 0;
        foreach (GCHandle handle in handles)
        {
            alive += handle.Target is null ? 0 : 1;
        }
        return alive;
    }

    private static void Free(GCHandle[] handles)
    {
        foreach (GCHandle handle in handles)
        {
            handle.Free();
        }
    }

    [Test]
    public static void NormalHandlesKeepTheirTargets()
    {
        GCHandle[] handles = Make(GCHandleType.Normal);
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Count; i++)
        {
            Check.Equal(i, ((Item)handles[i].Target!).Number);
        }
        Free(handles);
    }

    [Test]
    public static void WeakHandlesDoNot()
    {
        foreach (GCHandleType type in new[] { GCHandleType.Weak, GCHandleType.WeakTrackResurrection })
        {
            GCHandle[] handles = Make(type);
            Garbage.CollectAndFinalize();
            Check.AtMost(Count - Most, Alive(handles));
            Free(handles);
        }
    }

    [Test]
    public static void FreedHandlesReleaseTheirTargets()
    {
        GCHandle[] strong = Make(GCHandleType.Normal);
        GCHandle[] weak = WeakCopies(strong);
        Free(strong);
        Garbage.CollectAndFinalize();
        Check.AtMost(Count - Most, Alive(weak));
        Free(weak);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GCHandle[] WeakCopies(GCHandle[] handles)
    {
        GCHandle[] copies = new GCHandle[handles.Length];
        for (int i = 0; i < handles.Length; i++)
        {
            copies[i] = GCHandle.Alloc(handles[i].Target, GCHandleType.Weak);
        }
        return copies;
    }

    [Test]
    public static void PinnedHandlesGiveAFixedAddress()
    {
        GCHandle[] handles = Make(GCHandleType.Pinned);
        nint[] addresses = Array.ConvertAll(handles, handle => handle.AddrOfPinnedObject());
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Count; i++)
        {
            Check.Equal(addresses[i], handles[i].AddrOfPinnedObject());
            Check.Equal(i, Marshal.ReadInt32(addresses[i]));
            Check.Equal(i, ((int[])handles[i].Target!)[0]);
        }
        Free(handles);
    }

    [Test]
    public static void PinnedArrays()
    {
        byte[] pinned = GC.AllocateArray<byte>(1000, pinned: true);
        Check.Equal(-1, pinned.AsSpan().IndexOfAnyExcept((byte)0));
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        pinned[10] = 77;
        Garbage.CollectAndOverwrite();
        Check.Equal((byte)77, Marshal.ReadByte(address, 10));
        Check.Equal(address, Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0));
    }

    [Test]
    public static void UninitializedArraysHaveTheirLength()
    {
        int[] numbers = GC.AllocateUninitializedArray<int>(5000);
        Check.Equal(5000, numbers.Length);
        numbers.AsSpan().Fill(3);
        Check.Equal(3, numbers[4999]);
        string[] texts = GC.AllocateUninitializedArray<string>(100);
        Check.That(Array.TrueForAll(texts, text => text is null));
    }

    [Test]
    public static void TargetOfAHandleCanBeChanged()
    {
        GCHandle handle = GCHandle.Alloc(new Item(1));
        handle.Target = new Item(2);
        Garbage.CollectAndOverwrite();
        Check.Equal(2, ((Item)handle.Target).Number);
        nint cookie = GCHandle.ToIntPtr(handle);
        Check.Same(handle.Target, GCHandle.FromIntPtr(cookie).Target);
        Check.That(handle.IsAllocated);
        handle.Free();
        Check.That(!handle.IsAllocated);
        Check.Throws<InvalidOperationException>(() => Opaque.Value(default(GCHandle).Target));
    }

    [Test]
    public static void ManyHandlesComeAndGo()
    {
        GCHandle[] handles = new GCHandle[2000];
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < handles.Length; i++)
            {
                handles[i] = GCHandle.Alloc(new Item(i + round), (i & 1) == 0 ? GCHandleType.Normal : GCHandleType.Weak);
            }
            GC.Collect();
            for (int i = 0; i < handles.Length; i += 2)
            {
                Check.Equal(i + round, ((Item)handles[i].Target!).Number);
            }
            Free(handles);
        }
    }
}
