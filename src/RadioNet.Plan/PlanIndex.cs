using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.Plan;

/// <summary>A plan with its look-ups: what call control asks of it. Built once per revision; immutable.</summary>
public sealed class PlanIndex
{
    private readonly FrozenDictionary<uint, Talkgroup> _talkgroups;
    private readonly FrozenDictionary<uint, Subscriber> _subscribers;
    private readonly FrozenDictionary<uint, SlotPort> _ports;
    private readonly FrozenDictionary<uint, User> _users;
    private readonly FrozenDictionary<string, SlotPort> _consoles;
    private readonly FrozenDictionary<uint, M17LinkPlan> _m17Radios;
    private readonly FrozenDictionary<M17Address, Subscriber> _callsigns;
    private readonly FrozenDictionary<string, ImmutableArray<SlotPort>> _portsAt;
    private readonly FrozenDictionary<string, Site> _sites;
    private readonly FrozenDictionary<string, Place> _places;
    private readonly FrozenDictionary<string, ImmutableArray<Site>> _sitesUnder;

    /// <summary>Indexes a plan that has passed its checks; <paramref name="revision"/> is its number in the history.</summary>
    public PlanIndex(NetworkPlan plan, int revision)
        : this(
            plan ?? throw new ArgumentNullException(nameof(plan)), revision,
            plan.Talkgroups.ToFrozenDictionary(t => t.Id.Value), plan.Subscribers.ToFrozenDictionary(s => s.Id.Value), plan.Places.ToFrozenDictionary(p => p.Id),
            UserRadios.Of(plan))
    {
    }

    private PlanIndex(
        NetworkPlan plan, int revision,
        FrozenDictionary<uint, Talkgroup> talkgroups, FrozenDictionary<uint, Subscriber> subscribers, FrozenDictionary<string, Place> places,
        FrozenDictionary<uint, User> users)
    {
        (Plan, Revision, _talkgroups, _subscribers, _places) = (plan, revision, talkgroups, subscribers, places);
        var ports = SlotPorts.Of(plan);
        var consoles = SlotPorts.ConsolesOf(plan);
        Nodes = new NodeTree(plan);
        M17Links = SlotPorts.M17LinksOf(plan, Nodes);
        _ports = ports.Concat(consoles).Concat(M17Links).ToFrozenDictionary(p => p.Id.Value);
        _m17Radios = plan.M17Links.ToFrozenDictionary(l => l.Radio.Value);
        _callsigns = plan.Subscribers.Where(s => s.Callsign is not null).ToFrozenDictionary(s => s.Callsign!.Value);
        _consoles = consoles.ToFrozenDictionary(p => p.Consoles!);
        _users = users;
        _portsAt = ports.GroupBy(p => p.Site.Id).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
        _sites = plan.Sites.ToFrozenDictionary(s => s.Id);
        _sitesUnder = SitesByPlace(plan);
    }

    /// <summary>The plan itself.</summary>
    public NetworkPlan Plan { get; }

    /// <summary>The plan's M17 links with their numbers, in plan order.</summary>
    public ImmutableArray<SlotPort> M17Links { get; }

    /// <summary>The plan's number in the history.</summary>
    public int Revision { get; }

    /// <summary>The plan's nodes as a tree: who serves what, and which way leads where.</summary>
    public NodeTree Nodes { get; }

    /// <summary>This plan as a node has it that holds these secrets. What no secret is in is shared and not looked up anew: a province's people are most of it.</summary>
    public PlanIndex With(SecretsSheet secrets, int revision)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return new PlanIndex(secrets.Fill(Plan), revision, _talkgroups, _subscribers, _places, _users);
    }

    /// <summary>Finds a talkgroup.</summary>
    public bool TryTalkgroup(TalkgroupId id, [MaybeNullWhen(false)] out Talkgroup talkgroup) =>
        _talkgroups.TryGetValue(id.Value, out talkgroup);

    /// <summary>Finds a subscriber.</summary>
    public bool TrySubscriber(RadioId id, [MaybeNullWhen(false)] out Subscriber subscriber) =>
        _subscribers.TryGetValue(id.Value, out subscriber);

    /// <summary>Finds a user by the address that radios see when the user talks (<see cref="UserRadios"/>).</summary>
    public bool TryUser(RadioId id, [MaybeNullWhen(false)] out User user) => _users.TryGetValue(id.Value, out user);

    /// <summary>The address that radios see when a user of this plan talks; none for another one's.</summary>
    public RadioId RadioOf(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new RadioId(_users.FirstOrDefault(known => known.Value.Name == user.Name).Key);
    }

    /// <summary>Finds the subscriber who has a callsign.</summary>
    public bool TryCallsign(M17Address callsign, [MaybeNullWhen(false)] out Subscriber subscriber) => _callsigns.TryGetValue(callsign, out subscriber);

    /// <summary>What people call who has an individual address: a subscriber's alias, a user's name or an M17 link's id; empty for nobody's.</summary>
    public string NameOf(RadioId id) =>
        TrySubscriber(id, out var subscriber) ? subscriber.Alias
        : TryUser(id, out var user) ? user.Name
        : _m17Radios.TryGetValue(id.Value, out var link) ? link.Id : "";

    /// <summary>Finds a node's consoles.</summary>
    public bool TryConsoles(string node, [MaybeNullWhen(false)] out SlotPort consoles) => _consoles.TryGetValue(node, out consoles);

    /// <summary>Finds what has timeslots at a site, by its number: a repeater, or a carrier of a base station of ours.</summary>
    public bool TryPort(RepeaterId id, [MaybeNullWhen(false)] out SlotPort port) => _ports.TryGetValue(id.Value, out port);

    /// <summary>Finds a base station's carrier by its names.</summary>
    public bool TryPort(string site, string baseStation, string carrier, [MaybeNullWhen(false)] out SlotPort port)
    {
        port = PortsAt(site).FirstOrDefault(p => p.BaseStation?.Id == baseStation && p.Carrier!.Id == carrier);
        return port is not null;
    }

    /// <summary>What has timeslots at a site: its repeaters, then its base stations' carriers, each in plan order; empty for an unknown site.</summary>
    public ImmutableArray<SlotPort> PortsAt(string site) => _portsAt.GetValueOrDefault(site, []);

    /// <summary>Finds a repeater and the site that it stands at: who may log in over the Homebrew protocol.</summary>
    public bool TryRepeater(RepeaterId id, [MaybeNullWhen(false)] out Repeater repeater, [MaybeNullWhen(false)] out Site site)
    {
        (repeater, site) = _ports.TryGetValue(id.Value, out var port) && port.Repeater is { } found ? (found, port.Site) : (null, null);
        return repeater is not null;
    }

    /// <summary>Finds a site.</summary>
    public bool TrySite(string id, [MaybeNullWhen(false)] out Site site) => _sites.TryGetValue(id, out site);

    /// <summary>Finds a place.</summary>
    public bool TryPlace(string id, [MaybeNullWhen(false)] out Place place) => _places.TryGetValue(id, out place);

    /// <summary>The node that serves a place: its own, or the nearest above; none for an unknown place.</summary>
    public bool TryNodeOf(string place, [MaybeNullWhen(false)] out NodePlan node)
    {
        node = null;
        return Nodes.ServerOfPlace(place) is { } server && Nodes.TryNode(server, out node);
    }

    /// <summary>A place and those above it, the root last; empty for an unknown place.</summary>
    public ImmutableArray<Place> PlaceAndAbove(string place)
    {
        var places = ImmutableArray.CreateBuilder<Place>();
        for (var at = _places.GetValueOrDefault(place); at is not null; at = at.In is null ? null : _places.GetValueOrDefault(at.In))
        {
            places.Add(at);
        }

        return places.ToImmutable();
    }

    /// <summary>The sites in a place and below it, in plan order; empty for an unknown place.</summary>
    public ImmutableArray<Site> SitesUnder(string place) => _sitesUnder.GetValueOrDefault(place, []);

    /// <summary>
    /// The sites that the plan allows a talkgroup: listed ones, or all in its home place and below
    /// (for <see cref="SiteSelectionKind.Affiliated"/> these are the candidates).
    /// </summary>
    public ImmutableArray<Site> SitesOf(Talkgroup talkgroup)
    {
        ArgumentNullException.ThrowIfNull(talkgroup);
        if (talkgroup.Sites.Kind != SiteSelectionKind.Listed)
        {
            return SitesUnder(talkgroup.Home);
        }

        return [.. talkgroup.Sites.Sites.Where(_sites.ContainsKey).Select(id => _sites[id])];
    }

    /// <summary>Whether a subscriber may use a talkgroup.</summary>
    public static bool IsMember(Subscriber subscriber, TalkgroupId talkgroup)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return subscriber.Talkgroups.AsSpan().BinarySearch(talkgroup, ByValue.Instance) >= 0;
    }

    private static FrozenDictionary<string, ImmutableArray<Site>> SitesByPlace(NetworkPlan plan)
    {
        var parents = plan.Places.ToDictionary(p => p.Id, p => p.In);
        var under = plan.Places.ToDictionary(p => p.Id, _ => ImmutableArray.CreateBuilder<Site>());
        foreach (var site in plan.Sites)
        {
            for (var place = site.At; place is not null && under.TryGetValue(place, out var sites); place = parents[place])
            {
                sites.Add(site);
            }
        }

        return under.ToFrozenDictionary(p => p.Key, p => p.Value.ToImmutable());
    }

    private sealed class ByValue : IComparer<TalkgroupId>
    {
        public static readonly ByValue Instance = new();

        public int Compare(TalkgroupId x, TalkgroupId y) => x.Value.CompareTo(y.Value);
    }
}
