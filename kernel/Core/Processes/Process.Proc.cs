using System;
using System.Buffers;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Processes;

/// <content>What /proc shows.</content>
public sealed partial class Process : IProcess
{
    Credentials IProcess.Owner => Files.Credentials;

    Inode? IProcess.Executable => _program?.Executable;

    ReadOnlyMemory<byte> IProcess.ExecutablePath => _program?.Path ?? default;

    FileContent IProcess.ReadCommandLine()
    {
        if (_program is not { } program)
        {
            return ByteArrayContent.Empty;
        }

        byte[] text = new byte[program.ArgumentsEnd - program.ArgumentsStart];
        int length = program.Pages.Read(program.Memory, program.ArgumentsStart, text);
        return new ByteArrayContent(text.AsMemory(0, length));
    }

    FileContent IProcess.ReadMaps()
    {
        ArrayBufferWriter<byte> text = new();
        if (_program is { } program)
        {
            MapsText.Write(program.Memory, text);
        }

        return new ByteArrayContent(text.WrittenMemory);
    }
}
