using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>A node that is attached below this one: what it said of itself, and its way back.</summary>
internal sealed class AttachedChild(LinkPeer peer, string software, long boots, DateTimeOffset since) : ITraceWay
{
    /// <summary>
    /// Messages that may wait for a child: more means that it does not read, and it is let go. One change of a large network's calls
    /// is a letter to each site of each call.
    /// </summary>
    public const int MostUnsent = 16_384;

    /// <summary>Parts of plans that may wait for a child, which asks for one after the other.</summary>
    private const int MostUnsentParts = 16;

    /// <summary>After that long what a child could not keep is offered again; each time after twice as long, up to the longest.</summary>
    private static readonly TimeSpan _offerAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(8);

    private const string NotWanted = "The node attached anew, is not below this one in the plan any more, or does not read what it is told.";

    private readonly Lock _gate = new();
    private readonly Channel<ToChild> _unsent = Channel.CreateBounded<ToChild>(new BoundedChannelOptions(MostUnsent) { SingleReader = true });
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PlanParcel? _parcel;
    private (DateTimeOffset At, TimeSpan Wait)? _again;
    private int _parts;
    private string? _why;

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

    /// <summary>When it was heard last.</summary>
    public DateTimeOffset Heard { get; set; } = since;

    /// <summary>Whether it said that it leaves.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Since when the plan does not have it here; null when it has.</summary>
    public DateTimeOffset? Dismissed
    {
        get
        {
            lock (_gate)
            {
                return field;
            }
        }

        set
        {
            lock (_gate)
            {
                field = value;
            }
        }
    }

    /// <summary>Its session as call control uses it.</summary>
    public TierPostSession? Calls { get; set; }

    /// <summary>Why it was let go, in the words that it is told.</summary>
    public string WhyLetGo => _why ?? NotWanted;

    /// <summary>How its clock stands to this node's, as it measured it; null until then.</summary>
    public ClockReading? Clock { get; set; }

    /// <inheritdoc/>
    int ITraceWay.Unsent => _unsent.Reader.Count;

    /// <summary>What is to be sent, until the child is let go.</summary>
    public ChannelReader<ToChild> Unsent => _unsent.Reader;

    /// <summary>Complete when the child is let go.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Offers the plan as it is now, unless the child has it, or one that is newer still.</summary>
    public void Offer(Func<string, PlanParcel?> newest)
    {
        lock (_gate)
        {
            if (newest(Id) is not { } parcel || parcel.Number <= _parcel?.Number)
            {
                return;
            }

            (_parcel, _again) = (parcel, null);
            if (!parcel.IsHeldBy(Held) && !(Held?.Number > parcel.Number))
            {
                Send(new ToChild { PlanOffer = parcel.Offer() });
            }
        }
    }

    /// <summary>The child said what it holds; what it could not keep it is to be offered again.</summary>
    public void NoteHeld(PlanHeld held, DateTimeOffset now)
    {
        lock (_gate)
        {
            Held = held;
            if (_parcel is not { } parcel || held.Number >= parcel.Number)
            {
                _again = null;
            }
            else if (held.Problem is not null)
            {
                var wait = _again is { } before ? TimeSpan.FromTicks(Math.Min(2 * before.Wait.Ticks, _longestWait.Ticks)) : _offerAgain;
                _again = (now + wait, wait);
            }
        }
    }

    /// <summary>Offers again what the child could not keep, when it is time; to be called once in a while.</summary>
    public void OfferAgain(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_again is { } again && now >= again.At && _parcel is { } parcel)
            {
                _again = (DateTimeOffset.MaxValue, again.Wait); // until it says what became of it
                Send(new ToChild { PlanOffer = parcel.Offer() });
            }
        }
    }

    /// <summary>Gives a part of what was offered last; nothing for a part of another revision, because an offer of that is on its way.</summary>
    public void Give(PlanAsk ask)
    {
        lock (_gate)
        {
            if (_parcel?.Part(ask) is not { } part)
            {
                return;
            }

            if (Interlocked.Increment(ref _parts) > MostUnsentParts)
            {
                LetGo("The node asks for parts of the plan and does not read them.");
            }
            else
            {
                Send(new ToChild { PlanPart = part });
            }
        }
    }

    /// <summary>Sends a message without waiting; false when there is no room. A child that reads nothing is let go.</summary>
    public bool Send(ToChild message)
    {
        var isSent = _unsent.Writer.TryWrite(message);
        if (!isSent)
        {
            LetGo();
        }

        return isSent;
    }

    /// <inheritdoc/>
    public bool Send(TraceAsk ask) => Send(new ToChild { TraceAsk = ask });

    /// <inheritdoc/>
    public bool Send(TraceAnswer answer) => Send(new ToChild { TraceAnswer = answer });

    /// <summary>A message leaves.</summary>
    public void NoteSent(ToChild message)
    {
        if (message.PlanPart is not null)
        {
            Interlocked.Decrement(ref _parts);
        }
    }

    /// <summary>Ends its stream, whatever waits for it: a child that does not read would not let that out.</summary>
    /// <param name="why">What it is told; null for what holds of most.</param>
    public void LetGo(string? why = null)
    {
        Interlocked.CompareExchange(ref _why, why ?? NotWanted, null);
        _unsent.Writer.TryComplete();
        _gone.TrySetResult();
    }

    /// <summary>This child as one of the nodes below.</summary>
    public AttachedNode ToBelow(string parent) => new() { Id = Id, Parent = parent, Since = Since.ToTimestamp(), Software = Software, Plan = Held };
}
