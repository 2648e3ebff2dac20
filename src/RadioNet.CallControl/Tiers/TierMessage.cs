using System.Collections.Immutable;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <summary>What two neighbours say over their tier link, in order. Immutable.</summary>
public abstract record TierMessage
{
    private TierMessage()
    {
    }

    /// <summary>Upwards: the nodes below the sender.</summary>
    /// <param name="Uplinks">To which node each one's uplink goes; the sender itself is not among them.</param>
    /// <param name="Apart">The calls that nodes among them and the sender keep until they are joined, with their parts.</param>
    /// <param name="Clock">The highest term seen.</param>
    public sealed record Below(
        ImmutableSortedDictionary<string, string> Uplinks, ImmutableSortedDictionary<string, ImmutableArray<Part>> Apart, long Clock) : TierMessage
    {
        /// <summary>The sites that nodes among them and the sender have claimed.</summary>
        public ImmutableSortedDictionary<string, SiteClaim> Away { get; init; } = NodeView.NothingAway;
    }

    /// <summary>Downwards: all that hangs together.</summary>
    public sealed record Whole(NodeView View, long Clock) : TierMessage;

    /// <summary>Upwards, to the top: a part of a call is joined.</summary>
    /// <param name="CallKey">The call.</param>
    /// <param name="Arbiter">Who arbitrated the part.</param>
    /// <param name="Into">Who arbitrates the part that it is in now.</param>
    public sealed record Joined(string CallKey, string Arbiter, string Into) : TierMessage;

    /// <summary>A letter between two nodes, hop by hop.</summary>
    /// <param name="From">The node that said it.</param>
    /// <param name="To">The node that it is for.</param>
    /// <param name="Letter">The letter.</param>
    /// <param name="Stamp">Whose decision it is; null where it is none.</param>
    /// <param name="Hops">How many links it has crossed.</param>
    public sealed record Envelope(string From, string To, Letter Letter, Stamp? Stamp, int Hops = 0) : TierMessage;
}
