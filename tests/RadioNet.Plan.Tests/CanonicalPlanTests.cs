using CsCheck;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

public sealed class CanonicalPlanTests
{
    [Fact]
    public void Reading_and_writing_the_canonical_text_changes_no_byte()
    {
        PlanGen.Plan.Sample(plan =>
        {
            var text = CanonicalPlan.Text(plan);
            var once = Plans.Read(text);
            var again = CanonicalPlan.Text(once);
            return text == again && CanonicalPlan.Text(Plans.Read(again)) == text && PlanHash.OfCanonical(once) == PlanHash.OfCanonical(plan);
        }, iter: 200, print: plan => PlanWriter.Write(plan, true));
    }

    [Fact]
    public void The_order_in_which_a_file_has_its_entries_makes_no_difference()
    {
        Gen.Select(PlanGen.Plan, Gen.Int).Sample((plan, seed) =>
        {
            var random = new Random(seed);
            var shuffled = plan with
            {
                Places = Mixed(random, plan.Places),
                Nodes = Mixed(random, plan.Nodes),
                Agencies = Mixed(random, plan.Agencies),
                Sites = Mixed(random, [.. plan.Sites.Select(s => s with
                {
                    BaseStations = Mixed(random, [.. s.BaseStations.Select(b => b with { Carriers = Mixed(random, b.Carriers) })]),
                })]),
                Talkgroups = [.. plan.Talkgroups.Select(t => t with { Sites = new SiteSelection(t.Sites.Kind, Mixed(random, t.Sites.Sites)) })],
                M17Links = Mixed(random, plan.M17Links),
                Users = Mixed(random, plan.Users),
            };
            var file = "# a file of its own\n" + PlanWriter.Write(shuffled, withSecrets: true).ReplaceLineEndings("\r\n");
            return CanonicalPlan.Text(Plans.Read(file)) == CanonicalPlan.Text(plan);
        }, iter: 100);
    }

    [Fact]
    public void A_change_changes_the_hash_and_a_secret_does_not()
    {
        var plan = Plans.Read(SamplePlans.DakLak);
        var site = plan.Sites[0];

        Assert.DoesNotContain("demo-4520", CanonicalPlan.Text(plan), StringComparison.Ordinal);
        Assert.Equal(PlanHash.OfCanonical(plan), PlanHash.OfCanonical(plan with { Sites = plan.Sites.SetItem(0, site with { Repeaters = [site.Repeaters[0] with { Secret = "x" }] }) }));
        Assert.NotEqual(PlanHash.OfCanonical(plan), PlanHash.OfCanonical(plan with { Sites = plan.Sites.SetItem(0, site with { Repeaters = [site.Repeaters[0] with { Roam = true }] }) }));
        Assert.NotEqual(PlanHash.OfCanonical(plan), PlanHash.OfCanonical(plan with { Places = plan.Places.SetItem(1, plan.Places[1] with { Until = new DateOnly(2025, 7, 1) }) }));
    }

    [Fact]
    public void A_node_holds_the_secrets_of_its_own_subtree_of_the_places_above_and_of_what_roams()
    {
        var index = new PlanIndex(Plans.Read("""
            network: n
            tiers: [{ level: 1, name: A }, { level: 2, name: B }, { level: 3, name: C }]
            places: [{ id: p, tier: 1 }, { id: d1, tier: 2, in: p }, { id: d2, tier: 2, in: p }, { id: c1, tier: 3, in: d1 }, { id: c2, tier: 3, in: d1 }]
            nodes: [{ id: np, at: p }, { id: nd1, at: d1 }, { id: nc1, at: c1 }, { id: nd2, at: d2 }]
            sites:
              - { id: sp, at: p, repeaters: [{ id: 1, secret: one }] }
              - { id: sd1, at: d1, repeaters: [{ id: 2, secret: two }] }
              - { id: sc1, at: c1, repeaters: [{ id: 3, secret: three }] }
              - { id: sc2, at: c2, repeaters: [{ id: 4, secret: four }, { id: 5, secret: five, roam: true }] }
              - { id: sd2, at: d2, repeaters: [{ id: 6, secret: six }, { id: 7, secret: kept }] }
            """), 1);

        Assert.Equal([1, 2, 3, 4, 5, 6], Held("np"));
        Assert.Equal([1, 2, 3, 4, 5], Held("nd1"));
        Assert.Equal([1, 2, 3, 5], Held("nc1"));
        Assert.Equal([1, 5, 6], Held("nd2"));
        Assert.Empty(Held("nowhere"));

        var plan = SecretsSheet.For(index, "nd2").Fill(Plans.Read(CanonicalPlan.Text(index.Plan)));
        Assert.Equal(["kept", "five", "six"], new uint[] { 4, 5, 6 }.Select(id => plan.Sites.SelectMany(s => s.Repeaters).Single(r => r.Id.Value == id).Secret));
        Assert.Equal(PlanHash.OfCanonical(index.Plan), PlanHash.OfCanonical(plan));

        IEnumerable<int> Held(string node) => SecretsSheet.For(index, node).Secrets.Keys.Select(id => (int)id.Value);
    }

    [Fact]
    public void A_node_holds_the_password_hashes_of_users_of_its_own_subtree_and_of_the_places_above()
    {
        var index = new PlanIndex(Plans.Read("""
            network: n
            tiers: [{ level: 1, name: A }, { level: 2, name: B }, { level: 3, name: C }]
            places: [{ id: p, tier: 1 }, { id: d1, tier: 2, in: p }, { id: d2, tier: 2, in: p }, { id: c1, tier: 3, in: d1 }, { id: c2, tier: 3, in: d1 }]
            nodes: [{ id: np, at: p }, { id: nd1, at: d1 }, { id: nc1, at: c1 }, { id: nd2, at: d2 }]
            users:
              - { name: up, role: dispatcher, place: p, password-hash: "of up" }
              - { name: ud1, role: dispatcher, place: d1, password-hash: "of ud1" }
              - { name: uc1, role: listener, place: c1, password-hash: "of uc1" }
              - { name: uc2, role: administrator, place: c2, password-hash: "of uc2" }
              - { name: ud2, role: technician, place: d2, password-hash: "of ud2" }
              - { name: unknown, role: dispatcher, place: p, password-hash: kept }
            """), 1);

        Assert.Equal("uc1 uc2 ud1 ud2 up", Held("np"));
        Assert.Equal("uc1 uc2 ud1 up", Held("nd1"));
        Assert.Equal("uc1 ud1 up", Held("nc1"));
        Assert.Equal("ud2 up", Held("nd2"));
        Assert.Equal("", Held("nowhere"));

        // A district passes on what it has; a commune below it gets the same by it as by the root.
        var atDistrict = new PlanIndex(Plans.Read(CanonicalPlan.Text(index.Plan)), 1).With(SecretsSheet.For(index, "nd1"), 1);
        Assert.Equal(SecretsSheet.For(index, "nc1").Users, SecretsSheet.For(atDistrict, "nc1").Users);
        Assert.Equal(["of ud1", "kept"], new[] { "ud1", "ud2" }.Select(name => atDistrict.Plan.Users.Single(user => user.Name == name).PasswordHash));
        Assert.Equal(PlanHash.OfCanonical(index.Plan), PlanHash.OfCanonical(atDistrict.Plan));

        string Held(string node) => string.Join(' ', SecretsSheet.For(index, node).Users.Keys);
    }

    private static System.Collections.Immutable.ImmutableArray<T> Mixed<T>(Random random, System.Collections.Immutable.ImmutableArray<T> items)
    {
        var mixed = items.ToArray();
        random.Shuffle(mixed);
        return [.. mixed];
    }
}
