using System.Collections.Immutable;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Consoles;
using RadioNet.Core.M17;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Recordings;
using RadioNet.Core.Records;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>Call control's way to the voice router, the journal and the alarms, and the router's way back.</summary>
internal sealed class Outside(
    IVoicePath voice, PortBook ports, StationBook stations, LiveStreams streams, CallScribe scribe, ICallJournal journal, AlarmRaiser alarms, LocationNotes locations,
    TimeProvider time, RecorderRoutes? recorder = null, ConsoleHub? consoles = null, M17Hub? links = null) : IOutside
{
    private readonly RunningRecords _running = new();

    /// <inheritdoc/>
    public Message? Translate(in RouterEvent said)
    {
        var id = streams.NameOf(said.Stream);
        switch (said.Kind)
        {
            case RouterEventKind.StreamStarted when ports.TryGet(said.Port, out var port):
                var stream = Heard(said, port);
                stations.HearVoice(stream);
                if (!ports.IsConsoles(said.Port))
                {
                    locations.Note(said.Source, port.Site, stream.HeardAt);
                }

                streams.Begin(stream);
                return new ToIngress.Started(stream);
            case RouterEventKind.Located when ports.TryGet(said.Port, out var hearing):
                locations.Note(said.Source, hearing.Site, WallClock(said.LastHeard), said.Position);
                return null;
            case RouterEventKind.StreamUpdated:
                return new ToIngress.OptionsKnown(id, new ServiceOptions(said.ServiceOptions));
            case RouterEventKind.StreamAlive:
                return new ToIngress.StillThere(id);
            case RouterEventKind.StreamEnded:
                streams.End(id);
                recorder?.End(id);
                consoles?.End(id, ReasonOf(said.End));
                links?.End(id, said.Stream);
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
                streams.Show(grant.Ingress, grant.Of?.Call.ToString(), grant.Route, grant.Of);
                TellStation(grant.Ingress, SpurtOutcome.Granted);
                consoles?.Decide(grant.Ingress, SpurtOutcome.Granted);
                links?.Decide(grant.Ingress, SpurtOutcome.Granted);
                NameForConsoles(grant.Of, grant.Route);
                voice.Post(new RouterCommand.Grant(streams.NumberOf(grant.Ingress), grant.OutgoingStream, RouteOf(grant.Route, grant.Links, RecorderOf(grant)))
                {
                    Call = grant.Of is { } of ? IdSource.NumberOf(of.Call) : 0,
                    Spurt = grant.Of is { } its ? IdSource.NumberOf(its.Spurt) : 0,
                });
                break;
            case ToRouter.Reroute reroute:
                streams.Show(reroute.Ingress, reroute.Route);
                NameForConsoles(streams.TryGet(reroute.Ingress, out var running) ? running.Of : null, reroute.Route);
                voice.Post(new RouterCommand.Reroute(streams.NumberOf(reroute.Ingress), RouteOf(reroute.Route, reroute.Links, recorder?.Of(reroute))));
                break;
            case ToRouter.Relay relay:
                streams.Show(relay);
                NameForConsoles((relay.Call, relay.Spurt), relay.Branch?.Leases ?? []);
                voice.Post(RelayOf(relay));
                break;
            case ToRouter.Refuse refuse:
                TellStation(refuse.Ingress, SpurtOutcome.Denied, refuse.Why);
                consoles?.Decide(refuse.Ingress, SpurtOutcome.Denied, refuse.Why, 0, refuse.Holder);
                links?.Decide(refuse.Ingress, SpurtOutcome.Denied, refuse.Why);
                voice.Post(new RouterCommand.Refuse(streams.NumberOf(refuse.Ingress)));
                break;
            case ToRouter.Queued queued:
                TellStation(queued.Ingress, SpurtOutcome.Queued, position: queued.Position);
                consoles?.Decide(queued.Ingress, SpurtOutcome.Queued, Reason.None, queued.Position, queued.Holder);
                links?.Decide(queued.Ingress, SpurtOutcome.Queued);
                break;
            case ToRouter.Stop stop:
                streams.Show(stop.Ingress, null, []);
                TellStation(stop.Ingress, SpurtOutcome.Stopped, stop.Why);
                consoles?.Decide(stop.Ingress, SpurtOutcome.Stopped, stop.Why, 0, stop.Holder);
                links?.Decide(stop.Ingress, SpurtOutcome.Stopped, stop.Why);
                voice.Post(new RouterCommand.Stop(streams.NumberOf(stop.Ingress)));
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

    /// <inheritdoc/>
    public void Tend(Predicate<string> isHeld)
    {
        foreach (var abandoned in _running.Abandon(isHeld, time.GetUtcNow()))
        {
            WriteDown(abandoned);
        }
    }

    /// <summary>A base station of ours is told of each decision about what it heard.</summary>
    private void TellStation(IngressId ingress, SpurtOutcome outcome, Reason why = Reason.None, int position = 0)
    {
        if (streams.TryGet(ingress, out var view))
        {
            stations.Decide(view.Stream, outcome, why, position);
        }
    }

    /// <summary>Before its voice comes there: what the numbers that it carries are called.</summary>
    private void NameForConsoles((CallId Call, SpurtId Spurt)? of, ImmutableArray<SlotLease> route)
    {
        if (consoles is not null && of is { } named && route.Any(lease => ports.TryGetEars(lease.Repeater, out _)))
        {
            consoles.Listening.Names.Note(named.Call, named.Spurt);
        }
    }

    private void WriteDown(CallReport report)
    {
        _running.Note(report);
        recorder?.Note(report, spurt => scribe.PortName(spurt.From.At.Repeater));
        if (report.Ended is null)
        {
            journal.Show(report.Id.ToString(), () => scribe.Write(report));
        }
        else
        {
            journal.Put(scribe.Write(report));
        }
    }

    private HeardStream Heard(in RouterEvent said, OpenedPort port) =>
        ports.IsConsoles(said.Port) && links?.Begin(streams.NameOf(said.Stream), said.Stream, said.Ssrc) is { } talk
            ? Plain(said, port) with { Repeater = talk.Port.Id, Callsign = talk.Callsign }
            : Plain(said, port);

    private HeardStream Plain(in RouterEvent said, OpenedPort port) => new()
    {
        Ingress = streams.NameOf(said.Stream),
        Repeater = port.Repeater,
        Slot = said.Slot,
        Simplex = port.Shape.Simplex,
        ManyCalls = port.ManyCalls,
        TargetKind = said.TargetKind,
        Source = said.Source,
        Target = said.Target,
        Data = said.StreamKind == StreamKind.Data,
        Options = new ServiceOptions(said.ServiceOptions),
        TakesOver = consoles is not null && ports.IsConsoles(said.Port) && consoles.Begin(streams.NameOf(said.Stream), said.Ssrc),
        HeardAt = WallClock(said.Started),
    };

    /// <summary>The wall clock's time of a timestamp of this process.</summary>
    private DateTimeOffset WallClock(long timestamp) => time.GetUtcNow() - time.GetElapsedTime(timestamp);

    private Destination? RecorderOf(ToRouter.Grant grant) =>
        recorder is not null && streams.TryGet(grant.Ingress, out var view) && ports.TryGetSource(view.Stream.Repeater, out var port)
            ? recorder.Of(grant, view.Stream, port.Site, scribe.PortName(view.Stream.Repeater))
            : null;

    private RouterCommand.Relay RelayOf(ToRouter.Relay relay) => new(
        IdSource.NumberOf(relay.Call), IdSource.NumberOf(relay.Spurt), relay.OutgoingStream,
        relay.Branch?.From is { } from ? NeighbourOf(from) : null,
        relay.Branch is { } branch ? RouteOf(branch.Leases, branch.To, recorder?.Of(relay)) : null);

    /// <summary>The port of a neighbour node; one that never was while there is no voice to it.</summary>
    private PortId NeighbourOf(string node) => ports.TryGetNeighbour(node, out var port) ? port : default;

    private Route RouteOf(ImmutableArray<SlotLease> leases, ImmutableArray<string> links, Destination? recorded)
    {
        var destinations = ImmutableArray.CreateBuilder<Destination>(leases.Length + links.Length + (recorded is null ? 0 : 1));
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
            if (ports.TryGetEars(lease.Repeater, out var ears))
            {
                destinations.Add(new Destination(ears, Timeslot.One, 0));
                if (ports.LinkEars is { } linked)
                {
                    destinations.Add(new Destination(linked, Timeslot.One, 0));
                }
            }
            else if (ports.TryGet(lease.Repeater, out var port))
            {
                destinations.Add(new Destination(port.Port, lease.Slot, lease.Lease));
            }
        }

        if (recorded is { } recording)
        {
            destinations.Add(recording);
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
