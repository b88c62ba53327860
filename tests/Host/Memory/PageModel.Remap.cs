using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Host.Tests.Memory;

/// <content><c>mremap(2)</c>.</content>
internal sealed partial class PageModel
{
    public Errno Remap(ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, out ulong result)
    {
        (ulong old, ulong wanted) = (Page.RoundUp(oldLength), Page.RoundUp(newLength));
        bool mayMove = (flags & MremapFlags.MayMove) != 0;
        bool isFixed = (flags & MremapFlags.Fixed) != 0;
        bool keeps = (flags & MremapFlags.DontUnmap) != 0;
        bool overlaps = address + old > newAddress && newAddress + wanted > address;
        result = 0;
        if (!Page.IsAligned(address) || wanted == 0 || (uint)flags > 7 || ((isFixed || keeps) && !mayMove) || (keeps && old != wanted)
            || ((isFixed || keeps) && (!Page.IsAligned(newAddress) || overlaps)))
        {
            return Errno.EINVAL;
        }

        if (!_pages.TryGetValue(address, out State first))
        {
            return Errno.EFAULT;
        }

        ulong run = Run(address);
        if (!isFixed && !keeps && old >= wanted)
        {
            result = address;
            return old == wanted ? Errno.None : Unmap(address + wanted, old - wanted);
        }

        if (old == 0 && !first.IsShared)
        {
            return Errno.EINVAL;
        }

        if (ulong.Min(old, wanted) > run)
        {
            return Errno.EFAULT;
        }

        if (!isFixed && !keeps && old == run && IsFree(address + old, wanted - old))
        {
            result = Extend(address, first, old, wanted);
            return Errno.None;
        }

        if (!mayMove)
        {
            return Errno.ENOMEM;
        }

        if (isFixed)
        {
            Unmap(newAddress, wanted);
            Unmap(address + wanted, old > wanted ? old - wanted : 0);
            if (!_pages.ContainsKey(address))
            {
                return Errno.EFAULT;
            }
        }

        bool staysInside = isFixed || (keeps && IsFree(newAddress, wanted));
        Move(address, ulong.Min(old, wanted), wanted, staysInside ? newAddress : null, keeps);
        result = staysInside ? newAddress : 0;
        return Errno.None;
    }

    /// <summary>How many bytes from a mapped page on are one area.</summary>
    private ulong Run(ulong start)
    {
        State state = _pages[start] with { Content = 0 };
        ulong length = Page.Size;
        while (_pages.TryGetValue(start + length, out State next) && (next with { Content = 0 }) == state.After(length))
        {
            length += Page.Size;
        }

        return length;
    }

    private ulong Extend(ulong address, State first, ulong old, ulong wanted)
    {
        for (ulong offset = old; offset < wanted; offset += Page.Size)
        {
            _pages[address + offset] = first.After(offset) with { Content = 0 };
        }

        return address;
    }

    /// <summary>Moves pages to another place, or out of the window.</summary>
    private void Move(ulong address, ulong old, ulong wanted, ulong? place, bool keeps)
    {
        State first = _pages[address];
        for (ulong offset = 0; offset < wanted; offset += Page.Size)
        {
            int content = 0;
            if (offset < old)
            {
                State moved = _pages[address + offset];
                content = moved.Content;
                _pages.Remove(address + offset);
                if (keeps)
                {
                    _pages[address + offset] = moved with { Content = 0 };
                }
            }

            if (place is { } target)
            {
                _pages[target + offset] = first.After(offset) with { Content = content };
            }
        }
    }
}
