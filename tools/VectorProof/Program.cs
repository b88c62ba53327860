using System;
using System.IO;
using Lodestar.Symbols;
using Lodestar.VectorProof;

const int UsageError = 2;

if (args is not [string file, string report])
{
    Console.Error.WriteLine("usage: Lodestar.VectorProof <image> <report>");
    return UsageError;
}

try
{
    Proof proof = Proof.Over(CodeParts.Read(ElfFile.Parse(File.ReadAllBytes(file))));
    foreach (string violation in proof.Violations)
    {
        Console.Error.WriteLine($"{file}: error VECTOR: {violation}");
    }

    if (proof.Violations.Count != 0)
    {
        return 1;
    }

    string text = $"""
        {proof.InstructionCount} instructions
        vector registers that kernel code can touch: {RegisterSet.Describe(proof.Touched)}
        vector registers that the entry code saves: {RegisterSet.Describe(proof.Saved)}
        floating-point arithmetic, on the kernel's MXCSR: {proof.FirstArithmetic ?? "none"}

        """;
    File.WriteAllText(report, text);
    Console.Write(text);
    return 0;
}
catch (Exception error) when (error is InvalidDataException or IOException)
{
    Console.Error.WriteLine($"{file}: error: {error.Message}");
    return 1;
}
