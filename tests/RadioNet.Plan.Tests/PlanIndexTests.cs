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
