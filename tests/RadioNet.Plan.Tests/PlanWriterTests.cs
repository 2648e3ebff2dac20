using CsCheck;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

public sealed class PlanWriterTests
{
    [Fact]
    public void What_is_written_reads_back_to_the_same_plan_and_the_same_text()
    {
        PlanGen.Plan.Sample(plan =>
        {
            var text = PlanWriter.Write(plan, withSecrets: true);
            var reading = PlanReader.Read(text);
            return reading.Succeeded && PlanContent.Same(plan, reading.Plan)
                && PlanWriter.Write(reading.Plan, withSecrets: true) == text && PlanHash.Of(plan) == PlanHash.Of(reading.Plan);
        }, iter: 1_000, print: plan => PlanWriter.Write(plan, true));
    }

    [Fact]
    public void The_sample_reads_back_to_the_same_plan()
    {
        var plan = Plans.Read(SamplePlans.DakLak);
        Assert.True(PlanContent.Same(plan, Plans.Read(PlanWriter.Write(plan, withSecrets: true))));
    }

    [Fact]
    public void The_plan_that_a_node_starts_with_passes_the_checks()
    {
        Assert.True(PlanContent.Same(NetworkPlan.Empty, Plans.Read(PlanWriter.Write(NetworkPlan.Empty))));
    }

    [Fact]
    public void An_export_keeps_secrets_to_itself_and_applying_it_keeps_them()
    {
        PlanGen.Plan.Sample(plan =>
        {
            var text = PlanWriter.Write(plan);
            var exported = Plans.Read(text);
            Assert.All(exported.Sites.SelectMany(s => s.Repeaters), r => Assert.Equal("kept", r.Secret));
            Assert.All(exported.Users, u => Assert.Equal("kept", u.PasswordHash));
            var stored = plan with
            {
                Sites = [.. plan.Sites.Select(s => s with { Repeaters = [.. s.Repeaters.Select(r => r with { Secret = "x" + r.Secret })] })],
                Users = [.. plan.Users.Select(u => u with { PasswordHash = "x" + u.PasswordHash })],
            };
            Assert.True(PlanContent.Same(stored, PlanSecrets.Fill(exported, stored).Plan!));
        }, iter: 200);
    }

    [Fact]
    public void Kept_for_something_new_is_an_error_with_its_line()
    {
        var text = Plans.Small.Replace("secret: two", "secret: kept").Replace("password-hash: h1", "password-hash: kept");
        var stored = Plans.Read(Plans.Small) with { Users = [] };
        stored = stored with { Sites = [stored.Sites[0]] };

        var reading = PlanSecrets.Fill(Plans.Read(text), stored);

        Assert.False(reading.Succeeded);
        Assert.Equal(
        [
            "18:1: The secret of repeater 2 is \"kept\", but none is stored. Write the secret itself.",
            "25:1: The password hash of user \"boss\" is \"kept\", but none is stored. Write the hash itself.",
        ], reading.Errors.Select(e => e.ToString()));
    }

    [Fact]
    public void The_text_is_what_a_person_would_write()
    {
        var text = PlanWriter.Write(Plans.Read(Plans.Small));

        Assert.Contains("  - { level: 1, name: Province }\n", text, StringComparison.Ordinal);
        Assert.Contains("  - id: s1\n    at: hill\n    repeaters:\n      - { id: 1, secret: kept }\n", text, StringComparison.Ordinal);
        Assert.Contains("  - { id: 7, talkgroups: [100, 101] }\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("one", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_goes_by_content_and_secrets_but_not_by_lines()
    {
        var plan = Plans.Read(Plans.Small);

        Assert.Equal(PlanHash.Of(plan), PlanHash.Of(Plans.Read("# a comment\n" + Plans.Small)));
        Assert.NotEqual(PlanHash.Of(plan), PlanHash.Of(Plans.Read(Plans.Small.Replace("secret: two", "secret: zwei"))));
        Assert.NotEqual(PlanHash.Of(plan), PlanHash.Of(plan with { Talkgroups = plan.Talkgroups.RemoveAt(0) }));
        Assert.Matches("^[0-9a-f]{64}$", PlanHash.Of(plan));
    }

    [Fact]
    public void Every_value_counts_for_sameness()
    {
        var plan = Plans.Read(SamplePlans.DakLak);
        var talkgroup = plan.Talkgroups[3];
        Talkgroup[] others =
        [
            talkgroup with { Home = "lak" }, talkgroup with { Name = LocalizedText.Same("x") }, talkgroup with { Sites = SiteSelection.All },
            talkgroup with { Slot = Timeslot.One }, talkgroup with { Priority = 1 }, talkgroup with { HangTime = TimeSpan.Zero },
            talkgroup with { TimeLimit = TimeSpan.FromSeconds(1) }, talkgroup with { Emergency = true }, talkgroup with { Record = true },
            talkgroup with { Broadcast = true }, talkgroup with { Start = CallStart.All }, talkgroup with { Vocoder = VocoderKind.Ambe2 },
        ];
        Assert.All(others, o => Assert.False(PlanContent.Same(plan, plan with { Talkgroups = plan.Talkgroups.SetItem(3, o) })));
        Assert.All(others, o => Assert.NotEqual(PlanHash.Of(plan), PlanHash.Of(plan with { Talkgroups = plan.Talkgroups.SetItem(3, o) })));
        Assert.True(PlanContent.Same(plan, plan with { Talkgroups = plan.Talkgroups.SetItem(3, talkgroup with { Line = 9999 }) }));
        var site = plan.Sites[0];
        Assert.False(PlanContent.Same(plan, plan with { Sites = plan.Sites.SetItem(0, site with { Repeaters = [site.Repeaters[0] with { Secret = "x" }] }) }));
        Assert.False(PlanContent.Same(plan, plan with { Sites = plan.Sites.SetItem(0, site with { BaseStations = [new BaseStation("b")] }) }));
    }
}
