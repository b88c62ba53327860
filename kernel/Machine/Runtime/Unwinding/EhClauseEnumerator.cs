using System.Runtime;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Unwinding;

/// <summary>
/// Walks a method's EH clauses for CoreLib's dispatch (System.Runtime.EH). The stream is a count and then per clause
/// start, (length &lt;&lt; 2) | kind, handler and, by kind, a 4-byte relative pointer to the caught type or the filter; all
/// but the pointer NativeFormat variable-length integers, all code offsets from the method's start.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = CoreLibOffsets.SIZEOF__EHEnum)]
internal unsafe struct EhClauseEnumerator
{
    [FieldOffset(0)] private byte* _next;
    [FieldOffset(8)] private ulong _methodStart;
    [FieldOffset(16)] private uint _remaining;

    /// <summary>CoreLib's RhEHClauseKind.</summary>
    private enum ClauseKind : uint
    {
        Typed = 0,
        Fault = 1,
        Filter = 2,
    }

    /// <summary>CoreLib's RhEHClause.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Clause
    {
        public ClauseKind Kind;
        public uint TryStart;
        public uint TryEnd;
        public ulong Filter;
        public ulong Handler;
        public byte* Type;
    }

    /// <summary>CoreLib's MethodRegionInfo. ILC splits no method into a hot and a cold part.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MethodRegion
    {
        public ulong HotStart;
        public ulong HotSize;
        public ulong ColdStart;
        public ulong ColdSize;
    }

    [RuntimeExport("RhpEHEnumInitFromStackFrameIterator")]
    private static bool Initialize(StackFrameIterator* iterator, MethodRegion* region, EhClauseEnumerator* clauses)
    {
        *region = default;
        region->HotStart = iterator->Method.MethodStart;
        clauses->_methodStart = iterator->Method.MethodStart;
        clauses->_next = iterator->Method.EhClauses;
        clauses->_remaining = 0;
        if (clauses->_next == null)
        {
            return false;
        }

        clauses->_remaining = ReadUnsigned(ref clauses->_next);
        return true;
    }

    [RuntimeExport("RhpEHEnumNext")]
    private static bool MoveNext(EhClauseEnumerator* clauses, Clause* clause)
    {
        if (clauses->_remaining == 0)
        {
            return false;
        }

        clauses->_remaining--;
        ref byte* p = ref clauses->_next;
        clause->TryStart = ReadUnsigned(ref p);
        uint lengthAndKind = ReadUnsigned(ref p);
        clause->TryEnd = clause->TryStart + (lengthAndKind >> 2);
        clause->Kind = (ClauseKind)(lengthAndKind & 3);
        clause->Handler = clauses->_methodStart + ReadUnsigned(ref p);
        clause->Filter = 0;
        clause->Type = null;
        switch (clause->Kind)
        {
            case ClauseKind.Typed:
                clause->Type = p + *(int*)p;
                p += sizeof(int);
                break;
            case ClauseKind.Filter:
                clause->Filter = clauses->_methodStart + ReadUnsigned(ref p);
                break;
            case ClauseKind.Fault:
                break;
            default:
                RuntimeFailure.Stop("unexpected kind of EH clause");
                break;
        }

        return true;
    }

    /// <summary>NativeFormat: the number of trailing one bits of the first byte tells the length.</summary>
    private static uint ReadUnsigned(ref byte* p)
    {
        uint first = *p;
        uint value;
        if ((first & 1) == 0)
        {
            value = first >> 1;
            p += 1;
        }
        else if ((first & 2) == 0)
        {
            value = (first >> 2) | ((uint)p[1] << 6);
            p += 2;
        }
        else if ((first & 4) == 0)
        {
            value = (first >> 3) | ((uint)p[1] << 5) | ((uint)p[2] << 13);
            p += 3;
        }
        else if ((first & 8) == 0)
        {
            value = (first >> 4) | ((uint)p[1] << 4) | ((uint)p[2] << 12) | ((uint)p[3] << 20);
            p += 4;
        }
        else
        {
            value = *(uint*)(p + 1);
            p += 5;
        }

        return value;
    }
}
