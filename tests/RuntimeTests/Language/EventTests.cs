using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Events: subscribing, raising, unsubscribing, custom accessors.</summary>
public static class EventTests
{
    private sealed class Valve
    {
        private readonly List<Action> _handlers = [];

        public event EventHandler<int>? Changed;

        public static event Action? Any;

        public event Action Custom
        {
            add => _handlers.Add(value);
            remove => _handlers.Remove(value);
        }

        public void Set(int value)
        {
            Changed?.Invoke(this, value);
            Any?.Invoke();
        }

        public void RaiseCustom() => _handlers.ForEach(handler => handler());
    }

    private sealed class Listener
    {
        public int Sum;

        public void OnChanged(object? sender, int value) => Sum += value;
    }

    [Test]
    public static void SubscribersAreCalledUntilTheyLeave()
    {
        Valve valve = new();
        Listener listener = new();
        valve.Set(1);
        valve.Changed += listener.OnChanged;
        valve.Changed += listener.OnChanged;
        valve.Set(10);
        Check.Equal(20, listener.Sum);
        valve.Changed -= listener.OnChanged;
        valve.Set(100);
        Check.Equal(120, listener.Sum);
        valve.Changed -= listener.OnChanged;
        valve.Set(1000);
        Check.Equal(120, listener.Sum);
    }

    [Test]
    public static void SenderIsPassed()
    {
        Valve valve = new();
        object? seen = null;
        valve.Changed += (sender, unused) => seen = sender;
        valve.Set(0);
        Check.Same(valve, seen);
    }

    [Test]
    public static void StaticEvent()
    {
        int calls = 0;
        Action handler = () => calls++;
        Valve.Any += handler;
        new Valve().Set(1);
        Valve.Any -= handler;
        new Valve().Set(1);
        Check.Equal(1, calls);
    }

    [Test]
    public static void CustomAccessors()
    {
        Valve valve = new();
        int calls = 0;
        Action handler = () => calls++;
        valve.Custom += handler;
        valve.RaiseCustom();
        valve.Custom -= handler;
        valve.RaiseCustom();
        Check.Equal(1, calls);
    }

    [Test]
    public static void LeavingWhileBeingCalled()
    {
        Valve valve = new();
        int calls = 0;
        EventHandler<int>? once = null;
        once = (unused, value) =>
        {
            calls++;
            valve.Changed -= once;
        };
        valve.Changed += once;
        valve.Set(1);
        valve.Set(1);
        Check.Equal(1, calls);
    }
}
