using RadioNet.Plan.Model;

namespace RadioNet.Plan.Tests;

public sealed class PlaceDatesTests
{
    private const string Plan = """
        network: n
        tiers: [{ level: 1, name: { vi: Tỉnh, en: Province } }, { level: 2, name: { vi: Huyện, en: District } }, { level: 3, name: { vi: Xã, en: Commune } }]
        places:
          - { id: p, tier: 1, name: Đắk Lắk }
          - { id: d, tier: 2, in: p, name: Krông Pắc, until: 2025-07-01 }
          - { id: c, tier: 3, in: d, name: Phước An, until: 2025-07-01 }
          - { id: new, tier: 3, in: p, name: { vi: Xã Krông Pắc, en: Krông Pắc commune }, from: 2025-07-01, replaces: [c] }
        nodes: [{ id: core, at: p }]
        sites: [{ id: s, at: new, was: [{ at: c, until: 2025-07-01 }] }]
        talkgroups: [{ id: 1, home: new }]
        """;

    private static readonly DateOnly _lastDay = new(2025, 6, 30);
    private static readonly DateOnly _after = new(2025, 7, 1);

    [Fact]
    public void An_old_recording_shows_its_old_district()
    {
        var index = new PlanIndex(Plans.Read(Plan), 1);

        Assert.Equal(["Phước An", "Krông Pắc", "Đắk Lắk"], PlaceHistory.PlacesOf(index, "s", _lastDay).Select(p => p.Name.Vi));
        Assert.Equal(["Krông Pắc commune", "Đắk Lắk"], PlaceHistory.PlacesOf(index, "s", _after).Select(p => p.Name.En));
        Assert.Empty(PlaceHistory.PlacesOf(index, "nowhere", _after));
    }

    [Fact]
    public void A_site_that_moved_twice_was_at_each_place_in_its_time()
    {
        var site = Plans.Read(Plan.Replace("was: [", "was: [{ at: p, until: 2030-01-01 }, ")).Sites[0];

        Assert.Equal(["c", "p", "new"], new[] { _lastDay, _after, new DateOnly(2030, 1, 1) }.Select(day => PlaceHistory.PlaceOf(site, day)));
    }

    [Fact]
    public void What_is_over_may_be_named_by_history_alone()
    {
        Assert.True(PlanReader.Read(Plan, _after).Succeeded);
        var text = Plan.Replace("nodes: [", "nodes: [{ id: low, at: d }, ").Replace("sites: [", "sites: [{ id: s0, at: c }, ")
            .Replace("talkgroups: [", "talkgroups: [{ id: 2, home: d }, ") + """

            subscribers: [{ id: 5, home: c }]
            users:
              - { name: u, role: listener, place: d, password-hash: disabled }
            """;

        Assert.True(PlanReader.Read(text, _lastDay).Succeeded);
        Assert.True(PlanReader.Read(text).Succeeded);
        Assert.Equal(
        [
            "8:24: Node low is at \"d\", which ended on 2025-07-01. Name a place that is there.",
            "9:23: Site s0 is at \"c\", which ended on 2025-07-01. Name \"new\", which took it over.",
            "10:29: Talkgroup 2 is at \"d\", which ended on 2025-07-01. Name a place that is there.",
            "11:30: Subscriber 5 is at \"c\", which ended on 2025-07-01. Name \"new\", which took it over.",
            "13:39: User u is at \"d\", which ended on 2025-07-01. Name a place that is there.",
        ], PlanReader.Read(text, _after).Errors.Select(e => e.ToString()));
    }

    [Fact]
    public void A_place_that_is_there_lies_in_none_that_is_over()
    {
        var text = Plan.Replace("tier: 3, in: p", "tier: 3, in: d");

        Assert.Equal(["7:29: Place new lies in \"d\", which ended on 2025-07-01. Name a place that is there."], PlanReader.Read(text, _after).Errors.Select(e => e.ToString()));
    }

    [Theory]
    [InlineData("until: 2025-07-01 }\n  - { id: c", "until: 2025-7-1 }\n  - { id: c", "5:54: \"until\" is \"2025-7-1\". Write a date")]
    [InlineData("from: 2025-07-01", "from: 2025-07-01, until: 2025-07-01", "7:108: \"until\" is 2025-07-01, which is not after \"from\".")]
    [InlineData("until: 2025-07-01 }]", "until: 2025-07-01 }, { at: p, until: 2025-07-01 }]", "9:79: Two stays end on 2025-07-01.")]
    [InlineData("was: [{ at: c,", "was: [{ at: x,", "9:39: There is no place \"x\".")]
    [InlineData("{ at: c, until: 2025-07-01 }", "{ at: c }", "9:33: This former place has no \"until\". Add it.")]
    [InlineData("replaces: [c]", "replaces: [c/d]", "\"replaces\" is \"c/d\". Write an id")]
    public void Wrong_dates_are_told_with_their_place(string right, string wrong, string error)
    {
        Assert.Contains(error, Assert.Single(Plans.Errors(Plan.Replace(right, wrong))), StringComparison.Ordinal);
    }
}
