using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Core.Terminals;
using Xunit;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>Who a terminal controls, who it lets read and write, and who hears of its end: <c>tty_jobctrl.c</c> in Linux.</summary>
public sealed class JobControlTests
{
    private readonly TestTerminal _terminal = new();
    private readonly TestSession _session = new();
    private readonly TestJob _foreground = new(1);
    private readonly TestJob _background = new(2);
    private readonly TestUser _leader;
    private readonly TestUser _other;

    public JobControlTests()
    {
        _leader = new TestUser(_session, _foreground) { LeadsSession = true };
        _other = new TestUser(_session, _background);
        _session.Users.AddRange([_leader, _other]);
    }

    [Fact]
    public void ALeaderWithoutOneGetsATerminalThatControlsNobody()
    {
        Assert.Equal(Errno.EPERM, _terminal.Acquire(_other, canRead: true, steals: false));
        Assert.Equal(Errno.EPERM, _terminal.Acquire(_leader, canRead: false, steals: false));
        Assert.Equal(Errno.None, _terminal.Acquire(_leader, canRead: true, steals: false));
        Assert.Same(_session, _terminal.Session);
        Assert.Same(_foreground, _terminal.Foreground);
        Assert.Same(_terminal, _leader.ControllingTerminal);
        Assert.Null(_other.ControllingTerminal);
        Assert.Equal(Errno.None, _terminal.Acquire(_leader, canRead: false, steals: false));
        Assert.Equal(Errno.EPERM, new TestTerminal().Acquire(_leader, canRead: true, steals: false));
    }

    [Theory]
    [InlineData(false, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, true, true, true)]
    [InlineData(true, false, false, true)]
    public void OnlyTheSuperuserTakesItAwayUnlessItIsLent(bool isLent, bool isSuperuser, bool steals, bool succeeds)
    {
        Control(isLent);
        TestUser thief = new(new TestSession(), new TestJob(3)) { LeadsSession = true, IsSuperuser = isSuperuser };
        Assert.Equal(succeeds ? Errno.None : Errno.EPERM, _terminal.Acquire(thief, canRead: true, steals));
        Assert.Equal(succeeds, _other.ControllingTerminal is null);
        Assert.Same(succeeds ? thief.Session : _session, _terminal.Session);
    }

    [Fact]
    public void OpeningItTakesItToo()
    {
        _terminal.Caller = _other;
        _terminal.AcquireByOpening(canRead: true);
        Assert.Null(_terminal.Session);
        _terminal.Caller = _leader;
        _terminal.AcquireByOpening(canRead: false);
        Assert.Null(_terminal.Session);
        _terminal.AcquireByOpening(canRead: true);
        Assert.Same(_session, _terminal.Session);
        _terminal.Caller = new TestUser(new TestSession(), new TestJob(3)) { LeadsSession = true };
        _terminal.AcquireByOpening(canRead: true);
        Assert.Same(_session, _terminal.Session);
    }

    [Fact]
    public void TheBackgroundIsStoppedWhenItReads()
    {
        Control();
        _terminal.Type("x\n"u8);
        _terminal.Caller = _other;
        Assert.Equal(RestartCode.UnlessNotWanted, Read().Raw);
        Assert.Equal([Signal.SIGTTIN], _background.Sent);
        _terminal.Foreground = _background;
        Assert.Equal(2, Read().Raw);
    }

    [Fact]
    public void WhereStoppingWouldDoNothingReadingFails()
    {
        Control();
        _terminal.Caller = _other;
        _other.Ignored.Add(Signal.SIGTTIN);
        Assert.Equal(Errno.EIO, Read().Error);
        _other.Ignored.Clear();
        _background.IsOrphaned = true;
        Assert.Equal(Errno.EIO, Read().Error);
        Assert.Empty(_background.Sent);
    }

    [Fact]
    public void TheBackgroundIsStoppedWhenItWritesIfThatIsWanted()
    {
        Control();
        _terminal.Caller = _other;
        Assert.Equal(1, _terminal.Write("x"u8, mayWait: true).Raw);
        _terminal.Caller = _leader;
        Termios settings = _terminal.Settings;
        settings.Local |= TerminalLocal.StopBackground;
        Assert.Equal(0, _terminal.SetSettings(settings, flushInput: false).Raw);
        _terminal.Caller = _other;
        Assert.Equal(RestartCode.UnlessNotWanted, _terminal.Write("x"u8, mayWait: true).Raw);
        Assert.Equal([Signal.SIGTTOU], _background.Sent);
        _other.Ignored.Add(Signal.SIGTTOU);
        Assert.Equal(1, _terminal.Write("x"u8, mayWait: true).Raw);
    }

    [Fact]
    public void TheBackgroundIsStoppedWhenItChangesSomething()
    {
        Control();
        _terminal.Caller = _other;
        Assert.Equal(RestartCode.UnlessNotWanted, _terminal.SetSettings(_terminal.Settings, flushInput: false).Raw);
        Assert.Equal(RestartCode.UnlessNotWanted, _terminal.Flush(TerminalQueue.Both).Raw);
        Assert.Equal(RestartCode.UnlessNotWanted, _terminal.ControlFlow(TerminalFlow.StopOutput).Raw);
        Assert.Equal(RestartCode.UnlessNotWanted, _terminal.Drain().Raw);
        Assert.Equal([Signal.SIGTTOU, Signal.SIGTTOU, Signal.SIGTTOU, Signal.SIGTTOU], _background.Sent);
    }

    [Fact]
    public void SignalsGoToTheForeground()
    {
        Control();
        _terminal.Type([0x03]);
        _terminal.Foreground = _background;
        _terminal.Type([0x1a]);
        Assert.Equal([Signal.SIGINT], _foreground.Sent);
        Assert.Equal([Signal.SIGTSTP], _background.Sent);
    }

    [Fact]
    public void WithItsLeaderTheSessionLosesTheTerminal()
    {
        Control();
        _terminal.Foreground = _background;
        Terminal.Leave(_leader, isEnding: true);
        Assert.Equal([Signal.SIGHUP], _background.Sent);
        Assert.Null(_other.ControllingTerminal);
        Assert.Null(_terminal.Session);
        Assert.Null(_terminal.Foreground);
    }

    [Fact]
    public void ALeaderCanGiveItUp()
    {
        Control();
        _terminal.Foreground = _background;
        Terminal.Leave(_other, isEnding: false);
        Assert.Null(_other.ControllingTerminal);
        Assert.Same(_session, _terminal.Session);
        Terminal.Leave(_leader, isEnding: false);
        Assert.Equal([Signal.SIGHUP, Signal.SIGCONT], _background.Sent);
        Assert.Null(_terminal.Session);
    }

    [Fact]
    public void AHangUpTellsTheLeaderAndWithItsEndTheForeground()
    {
        Control();
        _terminal.Foreground = _background;
        _terminal.HangUp(endsSession: false);
        Assert.Equal([Signal.SIGHUP, Signal.SIGCONT], _session.SentToLeader);
        Assert.Empty(_background.Sent);
        Assert.Null(_leader.ControllingTerminal);
        Terminal.Leave(_leader, isEnding: true);
        Assert.Equal([Signal.SIGHUP, Signal.SIGCONT], _background.Sent);
    }

    [Fact]
    public void FilesFromBeforeAHangUpAreOfNoUse()
    {
        TerminalAccess before = new(MayWait: true, HangUps: 0);
        TerminalAccess console = new(MayWait: false);
        _terminal.HangUp(endsSession: false);
        Assert.Equal(0, _terminal.Read(new byte[9], before, out _).Raw);
        Assert.Equal(Errno.EIO, _terminal.BeginWrite(before).Error);
        Assert.Equal(PollEvents.Always | PollEvents.Err | PollEvents.Hup, _terminal.Readiness(before));
        Assert.Equal(Errno.EAGAIN, _terminal.Read(new byte[9], console, out _).Error);
        Assert.Equal(1, _terminal.Write("x"u8, console).Raw);
    }

    [Fact]
    public void AHangUpEndsTheWaitingOfReadersAndWriters()
    {
        TerminalAccess access = new(MayWait: true, HangUps: 0);
        _terminal.Waiting = _ => _terminal.HangUp(endsSession: false);
        Assert.Equal(0, _terminal.Read(new byte[9], access, out _).Raw);
        access = new(MayWait: true, HangUps: 1);
        _terminal.Capacity = 0;
        Assert.Equal(Errno.EIO, _terminal.Write("x"u8, access).Error);
    }

    [Fact]
    public void WritersWaitForALineThatTakesNoMore()
    {
        _terminal.Capacity = 10;
        Assert.Equal(3, _terminal.Write("0123456789"u8, mayWait: false).Raw);
        Assert.Equal(Errno.EAGAIN, _terminal.Write("x"u8, mayWait: false).Error);
        Assert.False(_terminal.IsWritable);
        byte[] sent = [];
        _terminal.Waiting = _ => sent = [.. sent, .. _terminal.TakeSent()];
        Assert.Equal(10, _terminal.Write("abcdefghij"u8, mayWait: true).Raw);
        Assert.Equal("012abcdefghij"u8, [.. sent, .. _terminal.TakeSent()]);
    }

    [Fact]
    public void EchoesWaitForTheLineToo()
    {
        _terminal.Capacity = 2;
        _terminal.Type("abc\n"u8);
        Assert.Equal("ab"u8, _terminal.TakeSent());
        Assert.Equal("c\r"u8, _terminal.TakeSent());
        Assert.Equal("\n"u8, _terminal.TakeSent());
    }

    private IoResult Read() => _terminal.Read(new byte[9], mayWait: true);

    private void Control(bool isLent = false)
    {
        if (isLent)
        {
            _terminal.Lend(_leader);
        }
        else
        {
            Assert.Equal(Errno.None, _terminal.Acquire(_leader, canRead: true, steals: false));
        }

        _other.ControllingTerminal = _terminal;
    }
}
