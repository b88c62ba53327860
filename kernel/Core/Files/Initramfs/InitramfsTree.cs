namespace Lodestar.Core.Files.Initramfs;

/// <summary>What an archive unpacked to.</summary>
/// <param name="Root">The tree: of a broken archive, what came before the fault.</param>
/// <param name="Entries">Entries that were unpacked.</param>
/// <param name="Problem">Why unpacking ended early, one sentence without a full stop; null when all is well.</param>
/// <param name="Offset">With a problem: where in the archive the entry begins, in bytes.</param>
public sealed record InitramfsTree(TreeDirectory Root, int Entries, string? Problem, long Offset);
