using System.Collections.Immutable;
using System.Text;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan;

/// <summary>A plan's repeaters and carriers, each with its number.</summary>
public static class SlotPorts
{
    /// <summary>
    /// The lowest number of a carrier. Repeaters of the plan have lower ones, and the ids that are in use on the Homebrew protocol
    /// have nine decimal digits at most.
    /// </summary>
    public const uint FirstCarrier = 0xF000_0000;

    /// <summary>The lowest number of a node's consoles, which lie above all carriers.</summary>
    public const uint FirstConsoles = 0xFF00_0000;

    /// <summary>The lowest number of an M17 link, which lie above all consoles.</summary>
    public const uint FirstM17Link = 0xFF80_0000;

    private const uint CarrierNumbers = FirstConsoles - FirstCarrier;
    private const uint ConsoleNumbers = FirstM17Link - FirstConsoles;
    private const uint M17LinkNumbers = uint.MaxValue - FirstM17Link;

    // FNV-1a, 32 bits: the same in every process.
    private const uint HashStart = 2_166_136_261;
    private const uint HashPrime = 16_777_619;

    /// <summary>Whether a number is a carrier's, in whatever plan.</summary>
    public static bool IsCarrier(RepeaterId id) => id.Value is >= FirstCarrier and < FirstConsoles;

    /// <summary>Whether a number is that of a node's consoles, in whatever plan.</summary>
    public static bool IsConsoles(RepeaterId id) => id.Value is >= FirstConsoles and < FirstM17Link;

    /// <summary>Whether a number is that of an M17 link, in whatever plan.</summary>
    public static bool IsM17Link(RepeaterId id) => id.Value >= FirstM17Link;

    /// <summary>Whether a number is one that a repeater logs in by, and says something to people.</summary>
    public static bool IsRepeater(RepeaterId id) => id.Value is > 0 and < FirstCarrier;

    /// <summary>The consoles of each of a plan's nodes, as one port each: they use no timeslot, and carry any number of calls at once.</summary>
    internal static ImmutableArray<SlotPort> ConsolesOf(NetworkPlan plan)
    {
        var numbers = Numbered(plan.Nodes.Select(node => node.Id), FirstConsoles, ConsoleNumbers);
        return [.. plan.Nodes.Select(node => new SlotPort(new RepeaterId(numbers[node.Id]), node))];
    }

    /// <summary>A plan's M17 links, each at the site of its node's consoles: they use no timeslot either.</summary>
    internal static ImmutableArray<SlotPort> M17LinksOf(NetworkPlan plan, NodeTree nodes)
    {
        var numbers = Numbered(plan.M17Links.Select(link => link.Id), FirstM17Link, M17LinkNumbers);
        return
        [
            .. from link in plan.M17Links
            let node = nodes.ServerOfPlace(link.At)
            where node is not null
            select new SlotPort(new RepeaterId(numbers[link.Id]), node, link),
        ];
    }

    /// <summary>
    /// All of a plan, by site, in plan order. A carrier's number comes from its names, so that it outlives changes of the plan; of
    /// two with the same one, the later in the order of names has the next free number.
    /// </summary>
    internal static ImmutableArray<SlotPort> Of(NetworkPlan plan)
    {
        var carriers = plan.Sites.SelectMany(s => s.BaseStations.SelectMany(b => b.Carriers.Select(c => (Site: s, Station: b, Carrier: c))));
        var numbers = Numbered(carriers.Select(c => NameOf(c.Site, c.Station, c.Carrier)));
        return
        [
            .. plan.Sites.SelectMany(site => (IEnumerable<SlotPort>)
            [
                .. site.Repeaters.Select(r => new SlotPort(site, r)),
                .. site.BaseStations.SelectMany(b => b.Carriers.Select(c => new SlotPort(new RepeaterId(numbers[NameOf(site, b, c)]), site, b, c))),
            ]),
        ];
    }

    /// <summary>Names with their numbers.</summary>
    internal static Dictionary<string, uint> Numbered(IEnumerable<string> names) => Numbered(names, FirstCarrier, CarrierNumbers);

    private static Dictionary<string, uint> Numbered(IEnumerable<string> names, uint first, uint count)
    {
        var numbers = new Dictionary<string, uint>();
        var taken = new HashSet<uint>();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var offset = Hash(name) % count;
            while (!taken.Add(offset))
            {
                offset = (offset + 1) % count;
            }

            numbers.Add(name, first + offset);
        }

        return numbers;
    }

    private static string NameOf(Site site, BaseStation station, Carrier carrier) => $"{site.Id}/{station.Id}/{carrier.Id}";

    private static uint Hash(string name)
    {
        var hash = HashStart;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ octet) * HashPrime);
        }

        return hash;
    }
}
