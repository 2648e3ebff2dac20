using System.Collections.Immutable;
using RadioNet.CallControl.Tiers;

namespace RadioNet.CallControl.Messages;

/// <summary>What the voice router is told.</summary>
public abstract record ToRouter : Message
{
    private ToRouter()
    {
    }

    /// <summary>A stream may pass.</summary>
    public sealed record Grant(IngressId Ingress, uint OutgoingStream, ImmutableArray<SlotLease> Route) : ToRouter
    {
        /// <summary>The call, and the spurt that it is in it.</summary>
        public (CallId Call, SpurtId Spurt)? Of { get; init; }

        /// <summary>The neighbour nodes that it goes to, each once.</summary>
        public ImmutableArray<string> Links { get; init; } = [];
    }

    /// <summary>A passing stream's route, whole.</summary>
    public sealed record Reroute(IngressId Ingress, ImmutableArray<SlotLease> Route) : ToRouter
    {
        /// <summary>The neighbour nodes that it goes to, each once.</summary>
        public ImmutableArray<string> Links { get; init; } = [];
    }

    /// <summary>What a spurt that comes from another node goes to from here.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="Spurt">The spurt; its stream is known by both.</param>
    /// <param name="OutgoingStream">The stream id that it has on the Homebrew protocol.</param>
    /// <param name="Branch">What this node does; null when nothing any more. It also ends when its voice does.</param>
    public sealed record Relay(CallId Call, SpurtId Spurt, uint OutgoingStream, Branch? Branch) : ToRouter;

    /// <summary>A stream may not pass.</summary>
    public sealed record Refuse(IngressId Ingress, Reason Why) : ToRouter
    {
        /// <summary>Who has the floor instead, where somebody has; for an asker that can be told.</summary>
        public FloorHolder? Holder { get; init; }
    }

    /// <summary>A stream waits in the queue; said to askers that can wait, at each change of position.</summary>
    /// <param name="Ingress">Which.</param>
    /// <param name="Position">From 1.</param>
    public sealed record Queued(IngressId Ingress, int Position) : ToRouter
    {
        /// <summary>Who has the floor, where somebody has.</summary>
        public FloorHolder? Holder { get; init; }
    }

    /// <summary>A passing stream is over before its talker stops.</summary>
    public sealed record Stop(IngressId Ingress, Reason Why) : ToRouter
    {
        /// <summary>Who has the floor instead, where somebody has.</summary>
        public FloorHolder? Holder { get; init; }
    }
}
