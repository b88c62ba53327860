namespace Lodestar.Core.Abi;

/// <summary>What <c>syslog(2)</c> does (<c>include/linux/syslog.h</c>).</summary>
[AbiPrefix("SYSLOG_ACTION_")]
public enum LogAction
{
    Close = 0,
    Open = 1,

    /// <summary>Waits for lines that nobody has read in this way, and reads them.</summary>
    Read = 2,

    [AbiName("SYSLOG_ACTION_READ_ALL")]
    ReadAll = 3,

    [AbiName("SYSLOG_ACTION_READ_CLEAR")]
    ReadClear = 4,
    Clear = 5,

    [AbiName("SYSLOG_ACTION_CONSOLE_OFF")]
    ConsoleOff = 6,

    [AbiName("SYSLOG_ACTION_CONSOLE_ON")]
    ConsoleOn = 7,

    [AbiName("SYSLOG_ACTION_CONSOLE_LEVEL")]
    ConsoleLevel = 8,

    [AbiName("SYSLOG_ACTION_SIZE_UNREAD")]
    SizeUnread = 9,

    [AbiName("SYSLOG_ACTION_SIZE_BUFFER")]
    SizeBuffer = 10,
}
