namespace Lodestar.Core.Abi;

/// <summary>What <c>epoll_ctl(2)</c> does.</summary>
[AbiPrefix("EPOLL_CTL_")]
public enum EpollOperation
{
    Add = 1,
    Del = 2,
    Mod = 3,
}
