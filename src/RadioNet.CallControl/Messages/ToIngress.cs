using System.Collections.Immutable;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Messages;

/// <summary>What a node's ports say, and what is asked of them.</summary>
public abstract record ToIngress : Message
{
    private ToIngress()
    {
    }

    /// <summary>A stream began.</summary>
    public sealed record Started(HeardStream Stream) : ToIngress;

    /// <summary>A base station of ours refused a radio by itself: nothing of it went anywhere, and no stream follows.</summary>
    public sealed record RefusedThere(HeardStream Stream, Reason Why) : ToIngress;

    /// <summary>The service options of a stream became known, or changed.</summary>
    public sealed record OptionsKnown(IngressId Ingress, ServiceOptions Options) : ToIngress;

    /// <summary>A stream still runs.</summary>
    public sealed record StillThere(IngressId Ingress) : ToIngress;

    /// <summary>The talkgroups that somebody listens to at this node's consoles, or over its M17 links, whole; said at each change, and again now and then.</summary>
    public sealed record Listening(string Node, ImmutableHashSet<uint> Talkgroups) : ToIngress;

    /// <summary>Who decides about the streams may have changed: each makes itself known again.</summary>
    public sealed record SayAgain : ToIngress;

    /// <summary>A stream is over.</summary>
    /// <param name="Ingress">Which.</param>
    /// <param name="Why">Ended, inactive, replaced or port lost.</param>
    /// <param name="LastHeard">When its last burst came.</param>
    /// <param name="Figures">What was counted.</param>
    public sealed record Over(IngressId Ingress, Reason Why, DateTimeOffset LastHeard, StreamFigures Figures) : ToIngress;

    /// <summary>
    /// A call's arbiter that has just come to life asks what the ports carry of it. What an earlier activation decided is
    /// answered with <see cref="ToCall.Carried"/>; what none decided asks again by its radio's registration.
    /// </summary>
    /// <param name="CallKey">The call.</param>
    /// <param name="Question">Comes back with the answer: an answer to an activation that died answers nobody.</param>
    /// <param name="Asker">The stream whose request brought the arbiter to life, which need not ask again; null when none did.</param>
    public sealed record WhatOf(string CallKey, long Question, IngressId? Asker = null) : ToIngress;

    /// <summary>
    /// A site's slot table that has just come to life asks who transmits there; <see cref="ToPorts.WhatAt"/> goes on to the ports.
    /// </summary>
    public sealed record WhatAt(string Site) : ToIngress;

    /// <summary>A stream has the floor; told to the call's next activation, should this one die.</summary>
    public sealed record Granted(IngressId Ingress, SpurtId Spurt) : ToIngress;

    /// <summary>A stream that had the floor lost it and gets it no more.</summary>
    public sealed record Cut(IngressId Ingress) : ToIngress;

    /// <summary>A stream was denied after it had been admitted; its report is written down, and again when it ends.</summary>
    /// <param name="Ingress">Which.</param>
    /// <param name="Report">What the journal is to be told.</param>
    /// <param name="IsFinal">Whether it gets the floor no more, whatever happens.</param>
    public sealed record Denied(IngressId Ingress, CallReport Report, bool IsFinal) : ToIngress;
}
