using System.Collections.Immutable;

namespace RadioNet.CallControl.Messages;

/// <summary>What the voice router is told.</summary>
public abstract record ToRouter : Message
{
    private ToRouter()
    {
    }

    /// <summary>A stream may pass.</summary>
    public sealed record Grant(IngressId Ingress, uint OutgoingStream, ImmutableArray<SlotLease> Route) : ToRouter;

    /// <summary>A passing stream's route, whole.</summary>
    public sealed record Reroute(IngressId Ingress, ImmutableArray<SlotLease> Route) : ToRouter;

    /// <summary>A stream may not pass.</summary>
    public sealed record Refuse(IngressId Ingress, Reason Why) : ToRouter;

    /// <summary>A stream waits in the queue; said to askers that can wait, at each change of position.</summary>
    /// <param name="Ingress">Which.</param>
    /// <param name="Position">From 1.</param>
    public sealed record Queued(IngressId Ingress, int Position) : ToRouter;

    /// <summary>A passing stream is over before its talker stops.</summary>
    public sealed record Stop(IngressId Ingress, Reason Why) : ToRouter;
}
