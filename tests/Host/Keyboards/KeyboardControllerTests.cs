using Lodestar.Core.Keyboards;
using Xunit;

namespace Lodestar.Host.Tests.Keyboards;

/// <summary>What the kernel does with a keyboard controller, one that is not there, and one that is broken.</summary>
public sealed class KeyboardControllerTests
{
    private const long Millisecond = 1_000_000;

    [Fact]
    public void AGoodControllerSendsWhatIsTypedTranslatedAndWithInterrupts()
    {
        TestController controller = new();
        controller.Type(0x1c, 0x9c);
        KeyboardController setUp = new(controller);

        Assert.True(setUp.TryStart());

        Assert.True(setUp.HasKeyboard);
        Assert.Empty(setUp.Problems);
        Assert.Equal(0x65, controller.Configuration);
        Assert.True(controller.IsFirstPortOn);
        Assert.False(controller.IsSecondPortOn);
        Assert.True(controller.IsScanning);
        Assert.False(controller.TryTake(out _));
        Assert.InRange(controller.Now, 0, Millisecond);
    }

    [Theory]
    [InlineData(0xff, 1)]
    [InlineData(0x00, 50)]
    [InlineData(0x01, 1)]
    [InlineData(0x02, 50)]
    [InlineData(0x03, 50)]
    public void WhatIsNoControllerIsSoonSeen(byte status, int milliseconds)
    {
        TestController controller = new() { FixedStatus = status };

        Assert.False(new KeyboardController(controller).TryStart());
        Assert.InRange(controller.Now, 0, milliseconds * Millisecond);
    }

    [Fact]
    public void AnImitationThatFailsItsTestIsUsedAllTheSame()
    {
        TestController controller = new() { SelfTest = 0xfc };
        KeyboardController setUp = new(controller);

        Assert.True(setUp.TryStart());
        Assert.Equal(["its self test says fc"], setUp.Problems);
        Assert.True(controller.IsScanning);
    }

    [Fact]
    public void AControllerWithoutAKeyboardIsReadyForOne()
    {
        TestController controller = new() { HasKeyboard = false };
        KeyboardController setUp = new(controller);

        Assert.True(setUp.TryStart());
        Assert.False(setUp.HasKeyboard);
        Assert.Equal(0x65, controller.Configuration);
        Assert.InRange(controller.Now, 0, 150 * Millisecond);
    }

    [Fact]
    public void LightsAreSwitchedStepByStepAndTheLastWishCounts()
    {
        TestController controller = new();
        LightSwitch lights = new(controller);
        lights.Set(KeyboardLights.CapsLock);
        lights.Set(KeyboardLights.NumLock);
        Assert.False(lights.TryTake(0x1e));
        Answer(controller, lights);
        Assert.Equal((byte)KeyboardLights.NumLock, controller.Lights);
        lights.Set(KeyboardLights.CapsLock);
        Assert.True(controller.TryTake(out byte answer) && lights.TryTake(answer));
        lights.Set(KeyboardLights.ScrollLock);
        Answer(controller, lights);
        Assert.Equal((byte)KeyboardLights.ScrollLock, controller.Lights);

        // Nothing is under way now, so nothing is an answer.
        Assert.False(lights.TryTake(0xfa));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(100, false)]
    public void AByteThatTheKeyboardDoesNotUnderstandIsRepeatedAFewTimes(int misunderstandings, bool works)
    {
        TestController controller = new() { Misunderstandings = misunderstandings };
        LightSwitch lights = new(controller);
        lights.Set(KeyboardLights.CapsLock);
        Answer(controller, lights);
        Assert.Equal(works ? (byte)KeyboardLights.CapsLock : (byte)0, controller.Lights);
    }

    [Fact]
    public void AKeyboardThatDoesNotAnswerIsAskedAgainLater()
    {
        TestController controller = new() { HasKeyboard = false };
        LightSwitch lights = new(controller);
        lights.Set(KeyboardLights.CapsLock);
        controller.HasKeyboard = true;
        lights.Set(KeyboardLights.NumLock);
        Answer(controller, lights);
        Assert.Equal(0, controller.Lights);
        while (controller.Now < 600 * Millisecond)
        {
            controller.ReadStatus();
        }

        lights.Set(KeyboardLights.NumLock);
        Answer(controller, lights);
        Assert.Equal((byte)KeyboardLights.NumLock, controller.Lights);
    }

    private static void Answer(TestController controller, LightSwitch lights)
    {
        while (controller.TryTake(out byte answer))
        {
            Assert.True(lights.TryTake(answer));
        }
    }
}
