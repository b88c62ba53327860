using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;

namespace Lodestar.Host.Tests.Files;

/// <summary>A process with two threads: one with its own id, and one with the next.</summary>
internal sealed class TestProcess : IProcess
{
    private readonly Credentials _owner;
    private byte[] _name = TestTree.Bytes("na\nme");

    public TestProcess(int id, Credentials owner, Location? executable)
    {
        Id = id;
        ProcessId = id;
        _owner = owner;
        Executable = executable;
        Status = new ProcessStatus { Id = id, ProcessId = id };
    }

    public int Id { get; private init; }

    public int ProcessId { get; }

    public bool Exists { get; set; } = true;

    public Credentials Owner => _owner;

    public Credentials FileOwner => IsDumpable ? _owner : default;

    public bool IsDumpable { get; set; } = true;

    public Location? Executable { get; set; }

    public FileContext? Files { get; set; }

    public MemoryStatus? Memory { get; set; } = new()
    {
        Size = 0x10000,
        CodeStart = 0x400000,
        CodeEnd = 0x401234,
        ArgumentsStart = 100,
        ArgumentsEnd = 200,
        EnvironmentStart = 200,
        EnvironmentEnd = 300,
    };

    public ProcessStatus Status { get; set; }

    public ReadOnlySpan<byte> Name
    {
        get => _name;
        set => _name = value.ToArray();
    }

    public int OutOfMemoryAdjustment { get; set; }

    public int MemoryShare { get; set; }

    public bool MayBeInspectedBy(FileContext who) =>
        who.Credentials.IsSuperuser || (IsDumpable && who.Credentials.UserId == _owner.UserId);

    public ProcessStatus ReadStatus() => Status;

    public MemoryStatus? ReadMemory() => Memory;

    public ResourceLimit LimitOf(Resource resource) => new() { Current = (ulong)resource, Maximum = ResourceLimit.Infinity };

    public void AddMemory(TextBuffer text, ulong start, ulong end) => text.Add(TestTree.Bytes(start == 100 ? $"{ProcessId}\0a\0" : "A=b\0"));

    public void AddMaps(TextBuffer text) => text.Add("maps\n"u8);

    public void AddAuxiliaryValues(TextBuffer text) => text.Add(new byte[16]);

    public IProcess? FindThread(int thread) => thread == ProcessId ? this : thread == ProcessId + 1 ? NextThread() : null;

    public IProcess? FindNextThread(int thread) => thread < ProcessId ? this : thread == ProcessId ? NextThread() : null;

    private TestProcess NextThread() => new(ProcessId, _owner, Executable) { Id = ProcessId + 1, Files = Files };
}
