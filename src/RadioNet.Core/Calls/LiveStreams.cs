using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>
/// The streams that run at this node's ports, under the names that all nodes know them by. Changed on the switchboard's thread,
/// read on any.
/// </summary>
/// <param name="node">The node's id.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveStreams(string node, TimeProvider time)
{
    /// <summary>The most spurts of other nodes that are shown; as many as the router has room for.</summary>
    public const int MostRelays = RouterOptions.UsualMostRelays;

    /// <summary>For how long the router remembers where such a spurt goes while no voice of it comes.</summary>
    private static readonly TimeSpan _relayWait = new RouterOptions().RelayWait;

    private readonly ConcurrentDictionary<IngressId, StreamView> _streams = new();
    private readonly ConcurrentDictionary<ulong, Relayed> _relays = new();

    /// <summary>All of them.</summary>
    public ICollection<StreamView> All => _streams.Values;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _streams.IsEmpty;

    /// <summary>The spurts of other nodes that are sent to timeslots here.</summary>
    public IEnumerable<RelayView> Relays => _relays.Values.Where(relay => !IsPast(relay)).Select(relay => relay.View);

    /// <summary>A stream of the own router under its name.</summary>
    public IngressId NameOf(StreamId stream) => new(stream.Value, node);

    /// <summary>The number that the own router has for a stream; one that it has for none when the stream is another node's.</summary>
    public StreamId NumberOf(IngressId stream) => stream.Node == node ? new StreamId(stream.Value) : default;

    public bool TryGet(IngressId stream, [MaybeNullWhen(false)] out StreamView view) => _streams.TryGetValue(stream, out view);

    /// <summary>Whether a radio is heard at a repeater or carrier.</summary>
    public bool IsHeardAt(RepeaterId port) => _streams.Values.Any(view => view.Stream.Repeater == port);

    public void Begin(HeardStream stream) => _streams[stream.Ingress] = new StreamView(stream, null, []);

    public void End(IngressId stream) => _streams.TryRemove(stream, out _);

    /// <summary>Shows what was decided: the call that it has the floor of, and where it goes; null when it has none any more.</summary>
    public void Show(IngressId stream, string? call, ImmutableArray<SlotLease> route, (CallId Call, SpurtId Spurt)? of = null)
    {
        if (_streams.TryGetValue(stream, out var view))
        {
            _streams.TryUpdate(stream, view with { Call = call, Route = route, Of = of }, view);
        }
    }

    /// <summary>Shows where a stream that has the floor goes now.</summary>
    public void Show(IngressId stream, ImmutableArray<SlotLease> route)
    {
        if (_streams.TryGetValue(stream, out var view))
        {
            _streams.TryUpdate(stream, view with { Route = route }, view);
        }
    }

    /// <summary>Shows what is done here with another node's spurt.</summary>
    public void Show(ToRouter.Relay relay)
    {
        var number = IdSource.NumberOf(relay.Spurt);
        if (relay.Branch is not { From: { } from } branch)
        {
            _relays.TryRemove(number, out _);
            return;
        }

        var view = new RelayView(relay.Call.ToString(), from, branch.Leases);
        if (_relays.TryGetValue(number, out var known))
        {
            known.View = view;
            known.Ordered = time.GetTimestamp();
        }
        else
        {
            MakeRoom();
            _relays[number] = new Relayed(view) { Ordered = time.GetTimestamp() };
        }
    }

    /// <summary>Hears where voice passes, on the router's thread: which of the spurts of other nodes it has, and since when it has one no more.</summary>
    public void Note(in PassMark mark)
    {
        if (!mark.FromNode || !_relays.TryGetValue(mark.Spurt, out var relay))
        {
            return;
        }

        if (mark.To is not null)
        {
            relay.Stream = mark.Stream.Value;
        }
        else if (relay.Stream == mark.Stream.Value)
        {
            relay.Ordered = time.GetTimestamp();
            relay.Stream = 0;
        }
    }

    /// <summary>What came from neighbours that are lost comes no more, and nobody will say so.</summary>
    public void Lose(NodeView view)
    {
        foreach (var (spurt, relay) in _relays)
        {
            if (!view.Has(relay.View.From))
            {
                _relays.TryRemove(spurt, out _);
            }
        }
    }

    /// <summary>Forgets the spurts that the router has forgotten: who ordered them may be gone, and nobody says that they are over.</summary>
    public void Forget()
    {
        foreach (var (spurt, relay) in _relays)
        {
            if (IsPast(relay))
            {
                _relays.TryRemove(spurt, out _);
            }
        }
    }

    private bool IsPast(Relayed relay) => relay.Stream == 0 && time.GetElapsedTime(relay.Ordered) > _relayWait;

    private void MakeRoom()
    {
        if (_relays.Count >= MostRelays)
        {
            Forget();
        }

        if (_relays.Count >= MostRelays)
        {
            _relays.TryRemove(_relays.MinBy(relay => (relay.Value.Stream != 0, relay.Value.Ordered)).Key, out _);
        }
    }

    /// <summary>A spurt of another node, as it was ordered last, and whether its voice comes.</summary>
    private sealed class Relayed(RelayView view)
    {
        private volatile RelayView _view = view;
        private long _ordered;
        private long _stream;

        public RelayView View
        {
            get => _view;
            set => _view = value;
        }

        /// <summary>Since when its voice may come, or comes no more; a timestamp.</summary>
        public long Ordered
        {
            get => Volatile.Read(ref _ordered);
            set => Volatile.Write(ref _ordered, value);
        }

        /// <summary>The router's number of the stream that has its voice; 0 while none has.</summary>
        public long Stream
        {
            get => Volatile.Read(ref _stream);
            set => Volatile.Write(ref _stream, value);
        }
    }
}
