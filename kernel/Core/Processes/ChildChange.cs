using Lodestar.Core.Abi;

namespace Lodestar.Core.Processes;

/// <summary>What has happened to a child.</summary>
/// <param name="ProcessId">The child; 0 for nothing.</param>
/// <param name="UserId">Its real user id.</param>
/// <param name="Code">CLD_EXITED and so on.</param>
/// <param name="Status">Its exit code, or the signal that has ended, stopped or continued it.</param>
/// <param name="WaitStatus">The same as <c>wait(2)</c> packs it.</param>
/// <param name="Usage">What it and the children that it has waited for have used.</param>
public readonly record struct ChildChange(int ProcessId, uint UserId, int Code, int Status, int WaitStatus, ResourceUsage Usage)
{
    private const int ExitCodeShift = 8;

    internal static ChildChange Ended(Process child)
    {
        ExitStatus status = child.Status!.Value;
        bool isKilled = status.Signal != 0;
        return new ChildChange(
            child.Id, child.Files.RealCredentials.UserId, isKilled ? SignalCode.CLD_KILLED : SignalCode.CLD_EXITED,
            isKilled ? status.Signal : status.Code, isKilled ? status.Signal : status.Code << ExitCodeShift,
            child.TotalUsage);
    }
}
