using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Tests.Services;

/// <summary>A place's end, seen by what keeps the plan in force.</summary>
public sealed class PlanDatesTests : IDisposable
{
    private const string Text = """
        network: n
        tiers: [{ level: 1, name: T }, { level: 2, name: U }]
        places: [{ id: p, tier: 1 }, { id: d, tier: 2, in: p, until: 2025-07-01 }]
        nodes: [{ id: c, at: p }]
        talkgroups: [{ id: 1, home: d }, { id: 2, home: p }]
        """;

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2025-06-30T23:00:00Z", null));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plan_that_outlives_its_places_is_still_in_force_and_not_applied_again()
    {
        using (var store = new PlanDatabase(_folder.Path, _time))
        {
            Assert.Equal(PlanOutcomeKind.Changed, new PlanKeeper(store, _time).Apply(new ChangeRequest("test"), Text).Kind);
        }

        _time.Advance(TimeSpan.FromHours(1));
        using var again = new PlanDatabase(_folder.Path, _time);
        var keeper = new PlanKeeper(again, _time);
        Assert.Equal(2, keeper.Current.Revision);

        var refused = keeper.Apply(new ChangeRequest("test"), Text + "\nusers: []");
        Assert.Equal(PlanOutcomeKind.Refused, refused.Kind);
        Assert.Equal("5:29: Talkgroup 1 is at \"d\", which ended on 2025-07-01. Name a place that is there.", Assert.Single(refused.Errors).ToString());
        Assert.Equal(PlanOutcomeKind.Changed, keeper.Apply(new ChangeRequest("test"), Text.Replace("home: d", "home: p", StringComparison.Ordinal)).Kind);
        Assert.Equal(PlanOutcomeKind.Changed, keeper.Rollback(new ChangeRequest("test"), 2).Kind);
    }

    [Fact]
    public void An_edit_brings_nothing_into_a_place_that_is_over_and_is_not_hindered_by_what_is_there()
    {
        using var store = new PlanDatabase(_folder.Path, _time);
        var keeper = new PlanKeeper(store, _time);
        keeper.Apply(new ChangeRequest("test"), Text);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(PlanOutcomeKind.Changed, Edit(1, "priority=9").Kind);
        var refused = Edit(2, "home=d");
        Assert.Equal(PlanOutcomeKind.Refused, refused.Kind);
        Assert.StartsWith("Talkgroup 2 is at \"d\", which ended on 2025-07-01.", Assert.Single(refused.Errors).ToString(), StringComparison.Ordinal);

        PlanOutcome Edit(uint talkgroup, string word) =>
            keeper.Edit(new ChangeRequest("test"), "test", plan => PlanEdits.SetTalkgroup(plan, new TalkgroupId(talkgroup), [word]));
    }
}
