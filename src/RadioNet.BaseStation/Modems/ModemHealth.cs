namespace RadioNet.BaseStation.Modems;

/// <summary>How a modem did since its session began: a copy, cheap to take from any thread; the fields are read one by one.</summary>
public readonly record struct ModemHealth
{
    /// <summary>Bursts from the air that were passed on.</summary>
    public long Bursts { get; init; }

    /// <summary>Bursts from the air that were not: the modem was not ready, or they say of themselves what no burst is.</summary>
    public long BurstsWithoutCall { get; init; }

    /// <summary>Frames that went out, commands included.</summary>
    public long FramesSent { get; init; }

    /// <summary>Frames that did not: the modem was not ready, or its port took no more.</summary>
    public long FramesUnsent { get; init; }

    /// <summary>Statuses that came.</summary>
    public long Statuses { get; init; }

    /// <summary>Statuses that were asked for and had not come when the next was due.</summary>
    public long StatusesUnanswered { get; init; }

    /// <summary>Commands that were not answered in time, each try by itself.</summary>
    public long CommandsUnanswered { get; init; }

    /// <summary>Commands and data that the modem refused, but for want of room.</summary>
    public long Refusals { get; init; }

    /// <summary>Bursts that the modem had no room for.</summary>
    public long NoRoom { get; init; }

    /// <summary>Statuses that said that the received signal was too strong for the converter.</summary>
    public long AdcOverflows { get; init; }

    /// <summary>Statuses that said that the signal to send was too strong for the converter.</summary>
    public long DacOverflows { get; init; }

    /// <summary>Statuses that said that received samples were lost.</summary>
    public long ReceiveOverflows { get; init; }

    /// <summary>Statuses that said that samples to send were lost.</summary>
    public long TransmitOverflows { get; init; }

    /// <summary>How often the carrier-detect input locked the modem out.</summary>
    public long Lockouts { get; init; }

    /// <summary>How often a modem that worked was lost.</summary>
    public long Losses { get; init; }

    /// <summary>How often it had forgotten its configuration and got it again.</summary>
    public long Restarts { get; init; }

    /// <summary>How often the transmitter's switch had to be told again.</summary>
    public long StartsRepeated { get; init; }

    /// <summary>Identifications that went out.</summary>
    public long Identifications { get; init; }

    /// <summary>Frames that came.</summary>
    public long Frames { get; init; }

    /// <summary>Octets that came and belonged to no frame.</summary>
    public long DiscardedOctets { get; init; }
}
