using System.Collections.Concurrent;
using System.Collections.Immutable;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Records;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>Call control's way to the voice router, the journal and the alarms, and the router's way back.</summary>
internal sealed class Outside(
    IVoicePath voice, PortBook ports, StationBook stations, CallScribe scribe, ICallJournal journal, AlarmRaiser alarms, TimeProvider time) : IOutside
{
    private readonly ConcurrentDictionary<IngressId, StreamView> _streams = new();
    private readonly ConcurrentDictionary<(RepeaterId, Timeslot, RadioId), string> _calls = new();

    private readonly RunningRecords _running = new();

    /// <summary>The streams that run now, for showing.</summary>
    public ICollection<StreamView> Streams => _streams.Values;

    /// <summary>The call that a running stream belongs to; null when it has none.</summary>
    public string? CallOf(StreamView stream) =>
        _calls.GetValueOrDefault((stream.Stream.Repeater, stream.Stream.Slot, stream.Stream.Source));

    /// <inheritdoc/>
    public Message? Translate(in RouterEvent said)
    {
        var id = new IngressId(said.Stream.Value);
        switch (said.Kind)
        {
            case RouterEventKind.StreamStarted when ports.TryGet(said.Port, out var port):
                var stream = Heard(said, port);
                stations.HearVoice(stream);
                _streams[id] = new StreamView(stream, false, []);
                return new ToIngress.Started(stream);
            case RouterEventKind.StreamUpdated:
                return new ToIngress.OptionsKnown(id, new ServiceOptions(said.ServiceOptions));
            case RouterEventKind.StreamAlive:
                return new ToIngress.StillThere(id);
            case RouterEventKind.StreamEnded:
                _streams.TryRemove(id, out _);
                return new ToIngress.Over(id, ReasonOf(said.End), WallClock(said.LastHeard), FiguresOf(said));
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    public void Take(Message message)
    {
        switch (message)
        {
            case ToRouter.Grant grant:
                Show(grant.Ingress, granted: true, grant.Route);
                TellStation(grant.Ingress, SpurtOutcome.Granted);
                voice.Post(new RouterCommand.Grant(new StreamId(grant.Ingress.Value), grant.OutgoingStream, RouteOf(grant.Route, grant.Links))
                {
                    Call = grant.Of is { } of ? IdSource.NumberOf(of.Call) : 0,
                    Spurt = grant.Of is { } its ? IdSource.NumberOf(its.Spurt) : 0,
                });
                break;
            case ToRouter.Reroute reroute:
                Show(reroute.Ingress, granted: true, reroute.Route);
                voice.Post(new RouterCommand.Reroute(new StreamId(reroute.Ingress.Value), RouteOf(reroute.Route, reroute.Links)));
                break;
            case ToRouter.Relay relay:
                voice.Post(RelayOf(relay));
                break;
            case ToRouter.Refuse refuse:
                TellStation(refuse.Ingress, SpurtOutcome.Denied, refuse.Why);
                voice.Post(new RouterCommand.Refuse(new StreamId(refuse.Ingress.Value)));
                break;
            case ToRouter.Queued queued:
                TellStation(queued.Ingress, SpurtOutcome.Queued, position: queued.Position);
                break;
            case ToRouter.Stop stop:
                Show(stop.Ingress, granted: false, []);
                TellStation(stop.Ingress, SpurtOutcome.Stopped, stop.Why);
                voice.Post(new RouterCommand.Stop(new StreamId(stop.Ingress.Value)));
                break;
            case ToJournal.Call call:
                WriteDown(call.Report);
                break;
            case ToJournal.NewArbiter arbiter when _running.Abandon(arbiter.CallKey, time.GetUtcNow()) is { } abandoned:
                WriteDown(abandoned);
                break;
            case ToPorts.WhatAt asked:
                ports.TellSite(asked.Site);
                break;
            case ToAlarms alarm:
                _ = alarms.Raise(alarm);
                break;
        }
    }

    private void Show(IngressId ingress, bool granted, ImmutableArray<SlotLease> route)
    {
        if (_streams.TryGetValue(ingress, out var view))
        {
            _streams.TryUpdate(ingress, view with { Granted = granted, Route = route }, view);
        }
    }

    /// <summary>A base station of ours is told of each decision about what it heard.</summary>
    private void TellStation(IngressId ingress, SpurtOutcome outcome, Reason why = Reason.None, int position = 0)
    {
        if (_streams.TryGetValue(ingress, out var view))
        {
            stations.Decide(view.Stream, outcome, why, position);
        }
    }

    private void WriteDown(CallReport report)
    {
        _running.Note(report);
        ShowCall(report);
        if (report.Ended is null)
        {
            journal.Show(report.Id.ToString(), () => scribe.Write(report));
        }
        else
        {
            journal.Put(scribe.Write(report));
        }
    }

    private void ShowCall(CallReport report)
    {
        // A turn that was taken over is the last but one.
        foreach (var spurt in report.Spurts.AsSpan()[^Math.Min(2, report.Spurts.Length)..])
        {
            var talker = (spurt.From.At.Repeater, spurt.From.At.Slot, spurt.Source);
            if (report.State == CallControl.Calls.CallState.Running && spurt.Ended is null)
            {
                _calls[talker] = report.Id.ToString();
            }
            else
            {
                _calls.TryRemove(talker, out _);
            }
        }
    }

    private HeardStream Heard(in RouterEvent said, OpenedPort port) => new()
    {
        Ingress = new IngressId(said.Stream.Value),
        Repeater = port.Repeater,
        Slot = said.Slot,
        Simplex = port.Shape.Simplex,
        ManyCalls = port.ManyCalls,
        TargetKind = said.TargetKind,
        Source = said.Source,
        Target = said.Target,
        Data = said.StreamKind == StreamKind.Data,
        Options = new ServiceOptions(said.ServiceOptions),
        HeardAt = WallClock(said.Started),
    };

    /// <summary>The wall clock's time of a timestamp of this process.</summary>
    private DateTimeOffset WallClock(long timestamp) => time.GetUtcNow() - time.GetElapsedTime(timestamp);

    private RouterCommand.Relay RelayOf(ToRouter.Relay relay) => new(
        IdSource.NumberOf(relay.Call), IdSource.NumberOf(relay.Spurt), relay.OutgoingStream,
        relay.Branch?.From is { } from ? NeighbourOf(from) : null,
        relay.Branch is { } branch ? RouteOf(branch.Leases, branch.To) : null);

    /// <summary>The port of a neighbour node; one that never was while there is no voice to it.</summary>
    private PortId NeighbourOf(string node) => ports.TryGetNeighbour(node, out var port) ? port : default;

    private Route RouteOf(ImmutableArray<SlotLease> leases, ImmutableArray<string> links)
    {
        var destinations = ImmutableArray.CreateBuilder<Destination>(leases.Length + links.Length);
        foreach (var node in links)
        {
            if (ports.TryGetNeighbour(node, out var port))
            {
                // A link carries many calls: it has no leases, and the talker's timeslot as its label.
                destinations.Add(new Destination(port, Timeslot.One, 0));
            }
        }

        foreach (var lease in leases)
        {
            if (ports.TryGet(lease.Repeater, out var port))
            {
                destinations.Add(new Destination(port.Port, lease.Slot, lease.Lease));
            }
        }

        return new Route(destinations.ToImmutable());
    }

    private static StreamFigures FiguresOf(in RouterEvent said) =>
        new(said.Bursts, said.Missing, said.Dropped, said.BitErrors, said.VoiceBursts, said.Rssi);

    private static Reason ReasonOf(StreamEnd end) => end switch
    {
        StreamEnd.Terminator => Reason.Ended,
        StreamEnd.Inactive => Reason.Inactive,
        StreamEnd.Replaced => Reason.Replaced,
        _ => Reason.PortLost,
    };
}
