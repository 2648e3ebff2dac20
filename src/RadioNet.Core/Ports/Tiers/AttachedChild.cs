using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Ports.Links;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>A node that is attached below this one: what it said of itself, and its way back.</summary>
internal sealed class AttachedChild(LinkPeer peer, string software, long boots, DateTimeOffset since)
{
    /// <summary>Messages that may wait for a child: more means that it does not read, and it is let go.</summary>
    private const int MostUnsent = 1024;

    private readonly Lock _gate = new();
    private readonly Channel<ToChild> _unsent = Channel.CreateBounded<ToChild>(new BoundedChannelOptions(MostUnsent) { SingleReader = true });
    private PlanParcel? _parcel;

    /// <summary>Its id in the plan.</summary>
    public string Id => peer.Id;

    public string Software { get; } = software;

    /// <summary>How often it has started on its data folder.</summary>
    public long Boots { get; } = boots;

    public DateTimeOffset Since { get; } = since;

    /// <summary>What it said last of the plan that it holds; null when it holds none.</summary>
    public PlanHeld? Held { get; set; }

    /// <summary>The nodes that are attached below it.</summary>
    public IReadOnlyList<AttachedNode> Below { get; set; } = [];

    /// <summary>Voice between it and this node; null when there is none.</summary>
    public TierVoiceSession? Voice { get; init; }

    /// <summary>Whether it said that it leaves.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>What is to be sent, until the child is let go.</summary>
    public ChannelReader<ToChild> Unsent => _unsent.Reader;

    /// <summary>Offers the plan as it is now, unless the child has it, or one that is newer still.</summary>
    public void Offer(Func<string, PlanParcel?> newest)
    {
        lock (_gate)
        {
            if (newest(Id) is not { } parcel || parcel.Number <= _parcel?.Number)
            {
                return;
            }

            _parcel = parcel;
            if (!parcel.IsHeldBy(Held) && !(Held?.Number > parcel.Number))
            {
                Send(new ToChild { PlanOffer = parcel.Offer() });
            }
        }
    }

    /// <summary>Gives a part of what was offered last; nothing for a part of another revision, because an offer of that is on its way.</summary>
    public void Give(PlanAsk ask)
    {
        lock (_gate)
        {
            if (_parcel?.Part(ask) is { } part)
            {
                Send(new ToChild { PlanPart = part });
            }
        }
    }

    /// <summary>Sends a message without waiting. A child that reads nothing is let go.</summary>
    public void Send(ToChild message)
    {
        if (!_unsent.Writer.TryWrite(message))
        {
            _unsent.Writer.TryComplete();
        }
    }

    /// <summary>Ends its stream, with what is on its way before.</summary>
    public void LetGo() => _unsent.Writer.TryComplete();

    /// <summary>This child as one of the nodes below.</summary>
    public AttachedNode ToBelow(string parent) => new() { Id = Id, Parent = parent, Since = Since.ToTimestamp(), Software = Software, Plan = Held };
}
