using System.Collections.Frozen;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Channels;

/// <summary>What a repeater, a link or a carrier can carry and wants to.</summary>
/// <param name="SlotOne">Whether it has timeslot 1.</param>
/// <param name="SlotTwo">Whether it has timeslot 2.</param>
/// <param name="CallsAtOnce">0 for a repeater; for a link, how many calls it carries at once, both directions together.</param>
public sealed record RepeaterShape(bool SlotOne, bool SlotTwo, int CallsAtOnce)
{
    /// <summary>Both timeslots, as most repeaters.</summary>
    public static RepeaterShape Duplex { get; } = new(true, true, 0);

    /// <summary>A simplex hotspot: timeslot 2 alone, for every talkgroup.</summary>
    public static RepeaterShape OneFrequency { get; } = new(false, true, 0) { Simplex = true };

    /// <summary>What a carrier of a base station of ours carries.</summary>
    public static RepeaterShape Of(Carrier carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        return carrier.Duplex ? Duplex : OneFrequency;
    }

    /// <summary>Whether every talkgroup comes on its one timeslot.</summary>
    public bool Simplex { get; init; }

    /// <summary>
    /// What the repeater's options ask for: talkgroups by timeslot; null when it asks for nothing and gets what the plan gives.
    /// </summary>
    public FrozenSet<(Timeslot Slot, uint Talkgroup)>? Subscribed { get; init; }

    /// <summary>Whether another shape says the same.</summary>
    public bool Equals(RepeaterShape? other) =>
        other is not null && SlotOne == other.SlotOne && SlotTwo == other.SlotTwo && CallsAtOnce == other.CallsAtOnce
        && Simplex == other.Simplex
        && (Subscribed is null ? other.Subscribed is null : other.Subscribed is not null && Subscribed.SetEquals(other.Subscribed));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SlotOne, SlotTwo, CallsAtOnce, Simplex, Subscribed?.Count);

    /// <summary>Whether the repeater has a timeslot.</summary>
    public bool Has(Timeslot slot) => slot == Timeslot.One ? SlotOne : slot == Timeslot.Two && SlotTwo;

    /// <summary>The timeslot on which a call comes here: the plan's, or the only one of a simplex repeater.</summary>
    public Timeslot SlotFor(Timeslot planned) => Simplex ? Timeslot.Two : planned;

    /// <summary>Whether the repeater wants a talkgroup on a timeslot.</summary>
    public bool Wants(TalkgroupId talkgroup, Timeslot slot) =>
        Subscribed is null || Subscribed.Contains((slot, talkgroup.Value))
        || (Simplex && Subscribed.Contains((Timeslot.One, talkgroup.Value)));
}
