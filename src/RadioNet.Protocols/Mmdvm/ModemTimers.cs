namespace RadioNet.Protocols.Mmdvm;

/// <summary>The protocol's times (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Timers").</summary>
public static class ModemTimers
{
    /// <summary>How long a board takes from the port's opening to its first answer: many restart on it.</summary>
    public static readonly TimeSpan StartUp = TimeSpan.FromSeconds(2);

    /// <summary>How long a host waits for a reply, an ACK or a NAK.</summary>
    public static readonly TimeSpan Reply = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a host asks for the status while nothing is transmitted; at least as often while something is.</summary>
    public static readonly TimeSpan StatusPoll = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// A modem that was not asked for its status for so long stops its DMR transmitter and goes idle. It does not in FM, nor in a
    /// calibration: there a transmission goes on.
    /// </summary>
    public static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(2);

    /// <summary>A host that got no status for so long takes the modem for lost.</summary>
    public static readonly TimeSpan Inactivity = TimeSpan.FromSeconds(2);

    /// <summary>
    /// After so long without an octet a half frame is given up: more than twice what the longest frame takes at 115,200 Bd.
    /// </summary>
    public static readonly TimeSpan FrameSilence = TimeSpan.FromMilliseconds(100);

    /// <summary>One DMR burst a timeslot in this time.</summary>
    public static readonly TimeSpan DmrFrame = TimeSpan.FromMilliseconds(60);

    /// <summary>After DMR_START the transmitter sends idle bursts for so long (20 CACHs) before what is queued.</summary>
    public static readonly TimeSpan DmrStartUp = TimeSpan.FromMilliseconds(600);

    /// <summary>After DMR_ABORT a timeslot sends idle bursts for at least so long (6 CACHs).</summary>
    public static readonly TimeSpan DmrAbort = TimeSpan.FromMilliseconds(180);

    /// <summary>The modem reports a timeslot lost after so long without sync (13 bursts).</summary>
    public static readonly TimeSpan DmrSyncLoss = TimeSpan.FromMilliseconds(780);
}
