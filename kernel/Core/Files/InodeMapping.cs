using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files;

/// <summary>A regular file as areas show it. While one does, the file lives, whether it has names or not.</summary>
/// <param name="inode">The file.</param>
/// <param name="content">Its bytes.</param>
public sealed class InodeMapping(RegularInode inode, PagedContent content) : MappedFile(default(ReadOnlyMemory<byte>))
{
    /// <summary>The path that the file has now, in the first place where its file system is mounted.</summary>
    public override ReadOnlyMemory<byte> Path => PathText.Of(inode);

    public override long Length => content.Length;

    public override bool NotesWrites => true;

    public override int Read(long offset, Span<byte> destination) => content.Read(offset, destination);

    public override MemoryPage? Find(long number) => content.FindPage(number);

    public override bool HasRoomFor(long number, bool toWrite) => content.HasRoomFor(number, toWrite);

    public override MemoryPage? TryProvide(long number, bool toWrite) => content.TryProvidePage(number, toWrite);

    public override bool IsResident(long number) => content.IsData(number);

    public override void NoteWrite() => inode.MarkModified();

    public override Errno PunchHole(ulong offset, ulong length)
    {
        Errno error = content.PunchHole((long)offset, (long)length);
        if (error == Errno.None)
        {
            inode.MarkModified();
        }

        return error;
    }

    protected override void OnMapped() => inode.AddOpen();

    protected override void OnUnmapped()
    {
        content.DropCopies();
        inode.RemoveOpen();
    }
}
