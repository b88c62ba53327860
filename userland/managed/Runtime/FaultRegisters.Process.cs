using Lodestar.Userland;

namespace Lodestar.Machine.Runtime;

/// <content>In a process they are in the <see cref="SignalContext"/>.</content>
internal readonly unsafe partial struct FaultRegisters
{
    private readonly SignalContext* _context;

    /// <summary>The registers in a signal's context.</summary>
    public FaultRegisters(SignalContext* context) => _context = context;

    public partial ref ulong Rip => ref _context->Rip;

    public partial ref ulong General(int number) => ref _context->General(number);
}
