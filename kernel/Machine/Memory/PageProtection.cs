namespace Lodestar.Machine.Memory;

/// <summary>What kernel code may do with a page. Nothing is both writable and executable: there is no value for it.</summary>
internal enum PageProtection
{
    ReadOnly,
    ReadWrite,
    ReadExecute,
}
