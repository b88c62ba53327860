using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Hides values from the optimiser, so that what a test means to run is not folded away at compile time.</summary>
public static class Opaque
{
    /// <summary>Returns its argument; the compiler knows neither value nor exact type of the result.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Value<T>(T value) => value;

    /// <summary>Returns a null reference that the compiler takes for an object.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Null<T>()
        where T : class => null!;
}
