using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Command.Demo;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Tests.Demo;

/// <summary>What the node's records say for the count: why a site was without a spurt, while it was spoken.</summary>
public sealed class DemoCallsTests
{
    private const string Site = "tan-loi-hill";
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 22, 24, 30, TimeSpan.Zero);

    private readonly DemoCalls _calls = new();
    private readonly Call _call = new() { Id = "1", State = CallState.Running, Type = CallType.Group, Target = 1106, Started = At(0) };

    public DemoCallsTests()
    {
        _call.Spurts.Add(new Spurt { Source = 1, Site = "dam", Started = At(0), Ended = At(4) });
        _call.Spurts.Add(new Spurt { Source = 2, Site = "dam", Started = At(6), Ended = At(9) });
    }

    [Fact]
    public void What_befell_a_site_after_a_spurt_changes_nothing_of_it()
    {
        Waits(0.02, "slot-busy");
        Joins(3);
        Waits(5, "site-down");
        Assert.Equal(["slot-busy"], ReasonsOf(1, 0));
    }

    [Fact]
    public void A_later_reason_excuses_no_earlier_spurt()
    {
        Waits(1, "site-down");
        Joins(5);
        Waits(7, "slot-busy");
        Assert.Equal(["site-down"], ReasonsOf(1, 0));
        Assert.Equal(["slot-busy"], ReasonsOf(2, 6));
    }

    [Fact]
    public void A_site_that_waited_before_a_spurt_waits_in_it_until_it_joins()
    {
        Waits(1, "slot-busy");
        Assert.Equal(["slot-busy"], ReasonsOf(2, 6));
        Joins(5.5);
        Assert.Empty(ReasonsOf(2, 6));
    }

    [Fact]
    public void Each_reason_of_a_spurt_is_told()
    {
        Waits(1, "slot-busy");
        Waits(2, "site-down");
        Joins(3);
        Assert.Equal(["slot-busy", "site-down"], ReasonsOf(1, 0));
    }

    [Fact]
    public void A_site_that_the_call_never_reached_is_missed_with_its_reason()
    {
        _call.Missed.Add(new MissedSite { Site = Site, Reason = "slot-busy" });
        Assert.Equal(["slot-busy"], ReasonsOf(1, 0));
        Assert.Equal(["slot-busy"], ReasonsOf(2, 6));
    }

    [Fact]
    public void Another_radio_time_site_or_talkgroup_has_no_reason_here()
    {
        Waits(0.02, "slot-busy");
        Assert.Empty(ReasonsOf(3, 0));
        Assert.Empty(ReasonsOf(1, 2));
        Assert.Empty(_calls.ReasonsOf(new LeftOutSpurt("dam", new(1), 1106, Start, 5)));
        Assert.Empty(_calls.ReasonsOf(new LeftOutSpurt(Site, new(1), 1107, Start, 5)));
    }

    private void Waits(double second, string reason) => Decide(second, "site.waits", $"Site {Site} is left out for now ({reason}): 1109 (core.1.2).");

    private void Joins(double second) => Decide(second, "site.joins", $"Site {Site} joins.");

    private void Decide(double second, string rule, string text) => _call.Decisions.Add(new Decision { At = At(second), Rule = rule, Text = text });

    private ImmutableArray<string> ReasonsOf(uint source, double second)
    {
        _calls.Take(_call);
        return _calls.ReasonsOf(new LeftOutSpurt(Site, new(source), 1106, Start.AddSeconds(second), 5));
    }

    private static Timestamp At(double second) => Timestamp.FromDateTimeOffset(Start.AddSeconds(second));
}
