using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Tests.Calls.Tiers;

/// <summary>A node's switchboard with its machines; what it says to its router and its journal is kept.</summary>
internal sealed class TierNode : IOutside, IDisposable
{
    private readonly ConcurrentDictionary<IngressId, ToRouter> _decided = new();
    private readonly ConcurrentDictionary<IngressId, SpurtId> _spurts = new();
    private readonly ConcurrentDictionary<SpurtId, Branch> _relays = new();
    private readonly ConcurrentDictionary<IngressId, (ImmutableArray<SlotLease> Leases, ImmutableArray<string> Links)> _ways = new();
    private readonly ConcurrentDictionary<CallId, CallReport> _records = new();
    private readonly RunningRecords _running = new();
    private readonly RulesContext _context;
    private readonly string[] _sites;
    private long _streams;

    public TierNode(string id, IPlanView plan, ITierPost post, params string[] sites)
    {
        (Id, _sites) = (id, sites);
        _context = new RulesContext(plan, TimeProvider.System, new IdSource(id, 1), new CallTimers());
        Machines = new LooseMachines(_context);
        Tiers = new TierSwitch(id, _context, NullLogger<TierSwitch>.Instance);
        Switchboard = new Switchboard(Machines, new IngressTable(_context), TimeProvider.System, NullLogger<Switchboard>.Instance, Tiers);
        Switchboard.Start(this, post);
        foreach (var site in sites)
        {
            TellUps(site);
        }
    }

    public string Id { get; }

    public LooseMachines Machines { get; }

    public TierSwitch Tiers { get; }

    public Switchboard Switchboard { get; }

    public IEnumerable<CallReport> Records => _records.Values;

    /// <summary>A radio keys up at a repeater here.</summary>
    public IngressId Key(uint radio, uint repeater, uint talkgroup)
    {
        var ingress = new IngressId(Interlocked.Increment(ref _streams), Id);
        Switchboard.Post(new Letter(Address.Ingress, new ToIngress.Started(new HeardStream
        {
            Ingress = ingress,
            Repeater = new RepeaterId(repeater),
            Slot = Timeslot.One,
            TargetKind = AddressKind.Group,
            Source = new RadioId(radio),
            Target = talkgroup,
            HeardAt = _context.Time.GetUtcNow(),
        })));
        return ingress;
    }

    public void Release(IngressId ingress) =>
        Switchboard.Post(new Letter(Address.Ingress, new ToIngress.Over(ingress, Reason.Ended, _context.Time.GetUtcNow(), StreamFigures.None)));

    public void StillThere(IngressId ingress) => Switchboard.Post(new Letter(Address.Ingress, new ToIngress.StillThere(ingress)));

    public bool IsGranted(IngressId ingress) => _decided.GetValueOrDefault(ingress) is ToRouter.Grant;

    public bool IsRefused(IngressId ingress) => _decided.GetValueOrDefault(ingress) is ToRouter.Refuse;

    public SpurtId SpurtOf(IngressId ingress) => _spurts[ingress];

    /// <summary>The repeaters here, and the neighbours, that an own stream goes to.</summary>
    public (uint[] Repeaters, ImmutableArray<string> Links) WayOf(IngressId ingress) =>
        _ways.TryGetValue(ingress, out var way) ? ([.. way.Leases.Select(l => l.Repeater.Value).Order()], way.Links) : ([], []);

    /// <summary>What the node does with another's spurt; null when nothing.</summary>
    public Branch? RelayOf(SpurtId spurt) => _relays.GetValueOrDefault(spurt);

    public Message? Translate(in RouterEvent said) => null;

    public void Take(Message message)
    {
        switch (message)
        {
            case ToRouter.Grant grant:
                Assert.Equal(Id, grant.Ingress.Node);
                _spurts[grant.Ingress] = grant.Of!.Value.Spurt;
                _ways[grant.Ingress] = (grant.Route, grant.Links);
                _decided[grant.Ingress] = grant;
                break;
            case ToRouter.Reroute reroute:
                _ways[reroute.Ingress] = (reroute.Route, reroute.Links);
                break;
            case ToRouter.Refuse refuse:
                _decided[refuse.Ingress] = refuse;
                break;
            case ToRouter.Stop stop:
                _decided[stop.Ingress] = stop;
                break;
            case ToRouter.Relay { Branch: { } branch } relay:
                _relays[relay.Spurt] = branch;
                break;
            case ToRouter.Relay over:
                _relays.TryRemove(over.Spurt, out _);
                break;
            case ToJournal.Call call:
                Keep(call.Report);
                break;
            case ToJournal.NewArbiter arbiter when _running.Abandon(arbiter.CallKey, _context.Time.GetUtcNow()) is { } abandoned:
                Keep(abandoned);
                break;
            case ToPorts.WhatAt asked:
                TellUps(asked.Site);
                break;
        }
    }

    public void Tend(Predicate<string> isHeld)
    {
        foreach (var abandoned in _running.Abandon(isHeld, _context.Time.GetUtcNow()))
        {
            Keep(abandoned);
        }
    }

    public void Dispose() => Switchboard.Dispose();

    private void Keep(CallReport report)
    {
        _running.Note(report);
        _records[report.Id] = report;
    }

    private void TellUps(string site)
    {
        if (_sites.Contains(site) && _context.Plan.Current.TrySite(site, out var planned))
        {
            foreach (var repeater in planned.Repeaters)
            {
                Switchboard.Post(new Letter(Address.Site(site), new ToSite.RepeaterUp(repeater.Id, RepeaterShape.Duplex)));
            }
        }
    }
}
