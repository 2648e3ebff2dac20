using System.Collections.Immutable;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <summary>A node of many: its rules, and a model of its router and its ports.</summary>
internal sealed class NodeModel : ISiteHost
{
    private readonly Dictionary<string, Site> _sites = [];
    private readonly Dictionary<SpurtId, Branch> _relays = [];
    private readonly Dictionary<IngressId, (SpurtId Spurt, ImmutableArray<string> Links)> _own = [];
    private readonly Dictionary<RepeaterSlot, uint> _highest = [];
    private readonly Func<IngressId, Press?> _pressOf;
    private readonly TimeProvider _time;

    public NodeModel(string id, RulesContext context, Func<IngressId, Press?> pressOf, Action<string, TierMessage> send)
    {
        (Id, _pressOf, _time) = (id, pressOf, context.Time);
        Router = new RouterModel(pressOf);
        Room = new NodeRoom(id, context, Obey, send, this);
    }

    public string Id { get; }

    public NodeRoom Room { get; }

    public RouterModel Router { get; }

    public JournalModel Journal { get; } = new();

    /// <summary>Sites that were asked for, and stay where they are.</summary>
    public HashSet<string> Kept { get; } = [];

    /// <summary>Sites whose repeaters are logged in here and are not heard any more.</summary>
    public HashSet<string> Unheard { get; } = [];

    /// <summary>The repeaters of a site log in here.</summary>
    public void Attach(Site site)
    {
        _sites[site.Id] = site;
        TellUps(site.Id);
        Room.Room.Deliver();
    }

    /// <summary>The repeaters of a site are logged in here no more.</summary>
    public void Detach(Site site)
    {
        _sites.Remove(site.Id);
        Unheard.Remove(site.Id);
        foreach (var repeater in site.Repeaters)
        {
            foreach (var at in _highest.Keys.Where(at => at.Repeater == repeater.Id).ToArray())
            {
                _highest.Remove(at);
            }

            Room.Room.SayHere(Address.Site(site.Id), new ToSite.RepeaterDown(repeater.Id));
        }

        Room.Room.Deliver();
    }

    string? ISiteHost.UserOf(string site) => _sites.ContainsKey(site) && !Unheard.Contains(site) ? Id : null;

    void ISiteHost.Keep(string site, string node, string user) => Kept.Add(site);

    public void Say(Address to, Message message)
    {
        Room.Room.Say(to, message);
        Room.Room.Deliver();
    }

    /// <summary>Where a press that came in here goes.</summary>
    public (ImmutableArray<SlotLease> Leases, ImmutableArray<string> Links) Own(Press press) =>
        press.IsPassing && _own.TryGetValue(press.Ingress, out var own) ? (Router.RouteOf(press.Ingress), own.Links) : ([], []);

    /// <summary>Where a press that comes from a neighbour goes.</summary>
    public (ImmutableArray<SlotLease> Leases, ImmutableArray<string> Links) Relayed(Press press, string from) =>
        press.Spurt is { } spurt && _relays.TryGetValue(spurt, out var branch) && branch.From == from ? (branch.Leases, branch.To) : ([], []);

    /// <summary>The highest use of a timeslot that the router was told of: what is lower is not sent there.</summary>
    public uint HighestAt(SlotLease lease) => _highest.GetValueOrDefault(new(lease.Repeater, lease.Slot));

    private void Obey(Message message)
    {
        switch (message)
        {
            case ToRouter.Relay relay:
                Relay(relay);
                break;
            case ToRouter order:
                if (order is ToRouter.Grant { Of: { } of } grant)
                {
                    _own[grant.Ingress] = (of.Spurt, grant.Links);
                    _pressOf(grant.Ingress)!.Spurt = of.Spurt;
                    Raise(grant.Route);
                }
                else if (order is ToRouter.Reroute reroute && _own.TryGetValue(reroute.Ingress, out var own))
                {
                    _own[reroute.Ingress] = own with { Links = reroute.Links };
                    Raise(reroute.Route);
                }

                Router.Obey(order);
                break;
            case ToJournal.Call call:
                Journal.Write(call.Report);
                break;
            case ToJournal.NewArbiter arbiter:
                Journal.Abandon(arbiter.CallKey, _time.GetUtcNow());
                break;
            case ToPorts.WhatAt asked:
                TellUps(asked.Site);
                break;
        }
    }

    private void Relay(ToRouter.Relay relay)
    {
        if (relay.Branch is null)
        {
            _relays.Remove(relay.Spurt);
            return;
        }

        _relays[relay.Spurt] = relay.Branch;
        Raise(relay.Branch.Leases);
    }

    private void Raise(ImmutableArray<SlotLease> leases)
    {
        foreach (var lease in leases)
        {
            RepeaterSlot at = new(lease.Repeater, lease.Slot);
            _highest[at] = Math.Max(lease.Lease, _highest.GetValueOrDefault(at));
        }
    }

    private void TellUps(string site)
    {
        foreach (var repeater in _sites.TryGetValue(site, out var here) ? here.Repeaters : [])
        {
            Room.Room.SayHere(Address.Site(site), new ToSite.RepeaterUp(repeater.Id, RepeaterShape.Duplex));
        }
    }
}
