using CsCheck;
using RadioNet.Plan.Changes;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Tests;

public sealed class PlanComparisonTests
{
    private static readonly NetworkPlan _plan = Plans.Read(SamplePlans.DakLak);

    [Fact]
    public void A_plan_does_not_differ_from_itself()
    {
        PlanGen.Plan.Sample(plan =>
        {
            var changes = PlanComparison.Of(plan, plan);
            return changes.IsEmpty && changes.Effects.IsEmpty;
        }, iter: 200);
    }

    [Fact]
    public void What_comes_one_way_goes_the_other_way()
    {
        Gen.Select(PlanGen.Plan, PlanGen.Plan).Sample((a, b) =>
        {
            var (there, back) = (PlanComparison.Of(a, b), PlanComparison.Of(b, a));
            Assert.Equal(Keys(there, PlanChangeKind.Added), Keys(back, PlanChangeKind.Removed));
            Assert.Equal(Keys(there, PlanChangeKind.Removed), Keys(back, PlanChangeKind.Added));
            Assert.Equal(Keys(there, PlanChangeKind.Changed), Keys(back, PlanChangeKind.Changed));
            Assert.All(there.Rows.SelectMany(r => r.Fields), f => Assert.NotEqual(f.Before, f.After));
            Assert.All(there.Effects, e => Assert.EndsWith(".", e.En, StringComparison.Ordinal));
        }, iter: 200);
    }

    [Fact]
    public void Rows_name_the_values_before_and_after()
    {
        var changes = Change("alias: PCCC 01, agency: fire", "alias: PCCC 001, agency: fire");

        var row = Assert.Single(changes.Rows);
        Assert.Equal((PlanChangeKind.Changed, "subscribers", "4520055"), (row.Kind, row.Section, row.Id));
        Assert.Equal([new PlanFieldChange("alias", "PCCC 01", "PCCC 001")], row.Fields);
        Assert.True(row.Line > 200);
        Assert.Empty(changes.Effects);
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        var changes = Change("secret: demo-452001", "secret: very-new");

        Assert.Equal([new PlanFieldChange("secret", "(secret)", "(a new secret)")], Assert.Single(changes.Rows).Fields);
        Assert.Equal([new LocalizedText("Trạm lặp 452001 phải đăng nhập lại: khoá bí mật đã đổi.", "Repeater 452001 must log in again: its secret changed.")], changes.Effects);
        var added = PlanComparison.Of(NetworkPlan.Empty, _plan);
        Assert.DoesNotContain("demo-4520", string.Join("\n", added.Rows.SelectMany(r => r.Fields)), StringComparison.Ordinal);
        Assert.DoesNotContain("disabled", string.Join("\n", added.Rows.SelectMany(r => r.Fields)), StringComparison.Ordinal);
    }

    [Fact]
    public void Radios_that_lose_a_talkgroup_are_counted()
    {
        var changed = _plan with { Subscribers = [.. _plan.Subscribers.Select(s => s with { Talkgroups = s.Talkgroups.Remove(new(1002)) })] };

        var losers = _plan.Subscribers.Count(s => !s.Stunned && s.Talkgroups.Contains(new(1002)));
        Assert.Equal([new LocalizedText($"{losers} máy mất nhóm gọi 1002 (Phối hợp cứu hộ).", $"{losers} radios lose talkgroup 1002 (Rescue coordination).")],
            PlanComparison.Of(_plan, changed).Effects);
        Assert.Equal([new LocalizedText($"{losers} máy có thêm nhóm gọi 1002 (Phối hợp cứu hộ).", $"{losers} radios gain talkgroup 1002 (Rescue coordination).")],
            PlanComparison.Of(changed, _plan).Effects);
    }

    [Fact]
    public void A_talkgroup_that_goes_is_said_with_who_loses_it()
    {
        var changes = PlanComparison.Of(_plan, PlanEdits.RemoveTalkgroup(_plan, new(3004)).Plan!);

        var losers = _plan.Subscribers.Count(s => s.Talkgroups.Contains(new(3004)));
        Assert.Equal([$"{losers} radios lose talkgroup 3004 (Cu Pui commune): it is removed."], changes.Effects.Select(e => e.En));
        Assert.Equal(losers + 1, changes.Rows.Length);
    }

    [Fact]
    public void Radios_that_may_not_use_the_network_any_more_are_named_when_few()
    {
        var changed = _plan with
        {
            Subscribers = [.. _plan.Subscribers.Where(s => s.Id.Value is not (4520055 or 4520056)).Select(s => s.Id.Value == 4520061 ? s with { Stunned = true } : s)],
        };

        Assert.Equal(
        [
            "2 radios (PCCC 01, PCCC 02) can no longer use the network: removed.",
            "Radio KL 01 can no longer use the network: stunned.",
        ], PlanComparison.Of(_plan, changed).Effects.Select(e => e.En));
        Assert.Equal(["3 radios (PCCC 01, PCCC 02, KL 01) can now use the network."], PlanComparison.Of(changed, _plan).Effects.Select(e => e.En));
    }

    [Fact]
    public void Sites_that_a_talkgroup_leaves_are_named()
    {
        var changes = Change("[yok-don-tower, ea-sup-lake, krong-kmar-dam, cu-pui-post,", "[yok-don-tower, ea-sup-lake,");

        Assert.Equal([new LocalizedText("Nhóm gọi 1111 (Kiểm lâm) không còn nghe được tại 2 điểm: Đập Krông Kmar, Trạm Cư Pui.",
            "Talkgroup 1111 (Forest rangers) is no longer heard at 2 sites: Krong Kmar dam, Cu Pui post.")], changes.Effects);
    }

    [Fact]
    public void A_site_that_goes_is_one_sentence_and_not_one_for_each_talkgroup()
    {
        var changed = _plan with { Sites = _plan.Sites.RemoveAt(11) };

        var changes = PlanComparison.Of(_plan, changed);

        Assert.Equal(
        [
            "1 site is removed; no call goes there: Quang Phu roof.",
            "Repeater 452012 can no longer log in: removed.",
        ], changes.Effects.Select(e => e.En));
        Assert.Equal(["sites", "repeaters"], changes.Rows.Select(r => r.Section));
    }

    [Theory]
    [InlineData("sites: affiliated, slot: 2, priority: 2", "sites: all, slot: 2, priority: 2", "2 talkgroups (1104, 1105) now always go to all their sites.")]
    [InlineData("home: lak, sites: all, slot: 1", "home: lak, sites: all, slot: 2", "Talkgroup 2005 (Lak district) is now on timeslot 2: at repeaters, calls that come in on the other one are denied.")]
    [InlineData("time-limit: 120s", "time-limit: 30s", "Talkgroup 1106 (Health) is now limited to 30s a spurt (before: 120s).")]
    [InlineData("broadcast: true, ", "", "Talkgroup 1003 (Flood warning) is now two-way: answers are heard.")]
    [InlineData("emergency: false, ", "", "Talkgroup 1004 (Technicians) now gives an emergency its priority.")]
    [InlineData("all-call: true", "all-call: false", "3 radios (Chỉ huy trưởng, Chỉ huy phó, Trực ban tỉnh) can no longer call everybody.")]
    [InlineData("secret: demo-452003, color-code: 3", "secret: demo-452003, color-code: 9", "Repeater 452003 now has color code 9: set it there and in the radios that use it.")]
    [InlineData("role: listener, place: buon-ma-thuot", "role: dispatcher, place: lak", "User giamsat now has the role dispatcher at lak.")]
    [InlineData("at: dak-lak }", "at: dak-lak }\n  - { id: core-lak, at: lak }", "Lắk and the places below it are now served by node core-lak.")]
    public void What_matters_to_people_is_a_sentence(string entry, string instead, string sentence)
    {
        Assert.Equal([sentence], Change(entry, instead).Effects.Select(e => e.En));
    }

    [Fact]
    public void However_much_changes_there_are_few_sentences()
    {
        var changed = _plan with
        {
            Subscribers = [.. _plan.Subscribers.Select(s => s with { Talkgroups = [], Priority = 0 })],
            Talkgroups = [.. _plan.Talkgroups.Select(t => t with { Sites = new SiteSelection(SiteSelectionKind.Listed, ["ea-tu-tower"]) })],
        };

        var effects = PlanComparison.Of(_plan, changed).Effects;

        Assert.InRange(effects.Length, 10, 40);
        Assert.Contains(effects, e => e.En == "Of 70 radios in all, some lose 15 more talkgroups.");
        Assert.Contains(effects, e => e.En == "15 more talkgroups are no longer heard at some sites.");
        Assert.Contains(effects, e => e.En == "70 radios (Chỉ huy trưởng, Chỉ huy phó, Trực ban tỉnh, Chỉ huy PCCC, Chỉ huy Công an and 65 more) have a lower priority.");
    }

    [Fact]
    public void Thousands_stand_apart_as_each_language_writes_them()
    {
        Assert.Equal(new LocalizedText("1.250", "1,250"), Subject.Count(1250));
        Assert.Equal(new LocalizedText("1 máy", "1 radio"), Subject.Radios(1).Text);
    }

    private static PlanChanges Change(string entry, string instead)
    {
        var text = SamplePlans.DakLak.Replace(entry, instead);
        Assert.NotEqual(SamplePlans.DakLak, text);
        return PlanComparison.Of(_plan, Plans.Read(text));
    }

    private static IEnumerable<string> Keys(PlanChanges changes, PlanChangeKind kind) =>
        changes.Rows.Where(r => r.Kind == kind).Select(r => $"{r.Section} {r.Id}").Order(StringComparer.Ordinal);
}
