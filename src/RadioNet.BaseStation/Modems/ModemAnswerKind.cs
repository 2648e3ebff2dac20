namespace RadioNet.BaseStation.Modems;

/// <summary>What became of a technician's request.</summary>
public enum ModemAnswerKind
{
    /// <summary>The modem obeyed.</summary>
    Acknowledged,

    /// <summary>The modem refused.</summary>
    Refused,

    /// <summary>The modem answered with a frame of the same command.</summary>
    Replied,

    /// <summary>It was sent; the modem says nothing to such a command but no, and it has not said no.</summary>
    Sent,

    /// <summary>The modem did not answer in time.</summary>
    TimedOut,

    /// <summary>It was not sent: the carrier is not under maintenance, its modem is lost, or another request waits.</summary>
    NotSent,
}
