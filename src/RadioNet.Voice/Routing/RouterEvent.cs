using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Voice.Routing;

/// <summary>One sentence of the router to its host; a value, so that saying it allocates nothing.</summary>
public readonly record struct RouterEvent
{
    /// <summary>What is said.</summary>
    public required RouterEventKind Kind { get; init; }

    /// <summary>Of which stream.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>The port that it came in at.</summary>
    public required PortId Port { get; init; }

    /// <summary>The timeslot there.</summary>
    public required Timeslot Slot { get; init; }

    /// <summary>Voice or data.</summary>
    public required StreamKind StreamKind { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public required AddressKind TargetKind { get; init; }

    /// <summary>The radio that sends.</summary>
    public required RadioId Source { get; init; }

    /// <summary>The 24-bit address that it calls.</summary>
    public required uint Target { get; init; }

    /// <summary>Over a voice link the stream's SSRC, of a console's talk its number; else 0.</summary>
    public uint Ssrc { get; init; }

    /// <summary>The service options octet, where a link control was read; 0 until then (ETSI TS 102 361-2, clause 7.2.1).</summary>
    public byte ServiceOptions { get; init; }

    /// <summary>The call's number that came with it over a voice link; 0 when none did.</summary>
    public ulong Call { get; init; }

    /// <summary>The spurt's number, likewise.</summary>
    public ulong Spurt { get; init; }

    /// <summary>The longest time that all hops before this node together held one of its bursts, by the hops' own clocks.</summary>
    public TimeSpan LongestHeld { get; init; }

    /// <summary>When the first burst came, <see cref="TimeProvider.GetTimestamp"/> ticks.</summary>
    public long Started { get; init; }

    /// <summary>When the last burst came, in the same ticks.</summary>
    public long LastHeard { get; init; }

    /// <summary>Why it is over; for <see cref="RouterEventKind.StreamEnded"/>.</summary>
    public StreamEnd End { get; init; }

    /// <summary>Bursts that came in.</summary>
    public uint Bursts { get; init; }

    /// <summary>Bursts that the sequence numbers say are missing.</summary>
    public uint Missing { get; init; }

    /// <summary>Bursts dropped here while waiting for a decision, duplicates and late ones included.</summary>
    public uint Dropped { get; init; }

    /// <summary>Sum of the bit errors that the repeater reported, of 141 bits a voice burst.</summary>
    public uint BitErrors { get; init; }

    /// <summary>Voice bursts that <see cref="BitErrors"/> counts.</summary>
    public uint VoiceBursts { get; init; }

    /// <summary>The mean received signal strength in dBm; 0 when the repeater reported none.</summary>
    public int Rssi { get; init; }

    /// <summary>What the talker said of its own position; for <see cref="RouterEventKind.Located"/>.</summary>
    public GpsInfo Position { get; init; }
}
