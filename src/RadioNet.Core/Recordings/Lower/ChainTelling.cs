using System.Threading.Channels;
using Google.Protobuf;
using RadioNet.Api;

namespace RadioNet.Core.Recordings.Lower;

/// <summary>
/// Tells one parent of this node's chain and of those that it keeps of nodes below it, while it is attached there (contract:
/// <c>tier_recordings.proto</c>). It reads the disk in a loop of its own.
/// </summary>
/// <param name="self">This node's id.</param>
/// <param name="own">Its chain.</param>
/// <param name="folder">Where its recordings lie.</param>
/// <param name="kept">What it keeps of others.</param>
/// <param name="send">Says something to the parent without waiting; false when the way is full.</param>
/// <param name="time">The clock.</param>
internal sealed class ChainTelling(string self, RecordingChain own, RecordingFolder folder, KeptChains kept, Func<FromChild, bool> send, TimeProvider time)
{
    /// <summary>Letters of lines in a message; what is said of calls waits behind it on a slow line.</summary>
    private const int LettersAtOnce = 16 * 1024;

    /// <summary>Chains in an offer.</summary>
    private const int MostOffered = 64;

    /// <summary>After that long without an answer it is offered again.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly Channel<ChainHeld?> _inbox = Channel.CreateBounded<ChainHeld?>(
        new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Dictionary<string, Offer> _offers = [];
    private readonly Queue<ChainHeld> _held = [];
    private (string Node, long Since)? _underWay;
    private (string Node, ChainCursor Cursor)? _place;

    /// <summary>Takes an answer; waits for nothing. What finds no room is asked for again.</summary>
    public void Hear(ChainHeld? held) => _inbox.Writer.TryWrite(held);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        void Tell() => Hear(null);
        own.Grown += Tell;
        kept.Grown += Tell;
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                Work();
                using var look = new CancellationTokenSource(_interval, time);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, look.Token);
                Task waiting = _inbox.Reader.WaitToReadAsync(both.Token).AsTask();
                await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            own.Grown -= Tell;
            kept.Grown -= Tell;
            _place?.Cursor.Dispose();
        }
    }

    /// <summary>Says what can be said now.</summary>
    internal void Work()
    {
        while (_inbox.Reader.TryRead(out var held))
        {
            if (held?.End is not null)
            {
                Answered(held);
            }
        }

        if (_underWay is { } sent && time.GetElapsedTime(sent.Since) > Patience)
        {
            _underWay = null;
            _offers.Remove(sent.Node);
        }

        SayEnds();
        while (_underWay is null && _held.TryDequeue(out var next))
        {
            SayLines(next);
        }
    }

    private void Answered(ChainHeld held)
    {
        if (_underWay?.Node == held.End.Node)
        {
            _underWay = null;
        }

        if (_offers.TryGetValue(held.End.Node, out var offer))
        {
            offer.IsAnswered = true;
            if (!held.Known)
            {
                _held.Enqueue(held);
            }
        }
    }

    /// <summary>Offers what has more than was offered, and what was not answered.</summary>
    private void SayEnds()
    {
        var due = new List<(string Node, (long Number, string Hash) End)>();
        foreach (var (node, end) in kept.Nodes.Select(node => (node, kept.EndOf(node))).Prepend((self, own.End)))
        {
            if (end.Item1 > 0 && (!_offers.TryGetValue(node, out var offer)
                || (offer.IsAnswered ? offer.End != end && _underWay?.Node != node : time.GetElapsedTime(offer.Since) > Patience)))
            {
                due.Add((node, end));
            }
        }

        foreach (var some in due.Chunk(MostOffered))
        {
            var message = new ChainsOffered { Chains = { some.Select(one => End(one.Node, one.End)) } };
            if (!send(new FromChild { Recordings = new RecordingsUp { Offered = message } }))
            {
                return;
            }

            foreach (var (node, end) in some)
            {
                _offers[node] = new Offer(end, time.GetTimestamp()) { Said = _offers.GetValueOrDefault(node)?.Said };
            }
        }
    }

    /// <summary>Says what follows what the parent holds, or all where this chain is another one.</summary>
    private void SayLines(ChainHeld held)
    {
        var node = held.End.Node;
        var end = (held.End.Number, Hash: Convert.ToHexStringLower(held.End.Hash.Span));
        var offer = _offers[node];
        if (offer.Said == (end, offer.End))
        {
            // It was said already, and was not taken.
            return;
        }

        if (_place is not { } place || place.Node != node || place.Cursor.Number != end.Number || place.Cursor.Hash != end.Hash)
        {
            _place?.Cursor.Dispose();
            var where = node == self ? folder.Root : kept.PlaceOf(node);
            _place = place = (node, (end.Number == 0 ? null : ChainCursor.Behind(where, end.Number, end.Hash)) ?? ChainCursor.AtBegin(where));
        }

        var isAnew = end.Number > 0 && place.Cursor.Number == 0;

        var lines = place.Cursor.Read(LettersAtOnce);
        var message = new ChainLines { Node = node, Lines = { lines }, After = held.End, Anew = isAnew };
        if (lines.Count > 0 && send(new FromChild { Recordings = new RecordingsUp { Lines = message } }))
        {
            (_underWay, offer.Said) = ((node, time.GetTimestamp()), (end, offer.End));
            return;
        }

        place.Cursor.Dispose();
        _place = null;
        if (lines.Count > 0)
        {
            // The way was full: it is offered again.
            offer.IsAnswered = false;
        }
    }

    /// <summary>A chain's end as messages have it.</summary>
    internal static ChainEnd End(string node, (long Number, string Hash) end) =>
        new() { Node = node, Number = end.Number, Hash = ByteString.CopyFrom(Convert.FromHexString(end.Hash)) };

    private sealed class Offer((long Number, string Hash) end, long since)
    {
        public (long Number, string Hash) End => end;

        public long Since => since;

        public bool IsAnswered { get; set; }

        /// <summary>What the parent held when lines were said, and how far the chain went then: once more would change nothing.</summary>
        public ((long Number, string Hash) Held, (long Number, string Hash) End)? Said { get; set; }
    }
}
