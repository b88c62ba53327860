using System;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Host.Tests.Files;

/// <summary>Reads and writes of a program whose buffer is all the memory that it has.</summary>
internal static class UserTransfers
{
    public static IoResult Read(this OpenFile file, Span<byte> destination)
    {
        IoTarget target = Map(destination);
        IoResult result = file.Read(ref target);
        UserMemory.Bytes.CopyTo(destination);
        return result;
    }

    public static IoResult ReadAt(this OpenFile file, long offset, Span<byte> destination)
    {
        IoTarget target = Map(destination);
        IoResult result = file.ReadAt(offset, ref target);
        UserMemory.Bytes.CopyTo(destination);
        return result;
    }

    public static IoResult Write(this OpenFile file, ReadOnlySpan<byte> bytes)
    {
        UserMemory.Map(bytes);
        IoSource source = new(new ReadableUserBuffer(UserMemory.Start, (ulong)bytes.Length));
        return file.Write(ref source);
    }

    public static IoResult WriteAt(this OpenFile file, long offset, ReadOnlySpan<byte> bytes)
    {
        UserMemory.Map(bytes);
        IoSource source = new(new ReadableUserBuffer(UserMemory.Start, (ulong)bytes.Length));
        return file.WriteAt(offset, ref source);
    }

    public static IoResult ReadDirectory(
        this OpenFile file, Span<byte> destination, DirectoryFormat format = DirectoryFormat.Dirent64)
    {
        IoTarget target = Map(destination);
        IoResult result = file.ReadDirectory(ref target, format);
        UserMemory.Bytes.CopyTo(destination);
        return result;
    }

    private static IoTarget Map(ReadOnlySpan<byte> content)
    {
        UserMemory.Map(content);
        return new IoTarget(new WritableUserBuffer(UserMemory.Start, (ulong)content.Length));
    }
}
