using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;

namespace RadioNet.BaseStation.Fallback;

/// <summary>What a radio sends at one of the station's carriers, from key-up to release, as the carrier's repeater told it.</summary>
public sealed record HeardSpurt
{
    /// <summary>Its number in this process (<see cref="LocalRoutes.NextSpurt"/>).</summary>
    public required IngressId Ingress { get; init; }

    /// <summary>The carrier and timeslot that heard it.</summary>
    public required LocalSlot At { get; init; }

    /// <summary>The radio that sends.</summary>
    public required RadioId Source { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public required AddressKind TargetKind { get; init; }

    /// <summary>The 24-bit address that it calls.</summary>
    public required uint Target { get; init; }

    /// <summary>Whether it carries data and not voice.</summary>
    public bool IsData { get; init; }

    /// <summary>The service options; 0 of data.</summary>
    public ServiceOptions Options { get; init; }

    /// <summary>When its first burst came, by the station's wall clock.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>The spurt that a repeater told with <see cref="RepeaterEventKind.SpurtStarted"/>.</summary>
    public static HeardSpurt Of(in RepeaterEvent started, string carrier, IngressId ingress, DateTimeOffset heardAt) => new()
    {
        Ingress = ingress,
        At = new LocalSlot(carrier, started.Slot),
        Source = started.Source,
        TargetKind = started.TargetKind,
        Target = started.Target,
        IsData = started.IsData,
        Options = new ServiceOptions(started.Options.Value),
        HeardAt = heardAt,
    };
}
