using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Processes;

/// <summary>The limits of a process, <c>getrlimit(2)</c>, with Linux's values for a first process.</summary>
public sealed class ResourceLimits
{
    /// <summary>What Linux takes for the hard RLIMIT_NOFILE of its first process (INR_OPEN_MAX).</summary>
    private const ulong OpenFilesMaximum = 4096;

    private const ulong DefaultStack = 8UL << 20;
    private const ulong DefaultLockedMemory = 8UL << 20;

    /// <summary>Signals that wait to be delivered; Linux has so many on a machine with 256 MiB.</summary>
    private const ulong DefaultPendingSignals = 1024;

    private const ulong DefaultMessageQueueBytes = 819_200;

    private readonly ResourceLimit[] _limits = new ResourceLimit[(int)Resource.Count];
    private FileTable? _descriptors;
    private AddressSpace? _memory;

    /// <summary>The limits of a first process.</summary>
    public ResourceLimits()
    {
        Array.Fill(_limits, new ResourceLimit { Current = ResourceLimit.Infinity, Maximum = ResourceLimit.Infinity });
        Put(Resource.Stack, DefaultStack, ResourceLimit.Infinity);
        Put(Resource.Core, 0, ResourceLimit.Infinity);
        Put(Resource.NoFile, FileTable.DefaultLimit, OpenFilesMaximum);
        Put(Resource.MemLock, DefaultLockedMemory, DefaultLockedMemory);
        Put(Resource.SigPending, DefaultPendingSignals, DefaultPendingSignals);
        Put(Resource.MsgQueue, DefaultMessageQueueBytes, DefaultMessageQueueBytes);
        Put(Resource.Nice, 0, 0);
        Put(Resource.RtPrio, 0, 0);
    }

    /// <summary>The limits of a child: the same.</summary>
    public ResourceLimits(ResourceLimits parent) => parent._limits.CopyTo(_limits, 0);

    /// <summary>Makes limits hold, of which others have to know.</summary>
    /// <param name="descriptors">What RLIMIT_NOFILE holds for.</param>
    /// <param name="memory">What RLIMIT_AS, RLIMIT_DATA and RLIMIT_STACK hold for.</param>
    public void Apply(FileTable descriptors, AddressSpace memory)
    {
        _descriptors = descriptors;
        _memory = memory;
        foreach (Resource resource in (ReadOnlySpan<Resource>)[Resource.NoFile, Resource.Stack, Resource.Data, Resource.As])
        {
            Apply(resource);
        }
    }

    /// <summary>A limit; the resource must be below <see cref="Resource.Count"/>.</summary>
    public ResourceLimit this[Resource resource] => _limits[(int)resource];

    /// <summary>Sets a limit.</summary>
    /// <returns>
    /// EINVAL for a soft limit above the hard one or an unknown resource, EPERM for a hard limit that only the superuser may
    /// raise, or that is above what the kernel can hold.
    /// </returns>
    public Errno Set(Resource resource, in ResourceLimit limit, in Credentials who)
    {
        if (resource >= Resource.Count || limit.Current > limit.Maximum)
        {
            return Errno.EINVAL;
        }

        if (resource == Resource.NoFile && limit.Maximum > FileTable.LargestLimit)
        {
            return Errno.EPERM;
        }

        if (limit.Maximum > _limits[(int)resource].Maximum && !who.IsSuperuser)
        {
            return Errno.EPERM;
        }

        Put(resource, limit.Current, limit.Maximum);
        return Errno.None;
    }

    /// <summary>Raises a soft limit by one; it must not be infinite.</summary>
    internal void RaiseSoft(Resource resource) => _limits[(int)resource].Current++;

    private void Put(Resource resource, ulong current, ulong maximum)
    {
        _limits[(int)resource] = new ResourceLimit { Current = current, Maximum = maximum };
        Apply(resource);
    }

    private void Apply(Resource resource)
    {
        if (_descriptors is null || _memory is null)
        {
            return;
        }

        ulong current = _limits[(int)resource].Current;
        switch (resource)
        {
            case Resource.NoFile:
                _descriptors.Limit = (int)current;
                break;
            case Resource.Stack:
                _memory.StackLimit = current;
                break;
            case Resource.Data:
                _memory.DataLimit = current;
                break;
            case Resource.As:
                _memory.SizeLimit = current;
                break;
        }
    }
}
