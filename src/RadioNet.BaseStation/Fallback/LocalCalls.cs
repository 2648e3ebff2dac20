using System.Collections.Immutable;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// The rules of calls for one base station that no node serves: the node's own machines, on the last plan that the station holds,
/// between its own carriers. Pure and synchronous: what a method decides is told before it returns. Belongs to one thread.
/// </summary>
public sealed class LocalCalls : IPlanView
{
    /// <summary>Records that wait for <see cref="Drain"/>; the oldest is lost, and counted, for one that finds no room.</summary>
    public const int MostKept = 1024;

    private static readonly PlanIndex _noPlan = new(new NetworkPlan(""), 0);

    private readonly string _site;
    private readonly string _baseStation;
    private readonly TimeProvider _time;
    private readonly ILocalCallsUser _user;
    private readonly MachineRoom _room;
    private readonly Dictionary<string, SlotPort?> _up = [];
    private readonly Dictionary<IngressId, RepeaterSlot> _watched = [];
    private readonly Dictionary<CallId, CallReport> _running = [];
    private readonly Queue<LocalRecord> _records = new();

    /// <summary>Begins with no carrier up.</summary>
    /// <param name="site">The station's site.</param>
    /// <param name="baseStation">Its id there.</param>
    /// <param name="start">Which start of the station this is, rising with each: part of the ids that it gives.</param>
    /// <param name="plan">The plan that it holds; null when it holds none: then it denies everybody.</param>
    /// <param name="time">The clock.</param>
    /// <param name="user">Who obeys.</param>
    public LocalCalls(string site, string baseStation, int start, PlanIndex? plan, TimeProvider time, ILocalCallsUser user)
    {
        (_site, _baseStation, _time, _user) = (site, baseStation, time, user);
        Current = plan ?? _noPlan;
        _room = new MachineRoom(new RulesContext(this, time, new IdSource(NameOf(site, baseStation), start), new CallTimers()), Take);
    }

    /// <inheritdoc/>
    public PlanIndex Current { get; private set; }

    /// <summary>Whether no call runs, hang time included.</summary>
    public bool IsQuiet => _room.Ingress.Count == 0 && _room.Calls == 0;

    /// <summary>Records that found no room here.</summary>
    public long Lost { get; private set; }

    /// <summary>The name under which a station gives ids to its calls.</summary>
    public static string NameOf(string site, string baseStation) => $"{site}.{baseStation}";

    /// <summary>Takes another plan; who may no longer talk is stopped.</summary>
    public void Obey(PlanIndex plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var before = Current;
        Current = plan;
        foreach (var (carrier, port) in _up.ToArray())
        {
            var planned = PortOf(carrier);
            if (port is not null && planned?.Id != port.Id)
            {
                Tell(new ToSite.RepeaterDown(port.Id));
            }

            _up[carrier] = planned;
            TellUp(planned);
        }

        _room.Obey(before, Current);
        _room.Deliver();
    }

    /// <summary>A carrier can carry calls: its modem is ready.</summary>
    public void CarrierUp(string carrier)
    {
        _up[carrier] = PortOf(carrier);
        TellUp(_up[carrier]);
        _room.Deliver();
    }

    /// <summary>A carrier can carry none.</summary>
    public void CarrierDown(string carrier)
    {
        if (_up.Remove(carrier, out var port) && port is not null)
        {
            Tell(new ToSite.RepeaterDown(port.Id));
            _room.Deliver();
        }
    }

    /// <summary>A spurt is to be decided here, from its key-up or from now on.</summary>
    public void Start(HeardSpurt spurt)
    {
        ArgumentNullException.ThrowIfNull(spurt);
        _watched.Remove(spurt.Ingress);
        Say(new ToIngress.Started(StreamOf(spurt)));
    }

    /// <summary>A spurt was refused where it was heard: its record says why.</summary>
    public void Refuse(HeardSpurt spurt, Reason why)
    {
        ArgumentNullException.ThrowIfNull(spurt);
        Say(new ToIngress.RefusedThere(StreamOf(spurt), why));
    }

    /// <summary>A node decides about a spurt: here its timeslot is busy, and its radio is known to be there.</summary>
    public void Watch(HeardSpurt spurt)
    {
        ArgumentNullException.ThrowIfNull(spurt);
        if (PortOf(spurt.At.Carrier) is not { } port)
        {
            return;
        }

        var at = new RepeaterSlot(port.Id, spurt.At.Slot);
        _watched[spurt.Ingress] = at;
        Tell(new ToSite.UplinkStarted(at, spurt.Ingress, null));
        if (Current.TrySubscriber(spurt.Source, out _))
        {
            _room.Say(Address.Subscriber(spurt.Source), new ToSubscriber.Heard(new Location(_site, at)));
        }

        _room.Deliver();
    }

    /// <summary>A spurt's service options became known.</summary>
    public void LearnOptions(IngressId spurt, ServiceOptions options) => Say(new ToIngress.OptionsKnown(spurt, options));

    /// <summary>
    /// A spurt still runs; to be said each second, because one of which nothing is heard for long is over
    /// (<see cref="CallTimers.PortSilence"/>).
    /// </summary>
    public void StillThere(IngressId spurt) => Say(new ToIngress.StillThere(spurt));

    /// <summary>A spurt is over, whoever decided about it.</summary>
    public void End(IngressId spurt, SpurtOver over)
    {
        ArgumentNullException.ThrowIfNull(over);
        if (_watched.Remove(spurt, out var at))
        {
            Tell(new ToSite.UplinkEnded(at, spurt));
            _room.Deliver();
            return;
        }

        Say(new ToIngress.Over(spurt, over.Why, over.LastHeard, over.Figures));
    }

    /// <summary>Nothing is decided here any more: the records of the calls that run end now.</summary>
    public void Close()
    {
        foreach (var report in _running.Values)
        {
            Keep(LocalRecords.Of(report.Abandoned(_time.GetUtcNow()), Current));
        }

        _running.Clear();
    }

    /// <summary>Does what is due.</summary>
    public void Tick() => _room.Deliver();

    /// <summary>How long until <see cref="Tick"/> has something to do, at most the given time.</summary>
    public TimeSpan UntilNext(TimeSpan longest) => _room.UntilNext(longest);

    /// <summary>Takes out the records of what is over, in order. They have no number yet: <see cref="LocalRecordLog"/> gives it.</summary>
    public IReadOnlyList<LocalRecord> Drain()
    {
        LocalRecord[] all = [.. _records];
        _records.Clear();
        return all;
    }

    private void Say(ToIngress message)
    {
        _room.Say(Address.Ingress, message);
        _room.Deliver();
    }

    private void Tell(ToSite message) => _room.Say(Address.Site(_site), message);

    private void TellUp(SlotPort? port)
    {
        if (port is not null)
        {
            Tell(new ToSite.RepeaterUp(port.Id, RepeaterShape.Of(port.Carrier!)));
        }
    }

    private HeardStream StreamOf(HeardSpurt spurt)
    {
        var port = PortOf(spurt.At.Carrier);
        return new HeardStream
        {
            Ingress = spurt.Ingress,
            Repeater = port?.Id ?? default,
            Slot = spurt.At.Slot,
            Simplex = port is { Carrier.Duplex: false },
            TargetKind = spurt.TargetKind,
            Source = spurt.Source,
            Target = spurt.Target,
            Data = spurt.IsData,
            Options = spurt.Options,
            HeardAt = spurt.HeardAt,
        };
    }

    private SlotPort? PortOf(string carrier) => Current.TryPort(_site, _baseStation, carrier, out var port) ? port : null;

    private void Take(Message said)
    {
        switch (said)
        {
            case ToRouter.Grant grant:
                _user.Granted(grant.Ingress, RouteOf(grant.Route));
                break;
            case ToRouter.Reroute reroute:
                _user.Rerouted(reroute.Ingress, RouteOf(reroute.Route));
                break;
            case ToRouter.Queued queued:
                _user.Queued(queued.Ingress, queued.Position);
                break;
            case ToRouter.Refuse refuse:
                _user.Denied(refuse.Ingress, refuse.Why);
                break;
            case ToRouter.Stop stop:
                _user.Stopped(stop.Ingress, stop.Why);
                break;
            case ToJournal.Call { Report.Ended: not null } over:
                _running.Remove(over.Report.Id);
                Keep(LocalRecords.Of(over.Report, Current));
                break;
            case ToJournal.Call { Report: var running }:
                _running[running.Id] = running;
                break;
            case ToAlarms.Emergency emergency:
                Keep(LocalRecords.Of(emergency));
                break;
            case ToPorts.WhatAt:
                foreach (var port in _up.Values)
                {
                    TellUp(port);
                }

                break;
        }
    }

    private void Keep(LocalRecord record)
    {
        if (_records.Count == MostKept)
        {
            _records.Dequeue();
            Lost++;
        }

        _records.Enqueue(record);
    }

    private ImmutableArray<LocalSlot> RouteOf(ImmutableArray<SlotLease> leases)
    {
        var route = ImmutableArray.CreateBuilder<LocalSlot>(leases.Length);
        foreach (var lease in leases)
        {
            if (Current.TryPort(lease.Repeater, out var port) && port.Carrier is { } carrier)
            {
                route.Add(new LocalSlot(carrier.Id, lease.Slot));
            }
        }

        return route.DrainToImmutable();
    }
}
