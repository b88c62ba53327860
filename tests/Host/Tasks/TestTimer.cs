using System;
using Lodestar.Core.Tasks;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>A timer that does what a test says.</summary>
internal sealed class TestTimer(Action expired) : KernelTimer
{
    protected internal override void Expire() => expired();
}
