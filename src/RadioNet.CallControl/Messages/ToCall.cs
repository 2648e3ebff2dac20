using System.Collections.Immutable;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Messages;

/// <summary>What a call's arbiter hears.</summary>
public abstract partial record ToCall : Message
{
    private ToCall()
    {
    }

    /// <summary>Somebody wants the floor (or, for data, the way).</summary>
    public sealed record Request(FloorRequest Floor) : ToCall;

    /// <summary>The service options of a spurt became known: it may be an emergency.</summary>
    public sealed record OptionsKnown(IngressId Ingress, ServiceOptions Options) : ToCall;

    /// <summary>The ports still carry a spurt.</summary>
    public sealed record StillThere(IngressId Ingress) : ToCall;

    /// <summary>A spurt is over.</summary>
    public sealed record Over(IngressId Ingress, Reason Why, DateTimeOffset LastHeard, StreamFigures Figures) : ToCall;

    /// <summary>The plan no longer allows a running spurt.</summary>
    /// <param name="Ingress">Which.</param>
    /// <param name="Why">Why not.</param>
    /// <param name="Undecided">Its request, when no arbiter has decided it yet as far as the ports know; else null.</param>
    public sealed record Withdrawn(IngressId Ingress, Reason Why, FloorRequest? Undecided = null) : ToCall;

    /// <summary>
    /// What the node's ports carry of this call that was granted or denied, in answer to <see cref="ToIngress.WhatOf"/>.
    /// </summary>
    /// <param name="Question">The question that it answers.</param>
    /// <param name="Spurts">What one node's ports carry.</param>
    /// <param name="Awaited">How many nodes have not answered yet.</param>
    public sealed record Carried(long Question, ImmutableArray<FloorRequest> Spurts, int Awaited = 0) : ToCall;

    /// <summary>What a site gives this call now, whole.</summary>
    /// <param name="Site">The site.</param>
    /// <param name="Granted">The timeslots that the call has there.</param>
    /// <param name="Waiting">The ones that it would have if they were free, with why not.</param>
    public sealed record Slots(
        string Site, ImmutableArray<SlotLease> Granted, ImmutableArray<SlotWait> Waiting) : ToCall;

    /// <summary>A site's slot table came to life anew: it knows no claim.</summary>
    public sealed record SiteForgot(string Site) : ToCall;

    /// <summary>At a node's consoles somebody listens to the call, or nobody does any more; said again and again while somebody does.</summary>
    public sealed record Listens(string Node, bool Wants) : ToCall;

    /// <summary>A radio of a talkgroup that follows its radios was heard at a site.</summary>
    public sealed record Affiliated(string Site) : ToCall;
}
