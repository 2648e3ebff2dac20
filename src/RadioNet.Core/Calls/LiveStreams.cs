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
internal sealed class LiveStreams(string node)
{
    private readonly ConcurrentDictionary<IngressId, StreamView> _streams = new();
    private readonly ConcurrentDictionary<SpurtId, RelayView> _relays = new();

    /// <summary>All of them.</summary>
    public ICollection<StreamView> All => _streams.Values;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _streams.IsEmpty;

    /// <summary>The spurts of other nodes that are sent to timeslots here.</summary>
    public ICollection<RelayView> Relays => _relays.Values;

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
    public void Show(IngressId stream, string? call, ImmutableArray<SlotLease> route)
    {
        if (_streams.TryGetValue(stream, out var view))
        {
            _streams.TryUpdate(stream, view with { Call = call, Route = route }, view);
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
        if (relay.Branch is { From: { } from } branch)
        {
            _relays[relay.Spurt] = new RelayView(relay.Call.ToString(), from, branch.Leases);
        }
        else
        {
            _relays.TryRemove(relay.Spurt, out _);
        }
    }

    /// <summary>What came from neighbours that are lost comes no more, and nobody will say so.</summary>
    public void Lose(NodeView view)
    {
        foreach (var (spurt, relay) in _relays)
        {
            if (!view.Has(relay.From))
            {
                _relays.TryRemove(spurt, out _);
            }
        }
    }
}
