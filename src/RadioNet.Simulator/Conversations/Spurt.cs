using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Conversations;

/// <summary>One radio's turn on the air: what it says, from where, and who has to hear it by the plan and the script.</summary>
internal sealed class Spurt
{
    private int _sent;

    /// <summary>The scene that it belongs to.</summary>
    public required int Scene { get; init; }

    public required AirSite From { get; init; }

    public required Timeslot Slot { get; init; }

    /// <summary>What is said; cut short when the conversations stop.</summary>
    public required Transmission Transmission { get; set; }

    /// <summary>Where it has to be heard, with the timeslots; never its own site.</summary>
    public ImmutableArray<(AirSite Site, Timeslot Slot)> Due { get; init; } = [];

    /// <summary>Where it may be heard besides: a radio of the group may be heard there for the first time meanwhile.</summary>
    public ImmutableArray<string> Possible { get; init; } = [];

    /// <summary>Why the network denies it; null when it has to carry it.</summary>
    public string? Denied { get; init; }

    /// <summary>The frames that are due when another takes the floor before its end; null when it may talk to its end.</summary>
    public int? CutAfter { get; set; }

    /// <summary>Whether this machine could not keep the radio's pace: to the network such a radio fell silent.</summary>
    public bool HeldUp { get; set; }

    /// <summary>When its first burst was sent, ticks of the clock's timestamp; 0 before.</summary>
    public long Began { get; set; }

    /// <summary>When its last burst was sent; <see cref="long.MaxValue"/> before.</summary>
    public long Ended { get; set; } = long.MaxValue;

    /// <summary>When its first burst was sent, by the wall clock.</summary>
    public DateTimeOffset Started { get; set; }

    /// <summary>Voice frames that have left for certain.</summary>
    public int FramesSent => Volatile.Read(ref _sent);

    public int FramesDue => Math.Min(CutAfter ?? int.MaxValue, FramesSent);

    public void CountSent(ReadOnlySpan<TransmissionBurst> bursts)
    {
        int voice = 0;
        foreach (var burst in bursts) voice += burst.Kind.IsVoiceBurst() ? 1 : 0;
        Volatile.Write(ref _sent, _sent + voice);
    }

    /// <summary>Whether what a listener took down is this one.</summary>
    public bool Is(uint source, uint target, AddressKind kind) =>
        source == Transmission.Source.Value && target == Transmission.Target && kind == Transmission.TargetKind;
}
