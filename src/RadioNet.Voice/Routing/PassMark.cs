using RadioNet.Protocols;

namespace RadioNet.Voice.Routing;

/// <summary>A stream's first burst went to one of its destinations, or a stream from another node is over; times are <see cref="TimeProvider.GetTimestamp"/> ticks.</summary>
public readonly record struct PassMark
{
    /// <summary>The stream.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>The spurt's number that voice links carry; 0 when it has none.</summary>
    public ulong Spurt { get; init; }

    /// <summary>Where it came in.</summary>
    public PortId From { get; init; }

    /// <summary>Whether that is another node.</summary>
    public bool FromNode { get; init; }

    /// <summary>When its first burst came in.</summary>
    public long Arrived { get; init; }

    /// <summary>Where it went; none when it is over.</summary>
    public PortId? To { get; init; }

    /// <summary>The timeslot there.</summary>
    public Timeslot Slot { get; init; }

    /// <summary>When it was handed to the socket, or its last burst came.</summary>
    public long At { get; init; }
}
