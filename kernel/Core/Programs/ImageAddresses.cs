namespace Lodestar.Core.Programs;

/// <summary>Where a program's own code and data lie, for <c>proc_pid_stat(5)</c>. Ends are behind the last byte.</summary>
public readonly record struct ImageAddresses(ulong CodeStart, ulong CodeEnd, ulong DataStart, ulong DataEnd);
