using System.Diagnostics;
using System.Text;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Tests;

/// <summary>20,000 talkgroups and 50,000 subscribers with 10 talkgroups each; alone, for its measure's sake.</summary>
[Collection(nameof(LargePlanTests))]
[CollectionDefinition(nameof(LargePlanTests), DisableParallelization = true)]
public sealed class LargePlanTests(ITestOutputHelper output)
{
    [Fact]
    public void A_large_plan_costs_little_more_than_its_YAML()
    {
        var text = Text();
        var (parsed, parsedMemory) = Parse(text);
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
        output.WriteLine($"{text.Length} characters: parsed {parsed.TotalMilliseconds:F0} ms and {parsedMemory >> 20} MB, read {read.TotalMilliseconds:F0} ms and {memory >> 20} MB allocated, compared {compared.TotalMilliseconds:F0} ms, wrote {wrote.TotalMilliseconds:F0} ms, live {GC.GetTotalMemory(true) >> 20} MB");

        Assert.Equal((20_000, 50_000), (plan.Talkgroups.Length, plan.Subscribers.Length));
        Assert.All(plan.Subscribers, s => Assert.Equal(10, s.Talkgroups.Length));
        Assert.Equal(21_250, changes.Rows.Length);
        Assert.InRange(changes.Effects.Length, 2, 30);
        Assert.InRange(written.Length, 1_000_000, 2 * text.Length);
        Assert.True(read < 5 * parsed, $"{read} for what parses in {parsed}");
        Assert.True(memory < 2 * parsedMemory, $"{memory} bytes for what parses with {parsedMemory}");
    }

    /// <summary>What the bare YAML parser takes for the same text.</summary>
    private static (TimeSpan Time, long Bytes) Parse(string text)
    {
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var parser = new YamlDotNet.Core.Parser(new StringReader(text));
        var events = 0;
        while (parser.MoveNext())
        {
            events++;
        }

        Assert.True(events > 1_000_000);
        return (clock.Elapsed, GC.GetAllocatedBytesForCurrentThread() - memory);
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
