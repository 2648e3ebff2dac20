using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;

namespace RadioNet.Core.Tests.Services;

/// <summary>A place's end, seen by what keeps the plan in force.</summary>
public sealed class PlanDatesTests : IDisposable
{
    private const string Plan = """
        network: n
        tiers: [{ level: 1, name: T }, { level: 2, name: U }]
        places: [{ id: p, tier: 1 }, { id: d, tier: 2, in: p, until: 2025-07-01 }]
        nodes: [{ id: c, at: p }]
        talkgroups: [{ id: 1, home: d }]
        """;

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2025-06-30T23:00:00Z", null));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plan_that_outlives_its_places_is_still_in_force_and_not_applied_again()
    {
        using (var store = new PlanDatabase(_folder.Path, _time))
        {
            Assert.Equal(PlanOutcomeKind.Changed, new PlanKeeper(store, _time).Apply(new ChangeRequest("test"), Plan).Kind);
        }

        _time.Advance(TimeSpan.FromHours(1));
        using var again = new PlanDatabase(_folder.Path, _time);
        var keeper = new PlanKeeper(again, _time);
        Assert.Equal(2, keeper.Current.Revision);

        var refused = keeper.Apply(new ChangeRequest("test"), Plan + "\nusers: []");
        Assert.Equal(PlanOutcomeKind.Refused, refused.Kind);
        Assert.Equal("5:29: Talkgroup 1 is at \"d\", which ended on 2025-07-01. Name a place that is there.", Assert.Single(refused.Errors).ToString());
        Assert.Equal(PlanOutcomeKind.Changed, keeper.Apply(new ChangeRequest("test"), Plan.Replace("home: d", "home: p", StringComparison.Ordinal)).Kind);
        Assert.Equal(PlanOutcomeKind.Changed, keeper.Rollback(new ChangeRequest("test"), 2).Kind);
    }
}
