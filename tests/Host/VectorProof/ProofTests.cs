using System;
using System.Collections.Generic;
using System.Linq;
using Lodestar.VectorProof;
using Xunit;

namespace Lodestar.Host.Tests.VectorProof;

/// <summary>The proof over made-up code: what it finds, what it lets pass, and what it says.</summary>
public sealed class ProofTests
{
    private const ulong Base = 0xffff_ffff_8010_1000;

    // Both save or load xmm0 and xmm1, and MXCSR.
    private static readonly byte[] Entry =
    [
        0x0f, 0x29, 0x04, 0x24,                                  // movaps [rsp], xmm0
        0x0f, 0x29, 0x4c, 0x24, 0x10,                            // movaps [rsp + 16], xmm1
        0x0f, 0xae, 0x9c, 0x24, 0x00, 0x01, 0x00, 0x00,          // stmxcsr [rsp + 256]
        0x0f, 0xae, 0x15, 0x00, 0x00, 0x00, 0x00,                // ldmxcsr [rip]
    ];

    private static readonly byte[] Exit =
    [
        0x0f, 0xae, 0x94, 0x24, 0x00, 0x01, 0x00, 0x00,          // ldmxcsr [rsp + 256]
        0x0f, 0x28, 0x04, 0x24,                                  // movaps xmm0, [rsp]
        0x0f, 0x28, 0x4c, 0x24, 0x10,                            // movaps xmm1, [rsp + 16]
    ];

    [Fact]
    public void CodeThatTouchesWhatIsSavedPasses()
    {
        // movdqu xmm1, [rsi]; mov eax, 1; ret
        Proof proof = Over([0xf3, 0x0f, 0x6f, 0x0e, 0xb8, 1, 0, 0, 0, 0xc3]);
        Assert.Empty(proof.Violations);
        Assert.Equal(0b10u, proof.Touched);
        Assert.Equal(0b11u, proof.Saved);
        Assert.Null(proof.FirstArithmetic);
    }

    public static TheoryData<string, byte[], string> Forbidden => new()
    {
        { "pxor xmm2, xmm2", [0x66, 0x0f, 0xef, 0xd2], "touches xmm2" },
        { "movdqa [rsp], xmm8", [0x66, 0x44, 0x0f, 0x7f, 0x04, 0x24], "touches xmm8" },
        { "aesimc xmm15, xmm0", [0x66, 0x44, 0x0f, 0x38, 0xdb, 0xf8], "touches xmm15" },
        { "vmovaps ymm0, ymm1", [0xc5, 0xfc, 0x28, 0xc1], "upper halves" },
        { "vpxor xmm0, xmm0, xmm0", [0xc5, 0xf9, 0xef, 0xc0], "upper halves" },
        { "vzeroupper", [0xc5, 0xf8, 0x77], "upper halves" },
        { "vmovdqa32 zmm0, zmm1", [0x62, 0xf1, 0x7d, 0x48, 0x6f, 0xc1], "upper halves" },
        { "kmovw k1, eax", [0xc5, 0xf8, 0x92, 0xc8], "upper halves" },
        { "fld1", [0xd9, 0xe8], "x87" },
        { "fld qword [rdi]", [0xdd, 0x07], "x87" },
        { "fwait", [0x9b], "x87" },
        { "fninit", [0xdb, 0xe3], "x87" },
        { "fnstsw ax", [0xdf, 0xe0], "x87" },
        { "movq mm0, rax", [0x48, 0x0f, 0x6e, 0xc0], "x87" },
        { "movdq2q mm0, xmm0", [0xf2, 0x0f, 0xd6, 0xc0], "x87" },
        { "emms", [0x0f, 0x77], "x87" },
        { "ldmxcsr [rdi]", [0x0f, 0xae, 0x17], "MXCSR" },
        { "stmxcsr [rdi]", [0x0f, 0xae, 0x1f], "MXCSR" },
        { "fxsave64 [rdi]", [0x48, 0x0f, 0xae, 0x07], "whole state" },
        { "fxrstor64 [rdi]", [0x48, 0x0f, 0xae, 0x0f], "whole state" },
        { "xsave64 [rdi]", [0x48, 0x0f, 0xae, 0x27], "whole state" },
        { "xrstor64 [rdi]", [0x48, 0x0f, 0xae, 0x2f], "whole state" },
        { "xsaveopt64 [rdi]", [0x48, 0x0f, 0xae, 0x37], "whole state" },
        { "xrstors64 [rdi]", [0x48, 0x0f, 0xc7, 0x1f], "whole state" },
        { "no instruction in 64-bit mode", [0x06], "is not code" },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void WhatCodeMustNotDoIsNamed(string what, byte[] code, string reason)
    {
        Proof proof = Over([0x90, .. code, 0xc3]);
        string violation = Assert.Single(proof.Violations);
        Assert.StartsWith("Function+0x1", violation, StringComparison.Ordinal);
        Assert.True(violation.Contains(reason, StringComparison.Ordinal), $"{what}: {violation}");
    }

    [Fact]
    public void AViolationNamesFunctionAndInstruction()
    {
        Assert.Equal(
            ["Function+0x0: pxor xmm2,xmm2 touches xmm2, and the entry code saves only xmm0 to xmm1 (KernelVectorRegisters)"],
            Over([0x66, 0x0f, 0xef, 0xd2, 0xc3]).Violations);
    }

    [Fact]
    public void RegistersThatAreImpliedCount()
    {
        // blendvps xmm1, xmm1 with its mask in xmm0
        Assert.Equal(0b11u, Over([0x66, 0x0f, 0x38, 0x14, 0xc9]).Touched);
    }

    [Theory]
    [InlineData(new byte[] { 0xf2, 0x0f, 0x58, 0xc1 }, true)]            // addsd xmm0, xmm1
    [InlineData(new byte[] { 0xf2, 0x48, 0x0f, 0x2a, 0xc0 }, true)]      // cvtsi2sd xmm0, rax
    [InlineData(new byte[] { 0x66, 0x0f, 0x2e, 0xc1 }, true)]            // ucomisd xmm0, xmm1
    [InlineData(new byte[] { 0x0f, 0x51, 0xc1 }, true)]                  // sqrtps xmm0, xmm1
    [InlineData(new byte[] { 0xf2, 0x0f, 0xc2, 0xc1, 0x00 }, true)]      // cmpsd xmm0, xmm1, 0
    [InlineData(new byte[] { 0x66, 0x0f, 0x3a, 0x0b, 0xc1, 0x00 }, true)] // roundsd xmm0, xmm1, 0
    [InlineData(new byte[] { 0xa7 }, false)]                             // cmpsd, the string instruction
    [InlineData(new byte[] { 0xf2, 0x0f, 0x10, 0xc1 }, false)]           // movsd xmm0, xmm1
    [InlineData(new byte[] { 0x66, 0x0f, 0xfe, 0xc1 }, false)]           // paddd xmm0, xmm1
    [InlineData(new byte[] { 0x66, 0x0f, 0x57, 0xc1 }, false)]           // xorpd xmm0, xmm1
    public void ArithmeticIsToldFromMoves(byte[] code, bool isArithmetic) =>
        Assert.Equal(isArithmetic, Over(code).FirstArithmetic is not null);

    [Fact]
    public void ArithmeticNeedsAnMxcsrOfTheKernels()
    {
        byte[] arithmetic = [0xf2, 0x0f, 0x58, 0xc1];
        Assert.Empty(Over(arithmetic).Violations);
        Assert.Contains("depends on MXCSR, and syscall_entry does not load it", Over(arithmetic, ("syscall_entry", Entry[..^7])).Violations[0]);
        Assert.Contains("depends on MXCSR, and from_user_restore does not load it", Over(arithmetic, ("from_user_restore", Exit[8..])).Violations[0]);

        // Loaded before the program's is stored, it is lost.
        Assert.NotEmpty(Over(arithmetic, ("syscall_entry", [.. Entry[^7..], .. Entry[..^7]])).Violations);
    }

    [Fact]
    public void EveryEntryAndExitHasToHandleTheSameRegisters()
    {
        Assert.Contains("paranoid_kernel leaves out xmm1", Over([0x90], ("paranoid_kernel", [.. Entry[..4], .. Entry[9..]])).Violations[0]);
        Assert.Contains("syscall_restore leaves out xmm1", Over([0x90], ("syscall_restore", Exit[..^5])).Violations[0]);
    }

    [Fact]
    public void ARegisterInAnothersSlotIsNotSaved()
    {
        // movaps [rsp + 32], xmm1
        byte[] wrong = [.. Entry];
        wrong[8] = 0x20;
        Assert.NotEmpty(Over([0x90], ("from_user", wrong)).Violations);
    }

    [Fact]
    public void AnImageWithoutEntryCodeProvesNothing()
    {
        Proof proof = Proof.Over([new CodePart("Function", Base, new byte[] { 0xc3 })]);
        Assert.Equal(8, proof.Violations.Count);
        Assert.All(proof.Violations, static violation => Assert.StartsWith("the image has no ", violation, StringComparison.Ordinal));
    }

    [Fact]
    public void TheListedFunctionsMayDoWhatTheyAreThereFor()
    {
        Assert.Empty(Over([0xc3], ("SaveVectorState", [0x48, 0x0f, 0xae, 0x27, 0xc3])).Violations);
        Assert.Empty(Over([0xc3], ("LoadVectorState", [0xdb, 0xe3, 0x48, 0x0f, 0xae, 0x2f, 0x0f, 0xae, 0x17, 0xc3])).Violations);
        Assert.Single(Over([0xc3], ("SaveVectorState", [0x48, 0x0f, 0xae, 0x2f, 0xdb, 0xe3])).Violations);
    }

    [Fact]
    public void PaddingBetweenFunctionsIsNoCode()
    {
        Assert.Empty(Over([0xc3], ("", [0x00, 0x00, 0x00])).Violations);
        Assert.Empty(Over([0xc3], ("", [0xcc, 0xcc, 0xcc])).Violations);
        Assert.Single(Over([0xc3], ("", [0x00, 0x06, 0x07])).Violations);
        Assert.Single(Over([0xc3], ("Function2", [0x00])).Violations);
    }

    [Theory]
    [InlineData(0b0u, "none")]
    [InlineData(0b1u, "xmm0")]
    [InlineData(0b1_0111_1111u, "xmm0 to xmm6, xmm8")]
    [InlineData(0x8000_0000u, "xmm31")]
    [InlineData(uint.MaxValue, "xmm0 to xmm31")]
    public void SetsAreShownInWords(uint set, string text) => Assert.Equal(text, RegisterSet.Describe(set));

    /// <summary>The proof over a function, with all entry and exit code, parts of which can be replaced.</summary>
    private static Proof Over(byte[] function, params (string Name, byte[] Code)[] parts)
    {
        Dictionary<string, byte[]> code = StateCode.Entries.ToDictionary(static name => name, static _ => Entry);
        foreach (string name in StateCode.Exits)
        {
            code[name] = Exit;
        }

        code["Function"] = function;
        foreach ((string name, byte[] bytes) in parts)
        {
            code[name] = bytes;
        }

        return Proof.Over(code.Select(static part => new CodePart(part.Key, Base, part.Value)));
    }
}
