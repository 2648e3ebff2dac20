using System.Diagnostics;
using System.Text;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Tests;

/// <summary>20,000 talkgroups and 50,000 subscribers with 10 talkgroups each.</summary>
public sealed class LargePlanTests(ITestOutputHelper output)
{
    [Fact]
    public void A_large_plan_is_read_compared_and_written_in_seconds()
    {
        var text = Text();
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var plan = Plans.Read(text);
        var read = clock.Elapsed;
        memory = GC.GetAllocatedBytesForCurrentThread() - memory;

        clock.Restart();
        var changed = plan with
        {
            Subscribers = [.. plan.Subscribers.Select((s, i) => i % 40 == 0 ? s with { Talkgroups = s.Talkgroups.RemoveAt(0) } : s)],
            Talkgroups = [.. plan.Talkgroups.Select(t => t with { Sites = SiteSelection.Affiliated })],
        };
        var changes = PlanComparison.Of(plan, changed);
        var compared = clock.Elapsed;

        clock.Restart();
        var written = PlanWriter.Write(plan, withSecrets: true);
        var wrote = clock.Elapsed;
        output.WriteLine($"{text.Length} characters: read {read.TotalMilliseconds:F0} ms and {memory >> 20} MB allocated, compared {compared.TotalMilliseconds:F0} ms, wrote {wrote.TotalMilliseconds:F0} ms, live {GC.GetTotalMemory(true) >> 20} MB");

        Assert.Equal((20_000, 50_000), (plan.Talkgroups.Length, plan.Subscribers.Length));
        Assert.All(plan.Subscribers, s => Assert.Equal(10, s.Talkgroups.Length));
        Assert.Equal(21_250, changes.Rows.Length);
        Assert.InRange(changes.Effects.Length, 2, 30);
        Assert.InRange(written.Length, 1_000_000, 2 * text.Length);
        // Far above what is measured: other work may share the machine.
        Assert.True(read < TimeSpan.FromSeconds(9), $"{read}");
        Assert.True(memory < 1_200_000_000, $"{memory}");
    }

    private static string Text()
    {
        var text = new StringBuilder(Plans.Small[..Plans.Small.IndexOf("talkgroups:", StringComparison.Ordinal)]);
        text.Append("talkgroups:\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append($"  - {{ id: {1000 + i}, name: {{ vi: Nhóm {i}, en: Group {i} }}, home: hill, sites: all, slot: {1 + (i % 2)}, priority: 4, hang-time: 3s, time-limit: 60s }}\n");
        }

        text.Append("subscribers:\n");
        for (var i = 0; i < 50_000; i++)
        {
            var talkgroups = Enumerable.Range(0, 10).Select(k => 1000 + (((i * 7) + (k * 1013)) % 20_000));
            text.Append($"  - {{ id: {4520001 + i}, alias: PCCC {i}, agency: fire, home: hill, talkgroups: [{string.Join(", ", talkgroups)}], priority: 5 }}\n");
        }

        return text.ToString();
    }
}
