using System.Collections.Immutable;
using RadioNet.CallControl.Tiers;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <summary>
/// A province with two districts and four communes, each with a node and a hill with a repeater; and a fifth commune with a hill
/// and no node. A hill's id begins with its place's.
/// </summary>
internal static class Tiered
{
    public const uint Province = 10;
    public const uint District = 20;
    public const uint Commune = 30;
    public const uint Follows = 40;
    public const uint Urgent = 50;

    /// <summary>At home in a commune, and heard at hills outside.</summary>
    public const uint Wide = 60;

    public static ImmutableArray<string> Nodes { get; } = ["p", "d1", "d2", "c11", "c12", "c21", "c22"];

    public static NetworkPlan Plan { get; } = new("tiered")
    {
        Tiers = [Tier(1), Tier(2), Tier(3)],
        Places =
        [
            Place("p", 1, null), Place("d1", 2, "p"), Place("d2", 2, "p"), Place("c11", 3, "d1"), Place("c12", 3, "d1"),
            Place("c13", 3, "d1"), Place("c21", 3, "d2"), Place("c22", 3, "d2"),
        ],
        Nodes = [.. Nodes.Select(n => new NodePlan(n, n))],
        Sites = [Hill("p", 1), Hill("d1", 2), Hill("d2", 3), Hill("c11", 4), Hill("c12", 5), Hill("c13", 6), Hill("c21", 7), Hill("c22", 8)],
        Talkgroups =
        [
            new(new(Province), "p"), new(new(District), "d1"), new(new(Commune), "c11") { Sites = SiteSelection.All },
            new(new(Follows), "p") { Sites = SiteSelection.Affiliated }, new(new(Urgent), "p") { Priority = 9 },
            new(new(Wide), "c11") { Sites = new(SiteSelectionKind.Listed, ["p-hill", "c11-hill", "c21-hill"]) },
        ],
        Subscribers = [.. new[] { "p", "d1", "d2", "c11", "c12", "c13", "c21", "c22" }.SelectMany((home, i) => new[] { Radio(100 + (uint)i, home), Radio(200 + (uint)i, home) })],
    };

    /// <summary>All sites, wherever a talkgroup has its home.</summary>
    public static SiteSelection Everywhere { get; } = new(SiteSelectionKind.Listed, [.. Plan.Sites.Select(s => s.Id)]);

    public static AddressHomes Tree { get; } = new(new PlanIndex(Plan, 1));

    /// <summary>All links as the tree has them, but for those of some nodes.</summary>
    public static NodeView View(params string[] without) => Part("p", without);

    /// <summary>What hangs together below a node, when some nodes have lost their uplinks.</summary>
    public static NodeView Part(string top, params string[] without) => NodeView.Alone(top) with
    {
        Uplinks = Nodes.Where(n => n != top && Tree.Upwards(n).Contains(top) && !Tree.Upwards(n).TakeWhile(u => u != top).Any(without.Contains))
            .ToImmutableSortedDictionary(n => n, n => Tree.Above(n)!),
    };

    private static Tier Tier(int level) => new(level, LocalizedText.Same($"tier {level}"));

    private static Place Place(string id, int tier, string? above) => new(id, tier, above, LocalizedText.Same(id));

    private static Site Hill(string place, uint repeater) => new($"{place}-hill", place) { Repeaters = [new Repeater(new(repeater), "s")] };

    private static Subscriber Radio(uint id, string home) => new(new(id))
    {
        Home = home,
        Talkgroups = [.. new[] { Province, District, Commune, Follows, Urgent, Wide }.Select(t => new TalkgroupId(t))],
    };
}
