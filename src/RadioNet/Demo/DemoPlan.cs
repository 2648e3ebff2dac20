using System.Collections.Immutable;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo;

/// <summary>The sample plan as those on the air know it, and the names for the view.</summary>
internal sealed class DemoPlan
{
    /// <summary>The sample's simplex hotspot, as the plan's remark says.</summary>
    private const string Hotspot = "vu-bon-school";

    private readonly Dictionary<uint, Talkgroup> _talkgroups;
    private readonly Dictionary<uint, Subscriber> _subscribers;
    private readonly Dictionary<string, Site> _sites;

    public DemoPlan(string text, int sites)
    {
        User = DemoUser.LetIn(ref text);
        var plan = PlanReader.Read(text).Plan ?? throw new InvalidOperationException("The sample plan does not pass its own checks.");
        Text = text;
        Plan = plan;
        Nodes = new NodeTree(plan);
        _talkgroups = plan.Talkgroups.ToDictionary(talkgroup => talkgroup.Id.Value);
        _subscribers = plan.Subscribers.ToDictionary(subscriber => subscriber.Id.Value);
        _sites = plan.Sites.ToDictionary(site => site.Id);
        Air = AirOf(plan, [.. plan.Sites.Take(sites)]);
    }

    /// <summary>Who may sign in.</summary>
    public DemoUser User { get; }

    /// <summary>The plan's YAML.</summary>
    public string Text { get; }

    public NetworkPlan Plan { get; }

    /// <summary>Which node is above which, and serves what.</summary>
    public NodeTree Nodes { get; }

    public AirNetwork Air { get; }

    /// <summary>The sites on the air that have a base station of the network's own; the others have a third party's repeater.</summary>
    public IEnumerable<AirSite> Stations => Air.Sites.Where(site => site.Carrier is not null);

    /// <summary>Whether a site on the air has a base station of the network's own.</summary>
    public bool HasStation(string site) => Air.Site(site)?.Carrier is not null;

    public string SiteName(string id, Terminal.Language language) => _sites.TryGetValue(id, out var site) ? language.Say(site.Name) : id;

    /// <summary>A node's name.</summary>
    public string NodeName(string id, Terminal.Language language) => Nodes.TryNode(id, out var node) ? language.Say(node.Name) : id;

    /// <summary>A talkgroup's name, a radio's alias, or the number where the plan has neither.</summary>
    public string Name(uint id, Terminal.Language language) =>
        _talkgroups.TryGetValue(id, out var talkgroup) ? language.Say(talkgroup.Name)
        : _subscribers.TryGetValue(id, out var subscriber) ? subscriber.Alias
        : $"{id}";

    private static AirNetwork AirOf(NetworkPlan plan, ImmutableArray<Site> sites)
    {
        var index = new PlanIndex(plan, 0);
        var homes = sites.GroupBy(site => site.At).ToDictionary(group => group.Key, group => group.Select(site => site.Id).ToArray());
        var people = plan.Subscribers.Where(subscriber => subscriber.Home is not null && homes.ContainsKey(subscriber.Home)).GroupBy(subscriber => subscriber.Home!);
        return new AirNetwork(
            [.. sites.Where(site => !site.Repeaters.IsEmpty || !site.BaseStations.IsEmpty).Select(AirSiteOf)],
            [.. plan.Talkgroups.Select(talkgroup => AirGroupOf(talkgroup, index))],
            [.. people.SelectMany(home => home.Select((subscriber, number) => AirRadioOf(subscriber, homes[home.Key][number % homes[home.Key].Length])))]);
    }

    private static AirSite AirSiteOf(Site site)
    {
        if (!site.BaseStations.IsEmpty)
        {
            var station = site.BaseStations[0];
            var carrier = station.Carriers[0];
            return new AirSite(site.Id, default, "", station.ColorCode) { Carrier = new ChannelFrequencies((uint)carrier.Receive.Value, (uint)carrier.Transmit.Value) };
        }

        var repeater = site.Repeaters[0];
        return new AirSite(site.Id, repeater.Id, repeater.Secret, repeater.ColorCode)
        {
            Simplex = site.Id == Hotspot,
            Latitude = site.Location?.Latitude ?? 0,
            Longitude = site.Location?.Longitude ?? 0,
        };
    }

    private static AirGroup AirGroupOf(Talkgroup talkgroup, PlanIndex index) =>
        new(talkgroup.Id, talkgroup.Slot, [.. index.SitesOf(talkgroup).Select(site => site.Id)])
        {
            Affiliated = talkgroup.Sites.Kind == SiteSelectionKind.Affiliated,
            OneWay = talkgroup.Broadcast,
            EmergencyFirst = talkgroup.Emergency,
            HangTime = talkgroup.HangTime,
        };

    private static AirRadio AirRadioOf(Subscriber subscriber, string site) => new(subscriber.Id, site, subscriber.Talkgroups)
    {
        PrivateCalls = subscriber.PrivateCalls,
        PreEmpts = subscriber.PreEmpt,
        Barred = subscriber.Stunned,
    };
}
