using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.CallControl.Registration;

/// <summary>A stream as a port heard it.</summary>
public sealed record HeardStream
{
    /// <summary>Its number at this node.</summary>
    public required IngressId Ingress { get; init; }

    /// <summary>The repeater that it came in at.</summary>
    public required RepeaterId Repeater { get; init; }

    /// <summary>The timeslot there.</summary>
    public required Timeslot Slot { get; init; }

    /// <summary>Whether the repeater is a simplex one, which has timeslot 2 alone and gets every talkgroup on it.</summary>
    public bool Simplex { get; init; }

    /// <summary>Whether it is a link that carries many calls at once, where the timeslot is a label.</summary>
    public bool ManyCalls { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public required AddressKind TargetKind { get; init; }

    /// <summary>The radio that sends.</summary>
    public required RadioId Source { get; init; }

    /// <summary>The 24-bit address that it calls.</summary>
    public required uint Target { get; init; }

    /// <summary>Whether it carries data and not voice.</summary>
    public bool Data { get; init; }

    /// <summary>The service options, where known; 0 until then.</summary>
    public ServiceOptions Options { get; init; }

    /// <summary>Whether a console asks to take the floor from who has it, as far as its user may.</summary>
    public bool TakesOver { get; init; }

    /// <summary>Of an M17 link: who talks there, whatever radio that is here; else null.</summary>
    public M17Address? Callsign { get; init; }

    /// <summary>When its first burst came.</summary>
    public required DateTimeOffset HeardAt { get; init; }
}
