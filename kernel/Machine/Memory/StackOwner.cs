namespace Lodestar.Machine.Memory;

/// <summary>Whose a slot of the stacks region is.</summary>
internal enum StackOwner : byte
{
    None,
    DoubleFault,
    NonMaskableInterrupt,
    Debug,
    MachineCheck,
    Thread,
}
