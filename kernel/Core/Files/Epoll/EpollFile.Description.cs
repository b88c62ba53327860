using Lodestar.Core.Files.Proc;

namespace Lodestar.Core.Files.Epoll;

/// <content>What /proc shows of it.</content>
public sealed partial class EpollFile
{
    public override void Describe(TextBuffer text)
    {
        foreach (EpollItem item in _items.Values)
        {
            Inode inode = item.File.Inode;
            text.Add($"tfd: {item.Descriptor,8} events: {(uint)item.Events,8:x} data: {item.Data,16:x} ");
            text.Add($" pos:{item.File.Position} ino:{inode.Number:x} sdev:{inode.FileSystem.Device.Encoded:x}\n");
        }
    }
}
