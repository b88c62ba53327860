namespace Lodestar.Core.Syscalls.Tracing;

/// <summary>Writes the bits of a flags enum: <c>O_RDONLY|O_CLOEXEC|0x80000000</c>. Used by the generated tracer.</summary>
/// <param name="writer">Where to.</param>
/// <param name="value">The value, extended by zeros.</param>
public struct TraceFlags(TraceWriter writer, ulong value)
{
    private readonly TraceWriter _writer = writer;
    private ulong _left = value;
    private bool _any;

    /// <summary>Writes a name if all of its bits are left, and takes them.</summary>
    public void Bits(ulong bits, string name) => Field(bits, bits, name);

    /// <summary>Writes a name if the bits under a mask are a value, and takes them.</summary>
    public void Field(ulong mask, ulong fieldValue, string name)
    {
        if ((_left & mask) == fieldValue)
        {
            _left &= ~mask;
            Separate();
            _writer.Text(name);
        }
    }

    /// <summary>Writes the bits that have no name.</summary>
    /// <param name="zero">The name of a value without any bits, or "0".</param>
    /// <param name="kind">What stands in the comment if not one bit has a name, such as "PROT_???".</param>
    public void End(string zero, string kind)
    {
        if (_left == 0)
        {
            if (!_any)
            {
                _writer.Text(zero);
            }
        }
        else if (_any)
        {
            Separate();
            _writer.Hex(_left);
        }
        else
        {
            _writer.UnknownConstant(_left, kind);
        }
    }

    private void Separate()
    {
        if (_any)
        {
            _writer.Text("|");
        }

        _any = true;
    }
}
