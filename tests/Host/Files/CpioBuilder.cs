using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Host.Tests.Files;

/// <summary>Writes cpio archives, right and wrong ones.</summary>
internal sealed class CpioBuilder
{
    private readonly List<byte> _bytes = [];
    private uint _inode;

    public FileContent Content => new ByteArrayContent(_bytes.ToArray());

    public byte[] Bytes => [.. _bytes];

    public CpioBuilder Directory(string name, uint mode = 0b111_101_101) => Entry(name, (uint)FileMode.IfDir | mode, "");

    public CpioBuilder File(string name, string text, uint mode = 0b110_100_100) => Entry(name, (uint)FileMode.IfReg | mode, text);

    /// <summary>One of several names of a file.</summary>
    public CpioBuilder Link(string name, uint inode, string text) => Entry(name, (uint)FileMode.IfReg | 0b110_100_100, text, inode: inode, links: 2);

    public CpioBuilder Symlink(string name, string target) => Entry(name, (uint)FileMode.IfLnk | 0b111_111_111, target);

    public CpioBuilder Trailer() => Entry("TRAILER!!!", 0, "");

    public CpioBuilder Zeros(int count)
    {
        _bytes.AddRange(new byte[count]);
        return this;
    }

    public CpioBuilder Raw(string text)
    {
        _bytes.AddRange(Encoding.Latin1.GetBytes(text));
        return this;
    }

    public CpioBuilder Entry(
        string name, uint mode, string text, uint? inode = null, uint links = 1, uint major = 0, uint minor = 0,
        string magic = "070701", uint checksum = 0, uint? size = null, int? nameSize = null, uint owner = 0, uint modified = 99)
    {
        byte[] content = Encoding.Latin1.GetBytes(text);
        byte[] nameBytes = Encoding.UTF8.GetBytes(name + "\0");
        uint[] fields =
        [
            inode ?? ++_inode, mode, owner, owner + 1, links, modified, size ?? (uint)content.Length, 0, 1, major, minor,
            (uint)(nameSize ?? nameBytes.Length), checksum,
        ];
        Raw(magic + string.Concat(fields.Select(static field => $"{field:x8}")));
        _bytes.AddRange(nameBytes);
        Align();
        _bytes.AddRange(content);
        Align();
        return this;
    }

    private void Align()
    {
        while (_bytes.Count % 4 != 0)
        {
            _bytes.Add(0);
        }
    }
}
