using System.Collections.Generic;

namespace Lodestar.Core.Keyboards;

/// <summary>
/// Sets up the PC's keyboard controller, the Intel 8042 and what imitates it (IBM PS/2 technical reference, "Keyboard and auxiliary
/// device controller"). It never waits without a bound: where there is no controller it says so at once, or within
/// <see cref="AnswerTime"/> if something else is at its ports.
/// </summary>
/// <remarks>
/// The keyboard's codes are left translated to set 1. The controller starts that way, and firmware that makes a USB keyboard look like
/// this one often knows nothing else. For the same reason a test that fails is only noted. The keyboard is not reset: the firmware has
/// done it, and it takes half a second.
/// </remarks>
/// <param name="port">The controller, whose interrupt does not come yet.</param>
internal sealed class KeyboardController(IKeyboardPort port)
{
    private const byte Absent = 0xff;

    // Status.
    private const byte OutputFull = 0x01;
    private const byte InputFull = 0x02;

    // Commands.
    private const byte ReadConfiguration = 0x20;
    private const byte WriteConfiguration = 0x60;
    private const byte DisableSecondPort = 0xa7;
    private const byte TestSelf = 0xaa;
    private const byte TestFirstPort = 0xab;
    private const byte DisableFirstPort = 0xad;
    private const byte EnableFirstPort = 0xae;

    private const byte SelfTestPassed = 0x55;
    private const byte PortTestPassed = 0;

    // The configuration byte.
    private const byte FirstPortInterrupt = 0x01;
    private const byte SecondPortInterrupt = 0x02;
    private const byte FirstPortClockOff = 0x10;
    private const byte SecondPortClockOff = 0x20;
    private const byte Translation = 0x40;

    private const long Millisecond = 1_000_000;

    /// <summary>How long the controller may take to answer, in nanoseconds.</summary>
    private const long AnswerTime = 40 * Millisecond;

    /// <summary>How long it may test itself.</summary>
    private const long TestTime = 500 * Millisecond;

    /// <summary>How long the keyboard may take for an answer.</summary>
    private const long KeyboardTime = 100 * Millisecond;

    /// <summary>Bytes that may wait in it: one, and what an imitation keeps behind it.</summary>
    private const int MostWaiting = 64;

    private readonly List<string> _problems = [];

    /// <summary>Whether a keyboard has answered.</summary>
    internal bool HasKeyboard { get; private set; }

    /// <summary>What was not as it should be, a sentence each, without a full stop.</summary>
    internal IReadOnlyList<string> Problems => _problems;

    /// <summary>Looks for the controller and lets it send what is typed, with interrupts; the second port, a mouse's, is off.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool TryStart()
    {
        if (port.ReadStatus() == Absent || !Empty() || !Command(DisableSecondPort) || !Command(DisableFirstPort) || !Empty()
            || !TryAsk(ReadConfiguration, AnswerTime, out byte configuration))
        {
            return false;
        }

        Test(TestSelf, SelfTestPassed, "self test");
        Test(TestFirstPort, PortTestPassed, "test of the keyboard's port");
        configuration &= unchecked((byte)~(SecondPortInterrupt | FirstPortClockOff));
        configuration |= FirstPortInterrupt | SecondPortClockOff | Translation;
        if (!Command(WriteConfiguration) || !Write(configuration) || !Command(EnableFirstPort))
        {
            _problems.Add("it does not take its configuration");
        }

        StartKeyboard();
        Empty();
        return true;
    }

    private void Test(byte command, byte passed, string name)
    {
        if (!TryAsk(command, TestTime, out byte result))
        {
            _problems.Add($"its {name} does not end");
        }
        else if (result != passed)
        {
            _problems.Add($"its {name} says {result:x2}");
        }
    }

    private void StartKeyboard()
    {
        HasKeyboard = Send(KeyboardCommand.Identify);
        if (HasKeyboard && Send(KeyboardCommand.SetRepeat))
        {
            _ = Send(KeyboardCommand.FastRepeat);
        }

        if (HasKeyboard && !Send(KeyboardCommand.Enable))
        {
            _problems.Add("the keyboard does not say that it is enabled");
        }
    }

    /// <summary>Sends the keyboard a byte and waits until it says that it has it. Whatever else it sends meanwhile is lost.</summary>
    private bool Send(KeyboardCommand command)
    {
        if (!Write((byte)command))
        {
            return false;
        }

        long deadline = port.Now + KeyboardTime;
        while (TryRead(deadline, out byte answer))
        {
            if (answer is (byte)KeyboardCommand.Acknowledged or (byte)KeyboardCommand.Resend)
            {
                return answer == (byte)KeyboardCommand.Acknowledged;
            }
        }

        return false;
    }

    private bool TryAsk(byte command, long time, out byte answer)
    {
        answer = 0;
        return Command(command) && TryRead(port.Now + time, out answer);
    }

    private bool Command(byte command)
    {
        bool isReady = WaitForInput();
        if (isReady)
        {
            port.WriteCommand(command);
        }

        return isReady;
    }

    private bool Write(byte value)
    {
        bool isReady = WaitForInput();
        if (isReady)
        {
            port.WriteData(value);
        }

        return isReady;
    }

    private bool WaitForInput()
    {
        long deadline = port.Now + AnswerTime;
        bool isReady;
        while (!(isReady = (port.ReadStatus() & InputFull) == 0) && port.Now < deadline)
        {
        }

        return isReady;
    }

    private bool TryRead(long deadline, out byte value)
    {
        bool isThere;
        while (!(isThere = (port.ReadStatus() & OutputFull) != 0) && port.Now < deadline)
        {
        }

        value = isThere ? port.ReadData() : (byte)0;
        return isThere;
    }

    /// <summary>Takes out what waits; false when it does not end.</summary>
    private bool Empty()
    {
        for (int i = 0; i < MostWaiting; i++)
        {
            if ((port.ReadStatus() & OutputFull) == 0)
            {
                return true;
            }

            port.ReadData();
        }

        return false;
    }
}
