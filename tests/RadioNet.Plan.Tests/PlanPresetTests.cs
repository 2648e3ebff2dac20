using RadioNet.Plan.Model;
using RadioNet.Plan.Presets;

namespace RadioNet.Plan.Tests;

public sealed class PlanPresetTests
{
    private static readonly NetworkPlan _before = Plans.Read(PlanPresets.Find("dak-lak-2024")!.Text);
    private static readonly NetworkPlan _after = Plans.Read(PlanPresets.Find("dak-lak-2025")!.Text);

    public static TheoryData<string> Names => [.. PlanPresets.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_preset_is_a_plan_that_can_be_applied_today_and_its_example_hangs_together(string name)
    {
        var reading = PlanReader.Read(PlanPresets.Find(name)!.Text, new DateOnly(2099, 1, 1));
        Assert.Empty(reading.Errors);
        var index = new PlanIndex(reading.Plan!, 1);
        foreach (var talkgroup in reading.Plan!.Talkgroups)
        {
            Assert.NotEmpty(index.SitesOf(talkgroup));
            Assert.Contains(reading.Plan.Subscribers, s => PlanIndex.IsMember(s, talkgroup.Id));
        }

        Assert.All(reading.Plan.Users, u => Assert.Equal("disabled", u.PasswordHash));
        Assert.All(reading.Plan.Sites, s => Assert.InRange(s.Location!.Value.Latitude, 12.1, 13.7));
    }

    [Fact]
    public void The_province_had_15_districts_and_180_communes()
    {
        Assert.Equal([1, 15, 180], _before.Places.GroupBy(p => p.Tier).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal([18, 13, 149], new[] { "Phường ", "Thị trấn ", "Xã " }.Select(kind => _before.Places.Count(p => p.Name.Vi.StartsWith(kind, StringComparison.Ordinal))));
        Assert.Equal([19, 11, 12, 10, 7, 17, 7, 12, 16, 13, 13, 16, 8, 11, 8],
            _before.Places.Where(p => p.Tier == 2).Select(d => _before.Places.Count(p => p.In == d.Id)));
    }

    [Fact]
    public void The_province_has_14_wards_and_88_communes()
    {
        Assert.Equal([1, 102], _after.Places.GroupBy(p => p.Tier).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal([14, 88], new[] { "Phường ", "Xã " }.Select(kind => _after.Places.Count(p => p.Name.Vi.StartsWith(kind, StringComparison.Ordinal))));
        Assert.All(_after.Places.Skip(1), p => Assert.Equal((new DateOnly(2025, 7, 1), "dak-lak"), (p.From!.Value, p.In)));
    }

    [Fact]
    public void Every_older_place_was_taken_over_and_one_commune_was_split()
    {
        var replaced = _after.Places.SelectMany(p => p.Replaces).ToList();
        Assert.Equal(_before.Places.Skip(1).Select(p => p.Id).Order(), replaced.Distinct().Order());
        Assert.Equal(["ea-bhok"], replaced.GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(_before.Places.Skip(1).Select(p => p.Id).Intersect(_after.Places.Select(p => p.Id)));
        Assert.Equal(68, _after.Places.Count(p => p.Tier == 2 && p.Replaces.Length > 0));
        Assert.Equal(["cu-ebur", "tan-loi", "tan-thanh", "tan-tien-buon-ma-thuot", "thanh-cong", "tu-an"], _after.Places.Single(p => p.Id == "buon-ma-thuot-ward").Replaces);
    }

    [Fact]
    public void The_samples_places_are_those_of_the_older_preset()
    {
        var sample = Plans.Read(SamplePlans.DakLak);
        Assert.All(sample.Places, p => Assert.Contains(_before.Places, b => (b.Id, b.Tier, b.In) == (p.Id, p.Tier, p.In)));
    }
}
