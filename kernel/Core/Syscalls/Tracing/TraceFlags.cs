namespace Lodestar.Core.Syscalls.Tracing;

/// <summary>Writes the bits of a flags enum: <c>O_RDONLY|O_CLOEXEC|0x80000000</c>. Used by the generated tracer.</summary>
/// <param name="writer">Where to.</param>
/// <param name="value">The value, extended by zeros.</param>
public struct TraceFlags(TraceWriter writer, ulong value)
{
    private readonly TraceWriter _writer = writer;
    private readonly ulong _value = value;
    private ulong _left = value;
    private bool _any;

    /// <summary>Writes a name if all of its bits are left, and takes them.</summary>
    public void Bits(ulong bits, string name)
    {
        if ((_left & bits) == bits)
        {
            Take(bits, name);
        }
    }

    /// <summary>Writes the name of a field's value if the field has it, and takes the field's bits.</summary>
    public void Field(ulong mask, ulong fieldValue, string name)
    {
        if ((_value & mask) == fieldValue)
        {
            Take(mask, name);
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

    private void Take(ulong bits, string name)
    {
        _left &= ~bits;
        Separate();
        _writer.Text(name);
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
