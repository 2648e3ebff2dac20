using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.Plan.Tests;

/// <summary>Links to M17 reflectors in the plan.</summary>
public sealed class M17LinkPlanTests
{
    private const string Text = """
        network: n
        tiers: [{ level: 1, name: T }, { level: 2, name: U }]
        places: [{ id: p, tier: 1 }, { id: q, tier: 2, in: p }]
        nodes: [{ id: c, at: p }]
        talkgroups: [{ id: 7, name: Rescue, home: p }, { id: 8, home: p }]
        subscribers:
          - { id: 6, alias: Six, callsign: xv9a }
          - { id: 9, callsign: XV9B }
        m17-links:
          - { id: l1, name: { vi: Một, en: One }, at: q, host: M17.Example.org, port: 17001, module: C, callsign: XV0DL, talkgroup: 7, radio: 90, priority: 2, enabled: false }
          - { id: l2, at: p, host: 192.0.2.17, module: D, callsign: xv0dl, talkgroup: 8, radio: 91 }
        """;

    [Fact]
    public void A_link_is_read_whole()
    {
        var plan = Plans.Read(Text);
        Assert.Equal(
            new M17LinkPlan("l1", "q", "m17.example.org", 'C', Callsign("XV0DL"), new TalkgroupId(7), new RadioId(90))
            {
                Name = new("Một", "One"),
                Port = 17001,
                Priority = 2,
                Enabled = false,
                Line = 10,
            },
            plan.M17Links[0]);
        Assert.Equal(("l2", 17000, 5, true, Callsign("XV0DL")), (plan.M17Links[1].Name.En, plan.M17Links[1].Port, plan.M17Links[1].Priority, plan.M17Links[1].Enabled, plan.M17Links[1].Callsign));
    }

    [Fact]
    public void The_node_of_its_place_holds_it_and_it_has_a_number_of_its_own_at_the_site_of_the_consoles()
    {
        var index = new PlanIndex(Plans.Read(Text), 1);
        var ports = index.M17Links;
        Assert.Equal(["m17/l1", "m17/l2"], ports.Select(port => port.Name));
        Assert.All(ports, port => Assert.Equal(ConsoleSites.Of("c"), port.Site.Id));
        Assert.All(ports, port => Assert.True(SlotPorts.IsM17Link(port.Id) && !SlotPorts.IsConsoles(port.Id)));
        Assert.All(ports, port => Assert.True(index.TryPort(port.Id, out var found) && found == port));
        Assert.True(index.TryConsoles("c", out var consoles) && SlotPorts.IsConsoles(consoles.Id) && !SlotPorts.IsM17Link(consoles.Id));
    }

    [Fact]
    public void A_callsign_is_a_subscribers_and_a_links_radio_has_its_name()
    {
        var index = new PlanIndex(Plans.Read(Text), 1);
        Assert.True(index.TryCallsign(Callsign("XV9A"), out var six));
        Assert.Equal(new RadioId(6), six.Id);
        Assert.False(index.TryCallsign(Callsign("XV0DL"), out _));
        Assert.Equal(["Six", "l1", "l2", ""], new uint[] { 6, 90, 91, 92 }.Select(id => index.NameOf(new RadioId(id))));
    }

    [Theory]
    [InlineData("module: C", "module: c", "10:", "\"module\" is \"c\". Write one letter, A to Z.")]
    [InlineData("module: C", "module: CC", "10:", "\"module\" is \"CC\". Write one letter, A to Z.")]
    [InlineData("host: M17.Example.org", "host: 'm17 example'", "10:", "\"host\" is \"m17 example\". Write a host name or an IP address, without the port.")]
    [InlineData("host: M17.Example.org", "host: 'reflector:17000'", "10:", "\"host\" is \"reflector:17000\". Write a host name or an IP address, without the port.")]
    [InlineData("callsign: XV0DL,", "callsign: XV0DL-123,", "10:", "\"callsign\" is \"XV0DL-123\". Write a callsign of letters A–Z, digits, \"-\", \"/\" and \".\", at most 8 long.")]
    [InlineData("callsign: XV0DL,", "callsign: '@ALL',", "10:", "\"callsign\" is \"@ALL\". Write a callsign of letters A–Z, digits, \"-\", \"/\" and \".\", at most 8 long.")]
    [InlineData("callsign: XV0DL,", "callsign: XV9A,", "10:", "The subscriber in line 7 has the callsign XV9A. Give the M17 link another one.")]
    [InlineData("talkgroup: 7", "talkgroup: 70", "10:", "There is no talkgroup 70. Add it to \"talkgroups\", or take it out here.")]
    [InlineData("radio: 90", "radio: 6", "10:", "Subscriber 6 is defined already in line 7. Give this one another id, or take one of them out.")]
    [InlineData("radio: 91", "radio: 90", "11:", "Subscriber 90 is defined already in line 10. Give this one another id, or take one of them out.")]
    [InlineData("callsign: XV9B", "callsign: XV9A", "8:", "Callsign XV9A is defined already in line 7. Give this one another id, or take one of them out.")]
    [InlineData("at: q", "at: nowhere", "10:", "There is no place \"nowhere\". Add it to \"places\", or name another here.")]
    [InlineData("id: l2, at: p, host: 192.0.2.17, module: D", "id: l2, at: p, host: m17.example.org, port: 17001, module: C", "11:", "M17 module m17.example.org:17001/C is defined already in line 10. Give this one another id, or take one of them out.")]
    public void What_is_wrong_is_said_with_its_line(string right, string wrong, string line, string message)
    {
        var reading = PlanReader.Read(Text.Replace(right, wrong, StringComparison.Ordinal));
        var error = Assert.Single(reading.Errors);
        Assert.StartsWith(line, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void People_are_told_who_else_hears_them_and_who_no_more()
    {
        var before = Plans.Read(Text);
        var after = Plans.Read(Text.Replace("enabled: false", "enabled: true", StringComparison.Ordinal).Replace("module: D", "module: E", StringComparison.Ordinal));
        var changes = PlanComparison.Of(before, after);
        Assert.Equal(["l1", "l2"], changes.Rows.Select(row => row.Id));
        Assert.Equal(
        [
            "Talkgroup 8 is no longer joined with module D of the M17 reflector 192.0.2.17.",
            "Talkgroup 7 (Rescue) is now joined with module C of the M17 reflector m17.example.org: everybody there hears it, and can talk on it.",
            "Talkgroup 8 is now joined with module E of the M17 reflector 192.0.2.17: everybody there hears it, and can talk on it.",
        ], changes.Effects.Select(effect => effect.En));
    }

    [Fact]
    public void A_talkgroup_that_a_link_is_joined_with_is_not_taken_away()
    {
        var reading = PlanEdits.RemoveTalkgroup(Plans.Read(Text), new TalkgroupId(8));
        Assert.Equal("M17 link l2 is joined with talkgroup 8. Take the link out of the plan first, or join it with another talkgroup.", Assert.Single(reading.Errors).Message);
    }

    private static M17Address Callsign(string text) => M17Address.TryParse(text, out var callsign) ? callsign : throw new ArgumentException(text, nameof(text));
}
