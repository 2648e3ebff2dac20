using System.Collections.Immutable;
using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Channels;

/// <summary>A call's claim on a site's timeslots.</summary>
/// <param name="Asked">What it asked for.</param>
/// <param name="Held">Whether its talker has stopped and only the hang time keeps its timeslots.</param>
internal sealed record CallClaim(ToSite.Claim Asked, bool Held)
{
    private ImmutableHashSet<RepeaterId> _without = [];

    public string Key => Asked.CallKey;

    public ClaimRank Rank => Asked.Rank;

    /// <summary>Whether it is for a repeater at all.</summary>
    public bool Names(RepeaterId repeater) => Asked.Only is not { } only || only.Repeater == repeater;

    /// <summary>Whether it may still get a repeater's timeslot.</summary>
    public bool Wants(RepeaterId repeater) => Names(repeater) && !_without.Contains(repeater);

    /// <summary>The same claim, that does without a repeater from now on.</summary>
    public CallClaim Without(RepeaterId repeater) => this with { _without = _without.Add(repeater) };

    /// <summary>The timeslot on a repeater of a shape, or why there is none.</summary>
    public Reason SlotOn(RepeaterShape shape, out Timeslot slot)
    {
        slot = Asked.Only is { } only ? only.Slot : shape.SlotFor(Asked.Slot);
        return shape.CallsAtOnce > 0 ? Wanted(shape, slot)
            : !shape.Has(slot) ? Reason.NoSuchSlot
            : Wanted(shape, slot);
    }

    /// <summary>Whether it goes before another claim for a free timeslot: who talks before who hangs, then by rank.</summary>
    public bool Before(CallClaim other) => Held != other.Held ? !Held : Rank < other.Rank;

    /// <summary>Whether it takes a timeslot that another has.</summary>
    public bool Takes(CallClaim holder) =>
        !Held && (holder.Held ? Rank.EndsHangOf(holder.Rank) : Rank.Displaces(holder.Rank));

    private Reason Wanted(RepeaterShape shape, Timeslot slot) =>
        Asked.Group is { } group && !shape.Wants(group, slot) ? Reason.NotSubscribed : Reason.None;
}
