using RadioNet.Plan.Model;

namespace RadioNet.Plan.Tests;

public sealed class SamplePlanTests
{
    private static readonly NetworkPlan _plan = Plans.Read(SamplePlans.DakLak);

    [Fact]
    public void The_province_has_three_tiers_of_real_places()
    {
        Assert.Equal(["Province", "District", "Commune"], _plan.Tiers.Select(t => t.Name.En));
        Assert.Equal([1, 10, 12], _plan.Places.GroupBy(p => p.Tier).Select(g => g.Count()));
        Assert.Equal("Buôn Ma Thuột", _plan.Places.Single(p => p.Id == "buon-ma-thuot").Name.Vi);
        Assert.Equal(new NodePlan("core-dak-lak", "dak-lak"), _plan.Nodes.Single() with { Line = 0 });
    }

    [Fact]
    public void Each_of_a_dozen_sites_has_one_repeater_and_a_location_in_the_province()
    {
        Assert.Equal(12, _plan.Sites.Length);
        Assert.Equal(Enumerable.Range(452001, 12).Select(n => (uint)n), _plan.Sites.Select(s => s.Repeaters.Single().Id.Value));
        Assert.All(_plan.Sites, s => Assert.Equal($"demo-{s.Repeaters[0].Id}", s.Repeaters[0].Secret));
        Assert.All(_plan.Sites, s => Assert.InRange(s.Location!.Value.Latitude, 12.15, 13.45));
        Assert.All(_plan.Sites, s => Assert.InRange(s.Location!.Value.Longitude, 107.45, 109.0));
    }

    [Fact]
    public void Every_agency_has_people_and_every_talkgroup_has_talkers_that_its_sites_hear()
    {
        var index = new PlanIndex(_plan, 1);
        Assert.Equal(12, _plan.Agencies.Length);
        Assert.All(_plan.Agencies, a => Assert.True(_plan.Subscribers.Count(s => s.Agency == a.Id) >= 5));
        Assert.InRange(_plan.Subscribers.Length, 60, 100);
        foreach (var talkgroup in _plan.Talkgroups)
        {
            var members = _plan.Subscribers.Where(s => PlanIndex.IsMember(s, talkgroup.Id)).ToList();
            var sites = index.SitesOf(talkgroup).Select(s => s.At).ToHashSet();
            Assert.True(members.Count(m => sites.Contains(m.Home!)) >= 2, $"talkgroup {talkgroup.Id}");
        }
    }

    [Fact]
    public void Talkgroups_show_what_a_plan_can_say()
    {
        Assert.InRange(_plan.Talkgroups.Length, 15, 25);
        Assert.All(_plan.Talkgroups, t => Assert.Equal(VocoderKind.Codec2At2400, t.Vocoder));
        Assert.Equal(1003u, _plan.Talkgroups.Single(t => t.Broadcast).Id.Value);
        Assert.Equal(3, _plan.Talkgroups.Select(t => t.Sites.Kind).Distinct().Count());
        Assert.Equal(2, _plan.Talkgroups.Select(t => t.Slot).Distinct().Count());
        Assert.True(_plan.Talkgroups.Select(t => t.Priority).Distinct().Count() >= 5);
        var tiers = _plan.Talkgroups.Select(t => _plan.Places.Single(p => p.Id == t.Home).Tier).Distinct();
        Assert.Equal([1, 2, 3], tiers.Order());
    }

    [Fact]
    public void The_demo_has_a_node_at_each_place_and_two_sites_a_commune()
    {
        var plan = Plans.Read(SamplePlans.DakLakTiers);
        var tree = new NodeTree(plan);
        Assert.Equal([1, 2, 4], tree.All.GroupBy(tree.DepthOf).Select(tier => tier.Count()));
        Assert.All(tree.All, node => Assert.Equal(tree.DepthOf(node) == 2 ? 2 : 1, tree.SitesServedBy(node).Count));
        Assert.All(tree.All, node => Assert.Single(tree.SitesServedBy(node), site => !site.BaseStations.IsEmpty));
        Assert.All(plan.Sites, site => Assert.NotEqual(site.BaseStations.IsEmpty, site.Repeaters.IsEmpty));
        var carriers = plan.Sites.SelectMany(site => site.BaseStations).SelectMany(station => station.Carriers).ToList();
        Assert.Equal(carriers.Count, carriers.Select(carrier => carrier.Receive).Distinct().Count());
        Assert.Equal([0, 1, 2], plan.Talkgroups.Select(talkgroup => tree.DepthOf(tree.HomeOf(talkgroup)!)).Distinct().Order());
    }

    [Fact]
    public void There_is_one_user_of_each_role()
    {
        Assert.Equal(Enum.GetValues<UserRole>(), _plan.Users.Select(u => u.Role).Order());
    }
}
