using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.CallControl.Tiers;

namespace RadioNet.CallControl.Tests.Tiers;

/// <summary>Terms, also where somebody says such as no network has.</summary>
public sealed class TermsTests
{
    [Fact]
    public void A_node_takes_a_term_above_all_that_it_has_seen()
    {
        Terms terms = new("b");
        terms.See(7);
        Assert.Equal(new Stamp("group:10", "b", 8), terms.Own("group:10"));
        Assert.True(terms.TryAccept(new Stamp("group:10", "a", 9)));
        Assert.False(terms.TryAccept(new Stamp("group:10", "c", 8)));
        Assert.Equal(10, terms.Own("group:10").Term);
    }

    [Fact]
    public void The_largest_term_stops_nobody()
    {
        Terms terms = new("b");
        terms.See(long.MaxValue);
        Assert.Equal(Terms.Largest, terms.Own("group:10").Term);
        Assert.Equal(Terms.Largest, terms.Own("group:20").Term);
        Assert.Equal(Terms.Largest, terms.Clock);
        Assert.True(new Terms("c").TryAccept(terms.Own("group:10")));
        Assert.False(terms.TryAccept(new Stamp("group:10", "a", Terms.Largest)));
        Assert.True(terms.TryAccept(new Stamp("group:10", "c", Terms.Largest)));
    }

    [Fact]
    public void Nobody_decides_in_anothers_name()
    {
        PlanBox plans = new();
        plans.Put(Tiered.Plan);
        List<TierMessage> sent = [];
        var district = new NodeRoom("d1", new RulesContext(plans, new FakeTimeProvider(), new IdSource("d1", 1), new CallTimers()), _ => { }, (_, said) => sent.Add(said)).Tiers;
        district.UplinkUp("p");
        district.Take("p", new TierMessage.Whole(Tiered.View(), 1));
        Letter letter = new(Address.Site("d1-hill"), new ToSite.Hold("group:10"));
        district.Take("p", new TierMessage.Envelope("c21", "d1", letter, new Stamp("group:10", "p", 99)));
        Assert.Null(district.TermOf("group:10"));
        Assert.Equal(1, district.Counters.Refused);
        sent.Clear();
        district.Take("p", new TierMessage.Envelope("c21", "c11", letter, new Stamp("group:10", "p", 99)));
        Assert.Empty(sent);
        district.Take("p", new TierMessage.Envelope("p", "d1", letter, new Stamp("group:10", "p", 9)));
        Assert.Equal(9, district.TermOf("group:10")?.Term);
        Assert.Equal(2, district.Counters.Refused);
    }
}
