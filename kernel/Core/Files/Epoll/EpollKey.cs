using System;

namespace Lodestar.Core.Files.Epoll;

/// <summary>What an epoll knows a file by: a number alone may mean another file by now.</summary>
/// <param name="file">The open file.</param>
/// <param name="descriptor">The descriptor that it was added under.</param>
internal readonly struct EpollKey(OpenFile file, int descriptor) : IEquatable<EpollKey>
{
    private readonly OpenFile _file = file;
    private readonly int _descriptor = descriptor;

    public bool Equals(EpollKey other) => _file == other._file && _descriptor == other._descriptor;

    public override bool Equals(object? obj) => obj is EpollKey other && Equals(other);

    public override int GetHashCode() => _descriptor;
}
