using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>A file that was opened with O_PATH: it names an inode, for fstat, fchdir and as the start of paths.</summary>
public sealed class PathFile(Inode inode, OpenFlags flags) : OpenFile(inode, flags);
