using System.Collections.Immutable;
using RadioNet.CallControl.Calls;

namespace RadioNet.CallControl.Messages;

/// <content>What a call's arbiter hears when the network comes apart and together.</content>
public abstract partial record ToCall
{
    /// <summary>Nodes can't be reached any more: who talked or asked there is lost to this arbiter.</summary>
    public sealed record NodesLost(ImmutableHashSet<string> Nodes) : ToCall;

    /// <summary>Sites can't be reached any more, or are served by another node: what the call had there is gone.</summary>
    public sealed record SitesLost(ImmutableArray<string> Sites) : ToCall;

    /// <summary>The call has another arbiter, that keeps it when it is joined; null when this one keeps it, or is alone again.</summary>
    public sealed record Heal(string? Keeper) : ToCall;

    /// <summary>Another node arbitrates the call, and nobody keeps it apart: what is here is given over.</summary>
    /// <param name="Keeper">To whom.</param>
    /// <param name="WhenOver">When the call is over, instead of at once; one that outlasts the talkgroup's time limit, when nobody talks.</param>
    public sealed record GiveUp(string Keeper, bool WhenOver = false) : ToCall;

    /// <summary>What arbiters of parts of one call say to each other; delivered at a node, whoever arbitrates.</summary>
    /// <param name="Node">For whom; in what was received, from whom.</param>
    public abstract record BetweenArbiters(string Node) : ToCall;

    /// <summary>To the keeper, at each change: who has the floor of a part.</summary>
    /// <param name="Node">The part's arbiter.</param>
    /// <param name="Talks">Whether somebody has.</param>
    /// <param name="Emergency">Whether it is an emergency.</param>
    /// <param name="For">For how long; zero while nobody has.</param>
    /// <param name="Refuses">Whether it answers a yield that knew something else.</param>
    public sealed record Offer(string Node, bool Talks, bool Emergency, TimeSpan For, bool Refuses) : BetweenArbiters(Node);

    /// <summary>From the keeper: give the part over.</summary>
    /// <param name="Node">The part's arbiter.</param>
    /// <param name="Talks">Whether the keeper knows of a talker there; one that it knows nothing of is not given over.</param>
    /// <param name="Emergency">Whether it knows of an emergency.</param>
    /// <param name="Cut">Why the talker there ends before; none when it goes on, or nobody talks.</param>
    public sealed record Yield(string Node, bool Talks, bool Emergency, Reason Cut) : BetweenArbiters(Node);

    /// <summary>To the keeper: the part is its.</summary>
    /// <param name="Node">The part's former arbiter.</param>
    /// <param name="Spurts">Who has the floor there, waits, or was denied and still talks.</param>
    public sealed record Joined(string Node, ImmutableArray<FloorRequest> Spurts) : BetweenArbiters(Node)
    {
        /// <summary>The sites that it has claimed: whoever has the call now claims them, or gives them back, since the former arbiter is not obeyed any more.</summary>
        public ImmutableArray<string> Sites { get; init; } = [];

        /// <summary>The nodes at whose consoles somebody listens to it: they would say so again only after a while.</summary>
        public ImmutableArray<string> Listeners { get; init; } = [];
    }

    /// <summary>To the node that has a call which the sender's plan puts at the sender: it is to be given over.</summary>
    /// <param name="Node">The other node; it goes on from node to node with the one that wants it.</param>
    /// <param name="AtOnce">Whether the sender decides about it already, instead of when it is over.</param>
    public sealed record Wanted(string Node, bool AtOnce) : BetweenArbiters(Node);

    /// <summary>To the node where the sender's plan puts a call: the sender has it still.</summary>
    /// <param name="Node">The other node.</param>
    public sealed record Kept(string Node) : BetweenArbiters(Node);
}
