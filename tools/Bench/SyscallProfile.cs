using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Lodestar.Symbols;

namespace Lodestar.Bench;

/// <summary>Which instructions one operation consists of: follows the CPU through it, instruction by instruction.</summary>
internal static class SyscallProfile
{
    /// <summary>The program's arguments: batches long enough to have some of what is carried out least often.</summary>
    public const string Arguments = " -- 500 2";

    /// <summary>The one that is looked at, when caches are full.</summary>
    private const int Passes = 12;

    private const ulong UserEnd = 1UL << 47;

    /// <summary>More than any operation takes: it has lost its way.</summary>
    private const int Most = 1_000_000;

    /// <summary>Prints the functions by their share, then the way through functions and source lines.</summary>
    /// <param name="operation">What to look at.</param>
    /// <param name="machine">Lodestar with the program as init, and with <see cref="Arguments"/>.</param>
    /// <param name="program">The program's ELF.</param>
    /// <param name="code">Lodestar's functions.</param>
    public static void Print(SyscallOperation operation, QemuMachine machine, string program, CodeMap code)
    {
        List<ulong> addresses = Follow(operation, machine, program);
        List<(string Function, string Line)> places =
            [.. addresses.Select(address => address < UserEnd ? ("(the program)", "") : code.Find(address))];

        Table functions = new("function", "instructions");
        foreach (IGrouping<string, (string Function, string Line)> group in places.GroupBy(static place => place.Function).OrderByDescending(Enumerable.Count))
        {
            functions.Add(group.Key, Number(group.Count()));
        }

        functions.Print($"{operation.Title}: {Number(places.Count)} instructions by function");

        // In assembly a line is an instruction: its function stands for all of them.
        List<(string Function, string Line)> steps =
            [.. places.Select(static place => place.Line.Contains(".asm:", StringComparison.Ordinal) ? (place.Function, "") : place)];
        Table way = new("function", "line", "instructions");
        for (int start = 0, end; start < steps.Count; start = end)
        {
            end = start + steps.Skip(start).TakeWhile(step => step == steps[start]).Count();
            way.Add(steps[start].Function, Path.GetFileName(steps[start].Line), Number(end - start));
        }

        way.Print($"{operation.Title}: its way");
    }

    /// <summary>The addresses of the instructions between the two labels of the program's loop.</summary>
    private static List<ulong> Follow(SyscallOperation operation, QemuMachine machine, string program)
    {
        Dictionary<string, ulong> labels = ElfFile.Parse(File.ReadAllBytes(program)).ReadCodeSymbols()
            .ToDictionary(static symbol => symbol.Name, static symbol => symbol.Address);
        ulong begin = labels[operation.Label + "_begin"];
        ulong end = labels[operation.Label + "_end"];

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        ProcessStartInfo start = new("qemu-system-x86_64", [.. machine.Arguments(), "-S", "-gdb", $"unix:{path},server=on,wait=off"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new IOException("QEMU did not start");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            using GdbConnection connection = new(path);
            for (int pass = 0; pass < Passes;)
            {
                connection.RunTo(begin);
                bool isOther = operation.Label == SyscallOperation.CallLabel
                    && connection.Read(GdbConnection.Register.Rbx) != (ulong)operation.Number;
                pass += isOther ? 0 : 1;
                if (pass < Passes)
                {
                    connection.Step();
                }
            }

            List<ulong> addresses = [];
            for (ulong address = begin; address != end; address = connection.Read(GdbConnection.Register.Rip))
            {
                addresses.Add(address);
                connection.Step();
                if (addresses.Count > Most)
                {
                    throw new InvalidDataException($"{operation.Name} does not end");
                }
            }

            return addresses;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
            File.Delete(path);
        }
    }

    private static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
