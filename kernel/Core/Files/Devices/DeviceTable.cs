using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>The character devices by number: what a device node leads to.</summary>
public sealed class DeviceTable
{
    private readonly List<CharacterDevice> _devices = [];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<CharacterDevice> Devices => _devices;

    /// <summary>Adds a device.</summary>
    /// <exception cref="InvalidOperationException">Its number is taken.</exception>
    public void Add(CharacterDevice device)
    {
        if (Find(device.Number) is not null)
        {
            throw new InvalidOperationException($"there are two devices {device.Number.Major}:{device.Number.Minor}");
        }

        _devices.Add(device);
    }

    /// <summary>The device with a number, or null.</summary>
    public CharacterDevice? Find(DeviceNumber number)
    {
        foreach (CharacterDevice device in _devices)
        {
            if (device.Number == number)
            {
                return device;
            }
        }

        return null;
    }
}
