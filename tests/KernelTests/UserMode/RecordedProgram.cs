using System;
using System.Collections.Generic;
using Lodestar.Machine.UserMode;

namespace Lodestar.KernelTests;

/// <summary>Runs a few bytes of machine code in ring 3 and records what they bring to the kernel. Call 60 ends the program.</summary>
internal sealed class RecordedProgram : UserEvents
{
    public const ulong Code = 0x40_0000;
    public const ulong StackTop = 0x60_0000;
    public const long ExitNumber = 60;

    private readonly UserPageTable _table;

    private RecordedProgram(UserPageTable table) => _table = table;

    /// <summary>Numbers of the system calls in order.</summary>
    public List<long> Calls { get; } = [];

    /// <summary>Exceptions: the vector, and what comes with it.</summary>
    public List<(int Vector, ulong Detail)> Exceptions { get; } = [];

    /// <summary>RDI and RSI of the call that ended the program.</summary>
    public (ulong Rdi, ulong Rsi) End { get; private set; }

    /// <summary>What a call returns; by default its number + 1,000.</summary>
    public Func<RecordedProgram, long, long>? OnCall { get; init; }

    /// <summary>Addresses that are mapped when they are touched.</summary>
    public Func<ulong, bool>? OnPageFault { get; init; }

    /// <summary>Changes the registers of a call before it returns.</summary>
    public RegisterChange? OnRegisters { get; init; }

    /// <summary>Handles an exception; false ends the program.</summary>
    public ExceptionHandler? OnException { get; init; }

    public delegate void RegisterChange(UserRegisters registers);

    public delegate bool ExceptionHandler(UserRegisters registers, int vector);

    /// <summary>The program's address space.</summary>
    public UserPageTable Table => _table;

    /// <summary>Runs machine code to its end. The address space is freed afterwards.</summary>
    public static RecordedProgram Run(
        ReadOnlySpan<byte> code,
        Func<RecordedProgram, long, long>? onCall = null,
        Func<ulong, bool>? onPageFault = null,
        RegisterChange? onRegisters = null,
        ExceptionHandler? onException = null)
    {
        UserPageTable table = UserPageTable.TryCreate()!;
        RecordedProgram program = new(table)
        {
            OnCall = onCall, OnPageFault = onPageFault, OnRegisters = onRegisters, OnException = onException,
        };
        table.TryMap(Code, UserProtection.Read | UserProtection.Execute);
        code.CopyTo(table.PageAt(Code));
        table.TryMap(StackTop - UserPageTable.PageSize, UserProtection.Read | UserProtection.Write);
        ProgramRunner.Run(program, table, Code, StackTop);
        table.Free();
        return program;
    }

    public override long Start(UserRegisters registers) => 0;

    public override void Work(UserRegisters registers)
    {
    }

    public override long Syscall(UserRegisters registers)
    {
        long number = registers.OriginalRax;
        if (number == ExitNumber)
        {
            End = (registers.Rdi, registers.Rsi);
            ProgramRunner.Leave();
        }

        Calls.Add(number);
        long result = OnCall?.Invoke(this, number) ?? number + 1000;
        OnRegisters?.Invoke(registers);
        return result;
    }

    public override bool ResolvePageFault(ulong address, PageFaultAccess access) =>
        OnPageFault?.Invoke(address) == true
        && _table.TryMap(address & ~(UserPageTable.PageSize - 1), UserProtection.Read | UserProtection.Write);

    public override void Exception(UserRegisters registers, int vector, ulong errorCode, ulong detail)
    {
        Exceptions.Add((vector, detail));
        if (OnException?.Invoke(registers, vector) != true)
        {
            ProgramRunner.Leave();
        }
    }
}
