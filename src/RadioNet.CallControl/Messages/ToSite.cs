using System.Collections.Immutable;
using RadioNet.CallControl.Channels;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Messages;

/// <summary>What a site's slot table hears.</summary>
public abstract record ToSite : Message
{
    private ToSite()
    {
    }

    /// <summary>A repeater of the site logged in or changed what it wants; or a carrier of a base station of ours is there.</summary>
    public sealed record RepeaterUp(RepeaterId Repeater, RepeaterShape Shape) : ToSite;

    /// <summary>A repeater, or a carrier, of the site is gone.</summary>
    public sealed record RepeaterDown(RepeaterId Repeater) : ToSite;

    /// <summary>A radio began to transmit at a repeater or carrier: its timeslot is busy for the downlink.</summary>
    /// <param name="At">Where.</param>
    /// <param name="Ingress">The stream.</param>
    /// <param name="CallKey">The call that it asks for; null when it may not ask.</param>
    public sealed record UplinkStarted(RepeaterSlot At, IngressId Ingress, string? CallKey) : ToSite;

    /// <summary>A radio stopped transmitting.</summary>
    public sealed record UplinkEnded(RepeaterSlot At, IngressId Ingress) : ToSite;

    /// <summary>A call wants the site's timeslots; answered with <see cref="ToCall.Slots"/> now and at each change.</summary>
    /// <param name="CallKey">The call's arbiter.</param>
    /// <param name="Name">The call's name for people, for the reasons of others.</param>
    /// <param name="Group">The talkgroup, or null for a call that is not a group's.</param>
    /// <param name="Slot">The timeslot on conventional repeaters.</param>
    /// <param name="Only">The one timeslot that is wanted; null for all repeaters of the site.</param>
    /// <param name="Rank">Who goes first.</param>
    public sealed record Claim(
        string CallKey, string Name, TalkgroupId? Group, Timeslot Slot, RepeaterSlot? Only, ClaimRank Rank) : ToSite;

    /// <summary>The call's talker stopped: its timeslots are kept against equal and lower priority.</summary>
    public sealed record Hold(string CallKey) : ToSite;

    /// <summary>The calls may have other arbiters: each is told again what it has.</summary>
    public sealed record SayAgain : ToSite;

    /// <summary>Nodes can't be reached any more: who transmits at a repeater there is not heard of here again.</summary>
    public sealed record NodesLost(ImmutableHashSet<string> Nodes) : ToSite;

    /// <summary>Another node serves the site now: the calls claim there, and who transmits is said there.</summary>
    public sealed record Moved : ToSite;

    /// <summary>The call is over, or the site no longer belongs to it.</summary>
    public sealed record Release(string CallKey) : ToSite;
}
