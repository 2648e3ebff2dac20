using RadioNet.CallControl.Registration;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.CallControl.Calls;

/// <summary>One talker's turn, for the record.</summary>
public sealed record SpurtReport
{
    /// <summary>The spurt's id.</summary>
    public required SpurtId Id { get; init; }

    /// <summary>The talker.</summary>
    public required RadioId Source { get; init; }

    /// <summary>Who that is at an M17 reflector; null for a talker who was not heard there.</summary>
    public M17Address? Callsign { get; init; }

    /// <summary>The site, repeater and timeslot that it talked at.</summary>
    public required Location From { get; init; }

    /// <summary>Whether it was an emergency.</summary>
    public bool Emergency { get; init; }

    /// <summary>When its first burst came.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the floor was granted; null when it never was.</summary>
    public DateTimeOffset? Granted { get; init; }

    /// <summary>When it was over; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it ended, or was denied.</summary>
    public Reason Why { get; init; }

    /// <summary>Whether it was heard at its own repeater alone: denied or pre-empted, where the repeater repeats by itself.</summary>
    public bool HeardLocallyOnly { get; init; }

    /// <summary>What its port counted.</summary>
    public StreamFigures Figures { get; init; } = StreamFigures.None;
}
