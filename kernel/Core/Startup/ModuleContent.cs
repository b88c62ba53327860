using System;
using Lodestar.Core.Files;
using Lodestar.Machine.Boot;

namespace Lodestar.Core.Startup;

/// <summary>What the boot loader brought, as content of files: it stays where it is in memory.</summary>
internal sealed class ModuleContent(BootModule module) : FileContent
{
    public override long Length => module.Length;

    public override ReadOnlySpan<byte> Slice(long offset, int length) => module.Slice(offset, length);
}
