namespace RadioNet.BaseStation.Repeater;

/// <summary>What a repeater met since it was made.</summary>
public record struct RepeaterCounters
{
    /// <summary>Bursts from the air of another colour code.</summary>
    public long Foreign { get; internal set; }

    /// <summary>Bursts from the air that say nothing: link control or block beyond correction, data without a header.</summary>
    public long Unreadable { get; internal set; }

    /// <summary>Vocoder frames of radios that were mended.</summary>
    public long Mended { get; internal set; }

    /// <summary>Bursts of the network of no meaning, for a timeslot that there isn't, or of a stream that is over.</summary>
    public long Stray { get; internal set; }

    /// <summary>Data bursts that waited too long for their timeslot.</summary>
    public long DataDropped { get; internal set; }

    /// <summary>Bursts that the modem had no room for, and that were sent again.</summary>
    public long Refused { get; internal set; }

    /// <summary>
    /// How often the modem may have had nothing to send in the midst of a voice stream: the next burst came later than it needed one.
    /// </summary>
    public long Underruns { get; internal set; }

    /// <summary>Voice bursts put in for such as had not come in time, of the network's streams and of what radios here send.</summary>
    public long Concealed { get; internal set; }

    /// <summary>Other commands that the modem refused.</summary>
    public long OtherRefused { get; internal set; }

    /// <summary>How often the transmitter had to be switched on or off again, because the modem had not done it.</summary>
    public long SwitchedAgain { get; internal set; }
}
