using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files.Pipes;

/// <summary>One slot of a pipe: a page, a part of which waits to be read (struct pipe_buffer in Linux).</summary>
internal struct PipeBuffer
{
    /// <summary>The page.</summary>
    public MemoryPage Page;

    /// <summary>The first byte that waits.</summary>
    public int Start;

    /// <summary>How many bytes wait; 1 or more.</summary>
    public int Length;

    /// <summary>Whether a read gets this and no more, and what of it the read has no room for is lost (O_DIRECT).</summary>
    public bool IsPacket;
}
