using System;
using System.Linq;
using System.Text;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>Kernel work that touches many vector registers and computes with floating-point numbers.</summary>
internal static class KernelNoise
{
    /// <summary>Works; returns what came out other than with an MXCSR of the kernel's own, or null.</summary>
    public static string? Make()
    {
        try
        {
            MoveText();
            Compute();
            GC.Collect();
            return null;
        }
        catch (CheckFailedException failure)
        {
            return failure.Message;
        }
    }

    private static void MoveText()
    {
        string text = string.Join(' ', Enumerable.Range(0, 40).Select(static number => $"Word{number}"));
        Check.That(text.Contains("wORD39", StringComparison.OrdinalIgnoreCase));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Check.Equal(text, Encoding.UTF8.GetString(Convert.FromBase64String(Convert.ToBase64String(bytes))));
    }

    private static void Compute()
    {
        // To the nearest; a denormal is a number; what is inexact, divided by 0 or undefined raises nothing.
        Check.Equal(0x3fd5_5555_5555_5555, BitConverter.DoubleToInt64Bits(Opaque.Value(1.0) / Opaque.Value(3.0)));
        Check.Equal(0x3fe5_5555_5555_5555, BitConverter.DoubleToInt64Bits(Opaque.Value(2.0) / Opaque.Value(3.0)));
        Check.Equal(0x4005_5555_5555_5555, BitConverter.DoubleToInt64Bits(Opaque.Value(8.0) / Opaque.Value(3.0)));
        Check.Equal(0x3fc9_9999_9999_999a, BitConverter.DoubleToInt64Bits(Opaque.Value(1.0) / Opaque.Value(5.0)));
        Check.That(Opaque.Value(double.Epsilon) * Opaque.Value(2.0) > 0.0);
        Check.That(double.IsPositiveInfinity(Opaque.Value(1.0) / Opaque.Value(0.0)));
        Check.That(double.IsNaN(Opaque.Value(0.0) / Opaque.Value(0.0)));
    }
}
