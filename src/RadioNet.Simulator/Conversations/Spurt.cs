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

    /// <summary>Where it has to be heard, with the timeslots; never its own site, which hears it too when it repeats.</summary>
    public ImmutableArray<(AirSite Site, Timeslot Slot)> Due { get; init; } = [];

    /// <summary>Where it may be heard besides: a radio of the group may be heard there for the first time meanwhile.</summary>
    public ImmutableArray<string> Possible { get; init; } = [];

    /// <summary>Why the network denies it; null when it has to carry it.</summary>
    public string? Denied { get; init; }

    /// <summary>The frames that are due when another takes the floor before its end; null when it may talk to its end.</summary>
    public int? CutAfter { get; set; }

    /// <summary>Whether this machine could not keep the radio's pace, or a listener's: to a network such a radio fell silent.</summary>
    public bool HeldUp { get; set; }

    /// <summary>Whether the radio's base station did not answer when it was to wake: nothing was sent.</summary>
    public bool IsUnanswered { get; set; }

    /// <summary>Whether its own site repeats it though the network does not carry it: until it is denied, if it hears of that at all.</summary>
    public bool IsDeniedLater => Denied is "not-found";

    /// <summary>When its first burst was sent, or its key pressed as long as none was, ticks of the clock's timestamp; 0 before.</summary>
    public long Began { get; set; }

    /// <summary>When its last burst was sent; <see cref="long.MaxValue"/> before.</summary>
    public long Ended { get; set; } = long.MaxValue;

    /// <summary>When its first burst was sent, by the wall clock.</summary>
    public DateTimeOffset Started { get; set; }

    /// <summary>Voice frames that have left for certain.</summary>
    public int FramesSent => Volatile.Read(ref _sent);

    public int FramesDue => IsUnanswered ? Transmission.VoiceBursts : Math.Min(CutAfter ?? int.MaxValue, FramesSent);

    /// <summary>More voice frames have left; returns how many.</summary>
    public int CountSent(int frames)
    {
        int more = Math.Max(0, frames);
        Volatile.Write(ref _sent, _sent + more);
        return more;
    }

    /// <summary>It ends after so many bursts, with its terminator.</summary>
    public void CutShort(int bursts)
    {
        var whole = Transmission;
        if (bursts < whole.Bursts.Length - 1) Transmission = whole with { Bursts = [.. whole.Bursts.Take(bursts), whole.Bursts[^1]] };
    }

    /// <summary>Whether what a listener took down is this one.</summary>
    public bool Is(uint source, uint target, AddressKind kind) =>
        source == Transmission.Source.Value && target == Transmission.Target && kind == Transmission.TargetKind;
}
