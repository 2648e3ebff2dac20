using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using Reason = RadioNet.CallControl.Reason;

namespace RadioNet.BaseStation.Repeater;

/// <summary>One sentence of a repeater; a value, so that saying it allocates nothing.</summary>
public readonly record struct RepeaterEvent
{
    /// <summary>What is said.</summary>
    public required RepeaterEventKind Kind { get; init; }

    /// <summary>The timeslot; none when it is about the carrier.</summary>
    public Timeslot Slot { get; init; }

    /// <summary>Whether it is about data or control signalling, not voice.</summary>
    public bool IsData { get; init; }

    /// <summary>The radio that sends.</summary>
    public RadioId Source { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public AddressKind TargetKind { get; init; }

    /// <summary>The 24-bit address that it calls.</summary>
    public uint Target { get; init; }

    /// <summary>The call's service options, emergency among them.</summary>
    public ServiceOptions Options { get; init; }

    /// <summary>Whether a radio's spurt was joined by its embedded link control, its header being lost.</summary>
    public bool LateEntry { get; init; }

    /// <summary>Why it is over.</summary>
    public SpurtEnd Why { get; init; }

    /// <summary>What the node decided about a radio's spurt.</summary>
    public FloorOutcome Outcome { get; init; }

    /// <summary>Why it was refused, denied or stopped.</summary>
    public Reason Reason { get; init; }

    /// <summary>How a radio's spurt was heard.</summary>
    public Reception Reception { get; init; }

    /// <summary>How a stream was played; of a radio's spurt nothing.</summary>
    public PlayoutCounts Playout { get; init; }
}
