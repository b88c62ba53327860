using System;
using System.IO;
using System.Linq;
using Lodestar.Symbols;
using Xunit;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>A file that is no whole ELF64 file is named as such.</summary>
public class ElfFileTests
{
    [Fact]
    public void RefusesWhatIsNoElfFile()
    {
        Assert.Throws<InvalidDataException>(() => ElfFile.Parse(Array.Empty<byte>()));
        Assert.Throws<InvalidDataException>(() => ElfFile.Parse(new byte[100]));
    }

    [Fact]
    public void RefusesACutOffFile()
    {
        // One section header is announced at an offset behind the end.
        byte[] header = new byte[64];
        "\u007fELF\u0002\u0001"u8.CopyTo(header);
        header[0x28] = 200;
        header[0x3C] = 1;
        Assert.Throws<InvalidDataException>(() => ElfFile.Parse(header));
    }

    [Fact]
    public void AFileWithoutSectionsHasNoSymbols()
    {
        byte[] header = new byte[64];
        "\u007fELF\u0002\u0001"u8.CopyTo(header);
        Assert.Empty(ElfFile.Parse(header).ReadCodeSymbols().ToList());
    }
}
