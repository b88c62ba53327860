namespace Lodestar.Core.Files;

/// <summary>How many pages a content has taken from the storage; it outlives the content, so that they can be given back.</summary>
public sealed class PageAccount
{
    /// <summary>Pages of 4 KiB.</summary>
    public long Pages { get; set; }
}
