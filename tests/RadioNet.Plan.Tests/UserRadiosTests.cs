using RadioNet.Plan.Model;
using RadioNet.Protocols;
using Xunit;

namespace RadioNet.Plan.Tests;

public sealed class UserRadiosTests
{
    private static readonly NetworkPlan _plan = NetworkPlan.Empty with
    {
        Tiers = [new Tier(1, LocalizedText.Same("one")), new Tier(2, LocalizedText.Same("two"))],
        Places = [new Place("root", 1, null, LocalizedText.Same("root")), new Place("east", 2, "root", LocalizedText.Same("east")), new Place("west", 2, "root", LocalizedText.Same("west"))],
        Nodes = [new NodePlan("core-root", "root"), new NodePlan("core-east", "east")],
        Sites = [new Site("hill", "east"), new Site("roof", "west")],
        Talkgroups =
        [
            new Talkgroup(new TalkgroupId(1), "root"),
            new Talkgroup(new TalkgroupId(2), "east"),
            new Talkgroup(new TalkgroupId(3), "west"),
            new Talkgroup(new TalkgroupId(4), "root") { Sites = new SiteSelection(SiteSelectionKind.Listed, ["roof"]) },
        ],
        Users =
        [
            new User("chief", UserRole.Dispatcher, "root", "x") { Id = new RadioId(901) },
            new User("east1", UserRole.Dispatcher, "east", "x"),
            new User("east2", UserRole.Listener, "east", "x"),
        ],
    };

    [Fact]
    public void A_user_without_an_id_has_one_from_the_name_alone()
    {
        var id = IdOf(_plan, "east1");
        Assert.InRange(id, UserRadios.First, UserRadios.First + UserRadios.Count - 1);
        Assert.Equal(id, IdOf(_plan with { Users = [_plan.Users[1]] }, "east1"));
        Assert.NotEqual(id, IdOf(_plan, "east2"));
        Assert.Equal(901u, IdOf(_plan, "chief"));
        Assert.Equal("chief", new PlanIndex(_plan, 1).NameOf(new RadioId(901)));
    }

    [Fact]
    public void A_subscriber_with_the_derived_id_keeps_it()
    {
        var id = IdOf(_plan, "east1");
        var plan = _plan with { Subscribers = [new Subscriber(new RadioId(id)) { Alias = "Radio" }] };
        Assert.Equal(id + 1, IdOf(plan, "east1"));
        Assert.Equal("Radio", new PlanIndex(plan, 1).NameOf(new RadioId(id)));
    }

    [Fact]
    public void An_id_that_a_subscriber_has_is_an_error_with_its_line()
    {
        var text = PlanWriter.Write(_plan with { Sites = [], Talkgroups = [], Subscribers = [new Subscriber(new RadioId(901))] }, withSecrets: true);
        var reading = PlanReader.Read(text);
        Assert.Contains(reading.Errors, e => e.ToString().Contains("Subscriber 901 is defined already", StringComparison.Ordinal));
        var alone = PlanReader.Read(PlanWriter.Write(_plan with { Sites = [], Talkgroups = [] }, withSecrets: true));
        Assert.Equal(new RadioId(901), alone.Plan!.Users[0].Id);
        Assert.Null(alone.Plan.Users[1].Id);
    }

    [Theory]
    [InlineData("chief", "1 2 3 4", "1 2 3 4")]
    [InlineData("east1", "1 2", "1 2")]
    [InlineData("east2", "1 2", "")]
    public void A_role_covers_what_belongs_to_its_place_and_what_goes_there(string name, string hears, string talks)
    {
        var index = new PlanIndex(_plan, 1);
        var user = _plan.Users.Single(u => u.Name == name);
        Assert.Equal(hears, string.Join(' ', _plan.Talkgroups.Where(t => index.MayHear(user, t.Id)).Select(t => t.Id)));
        Assert.Equal(talks, string.Join(' ', _plan.Talkgroups.Where(t => index.MayTalk(user, t.Id)).Select(t => t.Id)));
    }

    [Fact]
    public void A_nodes_consoles_are_a_port_and_a_site_of_its_own()
    {
        var index = new PlanIndex(_plan, 1);
        Assert.True(index.TryConsoles("core-east", out var consoles));
        Assert.True(SlotPorts.IsConsoles(consoles.Id) && !SlotPorts.IsCarrier(consoles.Id) && !SlotPorts.IsRepeater(consoles.Id));
        Assert.True(index.TryPort(consoles.Id, out var found) && found == consoles);
        Assert.Equal("@core-east", consoles.Site.Id);
        Assert.Equal("core-east", index.Nodes.ServerOfSite("@core-east"));
        Assert.Null(index.Nodes.ServerOfSite("@nowhere"));
        Assert.False(index.TrySite("@core-east", out _));
        Assert.Empty(index.PortsAt("@core-east"));
    }

    private static uint IdOf(NetworkPlan plan, string name)
    {
        var index = new PlanIndex(plan, 1);
        return Enumerable.Range(901, 1).Concat(Enumerable.Range((int)UserRadios.First, (int)UserRadios.Count))
            .Select(id => (uint)id).Single(id => index.TryUser(new RadioId(id), out var user) && user.Name == name);
    }
}
