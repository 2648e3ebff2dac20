using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

public sealed class PlanIndexTests
{
    private static readonly PlanIndex _index = new(Plans.Read(SamplePlans.DakLak), 7);

    [Fact]
    public void Entries_are_found_by_their_ids()
    {
        Assert.True(_index.TryTalkgroup(new TalkgroupId(1001), out var talkgroup));
        Assert.Equal("Province command", talkgroup.Name.En);
        Assert.True(_index.TrySubscriber(new RadioId(4520001), out var subscriber));
        Assert.Equal("Chỉ huy trưởng", subscriber.Alias);
        Assert.True(_index.TryRepeater(new RepeaterId(452003), out var repeater, out var site));
        Assert.Equal(("demo-452003", "an-binh-roof"), (repeater.Secret, site.Id));
        Assert.False(_index.TryTalkgroup(new TalkgroupId(1), out _));
        Assert.False(_index.TryRepeater(new RepeaterId(1), out _, out _));
        Assert.Equal(7, _index.Revision);
    }

    [Fact]
    public void A_site_has_its_repeaters_and_its_base_stations_carriers()
    {
        var index = new PlanIndex(Plans.Read(Plans.WithStations), 1);

        Assert.Equal(["1", "bs1/c1", "bs1/c2", "bs2/c1"], index.PortsAt("s1").Select(p => p.Name));
        Assert.Equal(["2"], index.PortsAt("s2").Select(p => p.Name));
        Assert.Empty(index.PortsAt("nowhere"));
        Assert.Equal([true, true, true, false], index.PortsAt("s1").Select(p => p.InService));
        Assert.True(index.TryPort("s1", "bs1", "c2", out var port));
        Assert.Equal((7, false, "s1"), (port.ColorCode.Value, port.Carrier!.Duplex, port.Site.Id));
        Assert.True(index.TryPort(port.Id, out var same));
        Assert.Same(port, same);
        Assert.True(SlotPorts.IsCarrier(port.Id));
        Assert.False(index.TryRepeater(port.Id, out _, out _));
        Assert.False(index.TryPort("s1", "bs1", "c3", out _));
        Assert.False(index.TryPort("s2", "bs1", "c1", out _));
    }

    [Fact]
    public void A_carriers_number_comes_from_its_names_alone()
    {
        var plan = Plans.Read(Plans.WithStations);
        var number = NumberOf(plan);
        Assert.Equal(number, NumberOf(plan with { Sites = [.. plan.Sites.Reverse()] }));
        Assert.Equal(number, NumberOf(plan with { Sites = [plan.Sites[0] with { BaseStations = plan.Sites[0].BaseStations.RemoveAt(1) }] }));
        Assert.NotEqual(number, NumberOf(plan with { Sites = [plan.Sites[0] with { Id = "s9" }] }, "s9"));

        static uint NumberOf(NetworkPlan plan, string site = "s1") =>
            new PlanIndex(plan, 1).TryPort(site, "bs1", "c1", out var port) ? port.Id.Value : 0;
    }

    [Fact]
    public void Carriers_with_the_same_hash_have_numbers_of_their_own()
    {
        var random = new Random(7); // 60,000 names and 2^28 hashes: about 7 pairs
        string[] names = [.. Enumerable.Range(0, 60_000).Select(_ => random.NextInt64().ToString("x") + "/bs1/c1").Distinct()];
        var numbers = SlotPorts.Numbered(names);

        Assert.Equal(names.Length, numbers.Values.Distinct().Count());
        Assert.All(numbers.Values, n => Assert.True(n >= SlotPorts.FirstCarrier));
        Assert.Equal(numbers, SlotPorts.Numbered(names.Reverse()));
        Assert.Contains(names, name => SlotPorts.Numbered([name])[name] != numbers[name]);
    }

    [Theory]
    [InlineData(1001, 12)]
    [InlineData(1111, 6)]
    [InlineData(2001, 2)]
    [InlineData(2006, 2)]
    [InlineData(3001, 1)]
    [InlineData(1004, 12)]
    public void A_talkgroup_goes_to_the_sites_of_its_home_or_to_the_listed_ones(uint id, int sites)
    {
        Assert.True(_index.TryTalkgroup(new TalkgroupId(id), out var talkgroup));
        Assert.Equal(sites, _index.SitesOf(talkgroup).Length);
    }

    [Fact]
    public void Members_are_found_among_unsorted_talkgroups_of_the_file()
    {
        var subscriber = Plans.Read(Plans.Small).Subscribers[0];
        Assert.True(PlanIndex.IsMember(subscriber, new TalkgroupId(100)));
        Assert.True(PlanIndex.IsMember(subscriber, new TalkgroupId(101)));
        Assert.False(PlanIndex.IsMember(subscriber, new TalkgroupId(102)));
    }

    [Fact]
    public void A_place_is_served_by_its_own_node_or_the_nearest_above()
    {
        var plan = _index.Plan;
        var index = new PlanIndex(plan with { Nodes = plan.Nodes.Add(new NodePlan("core-lak", "lak")) }, 1);

        Assert.Equal("core-lak", Node(index, "lien-son"));
        Assert.Equal("core-lak", Node(index, "lak"));
        Assert.Equal("core-dak-lak", Node(index, "cu-pui"));
        Assert.False(index.TryNodeOf("nowhere", out _));
    }

    private static string Node(PlanIndex index, string place)
    {
        Assert.True(index.TryNodeOf(place, out var node));
        return node.Id;
    }
}
