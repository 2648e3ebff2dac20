using System.Collections.Immutable;
using CsCheck;
using RadioNet.Plan.Migration;
using RadioNet.Plan.Model;
using RadioNet.Plan.Presets;

namespace RadioNet.Plan.Tests;

public sealed class PlanMigrationTests
{
    private static readonly ImmutableDictionary<string, string> _nothing = ImmutableDictionary<string, string>.Empty;
    private static readonly NetworkPlan _today = Plans.Read(PlanPresets.Find("dak-lak-2025")!.Text);
    private static readonly DateOnly _day = new(2025, 7, 1);

    [Fact]
    public void The_sample_moves_commune_by_commune_and_remembers_its_districts()
    {
        var old = Plans.Read(SamplePlans.DakLak);
        var outcome = PlanMigration.Migrate(SamplePlans.DakLak, _today, _nothing);

        Assert.Empty(outcome.Errors);
        var plan = outcome.Plan!;
        Assert.Equal((22, 0, 102), (outcome.PlacesEnded, outcome.PlacesDropped, outcome.PlacesAdded));
        Assert.True(PlanReader.Read(PlanWriter.Write(plan, withSecrets: true), new DateOnly(2099, 1, 1)).Succeeded);
        KeepsItsIds(old, plan);
        Assert.Equal(["Province", "District", "Commune"], plan.Tiers.Select(t => t.Name.En));

        var index = new PlanIndex(plan, 1);
        Assert.Equal(["Xã Krông Pắc", "Tỉnh Đắk Lắk"], PlaceHistory.PlacesOf(index, "phuoc-an-tower", _day).Select(p => p.Name.Vi));
        Assert.Equal(["Phước An", "Krông Pắc", "Tỉnh Đắk Lắk"], PlaceHistory.PlacesOf(index, "phuoc-an-tower", _day.AddDays(-1)).Select(p => p.Name.Vi));

        // A district's talkgroup is arbitrated by the province now and goes where it went.
        var district = plan.Talkgroups.Single(t => t.Id.Value == 2001);
        Assert.Equal(("dak-lak", SiteSelectionKind.Listed), (district.Home, district.Sites.Kind));
        Assert.Equal(["tan-loi-hill", "ea-tu-tower"], district.Sites.Sites);
        Assert.Equal(PlanMoveNote.SitesListed, outcome.Moves.Single(m => m.Id == "2001").Note);
        Assert.Equal(SiteSelection.All, plan.Talkgroups.Single(t => t.Id.Value == 3004).Sites);
        Assert.Equal(PlanMoveNote.MoreRights, outcome.Moves.Single(m => m.Id == "giamsat").Note);
        Assert.Equal(("krong-pac", "dak-lak"), outcome.Moves.Where(m => m.Id == "2003").Select(m => (m.From, m.To)).Single());
    }

    [Fact]
    public void The_older_preset_becomes_the_newer_form()
    {
        var text = PlanPresets.Find("dak-lak-2024")!.Text;
        var outcome = PlanMigration.Migrate(text, _today, _nothing);

        Assert.Empty(outcome.Errors);
        KeepsItsIds(Plans.Read(text), outcome.Plan!);
        Assert.Equal(1 + 102 + 195, outcome.Plan!.Places.Length);
        Assert.Equal(195, outcome.Plan.Places.Count(p => p.IsOver(_day)));
    }

    [Fact]
    public void What_was_migrated_is_in_the_new_form_and_migrates_no_further()
    {
        var once = PlanMigration.Migrate(SamplePlans.DakLak, _today, _nothing).Plan!;
        var twice = PlanMigration.Migrate(PlanWriter.Write(once, withSecrets: true), _today, _nothing);

        Assert.Empty(twice.Moves);
        Assert.Equal((0, 0, 0), (twice.PlacesEnded, twice.PlacesDropped, twice.PlacesAdded));
        Assert.True(PlanContent.Same(once, twice.Plan!));
    }

    [Fact]
    public void A_form_without_dates_leaves_no_history()
    {
        var form = Plans.Read("""
            network: n
            tiers: [{ level: 1, name: Tỉnh }, { level: 4, name: Phường }]
            places: [{ id: other-root, tier: 1, replaces: [hill] }]
            nodes: [{ id: n, at: other-root }]
            """);
        var outcome = PlanMigration.Migrate(Plans.Small, form, _nothing);

        Assert.Empty(outcome.Errors);
        Assert.Equal(["other-root"], outcome.Plan!.Places.Select(p => p.Id));
        Assert.Equal([1, 3], outcome.Plan.Tiers.Select(t => t.Level));
        Assert.Equal((0, 1, 1), (outcome.PlacesEnded, outcome.PlacesDropped, outcome.PlacesAdded));
        Assert.All(outcome.Plan.Sites, s => Assert.Empty(s.Was));
        Assert.Equal(["s1"], outcome.Plan.Talkgroups.Single(t => t.Id.Value == 101).Sites.Sites);
        Assert.Equal(SiteSelection.All, outcome.Plan.Talkgroups.Single(t => t.Id.Value == 100).Sites);
    }

    [Fact]
    public void What_cannot_be_placed_is_told_where_it_stands_and_can_be_placed_by_hand()
    {
        var text = PlanPresets.Find("dak-lak-2024")!.Text
            .Replace("nodes:\n", "nodes:\n  - { id: core-krong-pac, at: krong-pac }\n")
            .Replace("sites:\n", "sites:\n  - { id: ea-bhok-hill, at: ea-bhok }\n")
            .Replace("places:\n", "places:\n  - { id: island, tier: 2, in: dak-lak }\n")
            .Replace("subscribers:\n", "subscribers:\n  - { id: 9, home: island }\n");
        var lines = text.Split('\n');
        var outcome = PlanMigration.Migrate(text, _today, _nothing);

        Assert.False(outcome.Succeeded);
        Assert.Equal(
        [
            (Line("core-krong-pac"), 31, "Node core-krong-pac is at \"krong-pac\", which \"dak-lak\" took over; there stands node core-dak-lak already. Say where it goes: --place node/core-krong-pac=PLACE, or take it out."),
            (Line("ea-bhok-hill"), 29, "Site ea-bhok-hill is at \"ea-bhok\", which was split between \"ea-ktur-commune\" and \"dray-bhang-commune\". Say where it goes: --place site/ea-bhok-hill=PLACE, or --place ea-bhok=PLACE for all that is there."),
            (Line("id: 9,"), 20, "Subscriber 9 is at \"island\", which nothing in the new form took over. Say where it goes: --place subscriber/9=PLACE, or --place island=PLACE for all that is there."),
        ], outcome.Errors.Select(e => (e.Line, e.Column, e.Message)));

        var given = _nothing.Add("node/core-krong-pac", "krong-pac-commune").Add("ea-bhok", "ea-ktur-commune").Add("subscriber/9", "dak-lak");
        var placed = PlanMigration.Migrate(text, _today, given);

        Assert.Empty(placed.Errors);
        Assert.Equal("krong-pac-commune", placed.Plan!.Nodes.Single(n => n.Id == "core-krong-pac").At);
        Assert.Equal("ea-ktur-commune", placed.Plan.Sites.Single(s => s.Id == "ea-bhok-hill").At);
        Assert.Equal("dak-lak", placed.Plan.Subscribers.Single(s => s.Id.Value == 9).Home);
        Assert.Equal(_day, placed.Plan.Places.Single(p => p.Id == "island").Until);

        int Line(string part) => Array.FindIndex(lines, l => l.Contains(part, StringComparison.Ordinal)) + 1;
    }

    [Fact]
    public void Words_that_name_nothing_are_refused()
    {
        var outcome = PlanMigration.Migrate(SamplePlans.DakLak, _today, _nothing.Add("site/ea-tu-towr", "ea-kao-ward").Add("lak", "nowhere"));

        Assert.Equal(2, outcome.Errors.Length);
        Assert.Contains(outcome.Errors, e => e.Message.Contains("Did you mean \"site/ea-tu-tower\"?", StringComparison.Ordinal));
        Assert.Equal("3:1", PlanMigration.Migrate("network: n\ntiers: []\nplacs: []\n", _today, _nothing).Errors.Where(e => e.Line == 3).Select(e => $"{e.Line}:{e.Column}").Single());
    }

    [Fact]
    public void There_and_back_is_possible_where_nothing_was_merged()
    {
        var older = Plans.Read(PlanPresets.Find("dak-lak-2024")!.Text);
        var text = PlanWriter.Write(
            _today with { Sites = [new Site("s", "ea-hleo-commune")], Talkgroups = [], Subscribers = [], Users = [] }, withSecrets: true);

        Assert.Equal("ea-hleo-ea-hleo", PlanMigration.Migrate(text, older, _nothing).Plan!.Sites[0].At);
        Assert.Contains("was split between", PlanMigration.Migrate(text.Replace("at: ea-hleo-commune", "at: ea-kao-ward"), older, _nothing).Errors.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_id_coverage_and_old_name_is_kept_on_random_plans()
    {
        (from plan in PlanGen.Plan
         from parts in Gen.Int[0, 3].Array[8]
         from levels in Gen.Int[2, 4]
         select (Old: Ageless(plan), Form: Form(plan, parts, levels))).Sample(pair =>
        {
            var (old, form) = pair;
            var outcome = PlanMigration.Migrate(PlanWriter.Write(old, withSecrets: true), form, _nothing);
            Assert.Empty(outcome.Errors);
            var plan = outcome.Plan!;
            KeepsItsIds(old, plan);
            var (before, after) = (new PlanIndex(old, 1), new PlanIndex(plan, 2));
            foreach (var talkgroup in old.Talkgroups.Where(t => t.Sites.Kind != SiteSelectionKind.Affiliated))
            {
                after.TryTalkgroup(talkgroup.Id, out var moved);
                if (moved!.Sites.Kind != SiteSelectionKind.Affiliated)
                {
                    Assert.Equal(before.SitesOf(talkgroup).Select(s => s.Id), after.SitesOf(moved).Select(s => s.Id));
                }
                else
                {
                    Assert.Empty(before.SitesOf(talkgroup));
                }
            }

            foreach (var site in old.Sites)
            {
                Assert.Equal(before.PlaceAndAbove(site.At).Select(p => p.Id), PlaceHistory.PlacesOf(after, site.Id, new DateOnly(2029, 12, 31)).Select(p => p.Id));
                Assert.All(PlaceHistory.PlacesOf(after, site.Id, new DateOnly(2030, 1, 1)), p => Assert.Contains(form.Places, f => f.Id == p.Id));
            }

            var text = PlanWriter.Write(plan, withSecrets: true);
            Assert.Equal(text, PlanWriter.Write(Plans.Read(text), withSecrets: true));
            Assert.Empty(PlanReader.Read(text, new DateOnly(2031, 1, 1)).Errors);
        }, iter: 100, print: pair => PlanWriter.Write(pair.Old, true) + "\n---\n" + PlanWriter.Write(pair.Form));
    }

    /// <summary>One node, and nothing that says when it was or where it had been: such a plan can always be migrated.</summary>
    private static NetworkPlan Ageless(NetworkPlan plan) => plan with
    {
        Places = [.. plan.Places.Select(p => p with { From = null, Until = null, Replaces = [] })],
        Nodes = [plan.Nodes[0]],
        Sites = [.. plan.Sites.Select(s => s with { Was = [] })],
    };

    /// <summary>A form with four places beside the same root, among which the old places are parted.</summary>
    private static NetworkPlan Form(NetworkPlan plan, int[] parts, int levels) => new("form")
    {
        Tiers = [.. Enumerable.Range(1, levels).Select(level => new Tier(level, LocalizedText.Same($"level {level}")))],
        Places =
        [
            new Place("p0", 1, null, LocalizedText.Same("root")),
            .. Enumerable.Range(0, 4).Select(part => new Place($"q{part}", levels, "p0", LocalizedText.Same($"q{part}"))
            {
                From = new DateOnly(2030, 1, 1),
                Replaces = [.. plan.Places.Skip(1).Where((_, i) => parts[i] == part).Select(p => p.Id).Order(StringComparer.Ordinal)],
            }),
        ],
        Nodes = [new NodePlan("other", "p0")],
    };

    private static void KeepsItsIds(NetworkPlan old, NetworkPlan plan)
    {
        Assert.Equal(old.Network, plan.Network);
        Assert.Equal(old.Nodes.Select(n => n.Id), plan.Nodes.Select(n => n.Id));
        Assert.Equal(old.Agencies.Select(a => a with { Line = 0 }), plan.Agencies.Select(a => a with { Line = 0 }));
        Assert.Equal(old.Sites.Select(s => s.Id), plan.Sites.Select(s => s.Id));
        Assert.Equal(old.Sites.SelectMany(s => s.Repeaters).Select(r => r with { Line = 0 }), plan.Sites.SelectMany(s => s.Repeaters).Select(r => r with { Line = 0 }));
        Assert.Equal(old.Sites.SelectMany(s => s.BaseStations).Select(b => b.Id), plan.Sites.SelectMany(s => s.BaseStations).Select(b => b.Id));
        Assert.Equal(old.Talkgroups.Select(t => t.Id), plan.Talkgroups.Select(t => t.Id));
        Assert.Equal(old.Subscribers.Select(s => s with { Home = null, Line = 0 }), plan.Subscribers.Select(s => s with { Home = null, Line = 0 }));
        Assert.Equal(old.M17Links.Select(l => l with { At = "", Line = 0 }), plan.M17Links.Select(l => l with { At = "", Line = 0 }));
        Assert.Equal(old.Users.Select(u => u with { Place = "", Line = 0 }), plan.Users.Select(u => u with { Place = "", Line = 0 }));
    }
}
