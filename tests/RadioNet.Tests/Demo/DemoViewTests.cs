using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Command.Demo;
using RadioNet.Command.Terminal;
using RadioNet.Plan;
using RadioNet.Simulator.Conversations;
using Spectre.Console;

namespace RadioNet.Tests.Demo;

/// <summary>The live picture stays within the terminal: one line too many, or too long, and it runs away.</summary>
public sealed class DemoViewTests
{
    private readonly DemoPlan _plan = new(SamplePlans.DakLakTiers, 11);

    [Theory]
    [InlineData(100, 30, true)]
    [InlineData(100, 30, false)]
    [InlineData(80, 24, true)]
    [InlineData(200, 60, false)]
    [InlineData(60, 18, true)]
    public void It_is_no_higher_and_no_wider_than_the_terminal(int width, int height, bool vietnamese)
    {
        var lines = Picture(width, height, new Language(vietnamese));
        Assert.InRange(lines.Length, 1, height - 1);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void It_shows_sites_calls_reasons_totals_and_what_to_try_next()
    {
        var lines = Picture(100, 30, new Language(false));
        Assert.Contains(lines, line => line.Contains("● Chu Yang Sin", StringComparison.Ordinal) && line.Contains("▲ Chỉ huy trưởng → Province command", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("○ Krong Kmar dam", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("● Cu Pui pass", StringComparison.Ordinal) && line.Contains("▼ Chỉ huy trưởng → Province command", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("EMERGENCY", StringComparison.Ordinal) && line.Contains("1 spurt, 2 sites", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("denied", StringComparison.Ordinal) && line.Contains("unknown-radio", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("100 sent · 50 due · 49 heard · 1 lost · 7 left out", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("codec2-2400 (non-standard)", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("radionet calls --follow --server http://127.0.0.1:8081", StringComparison.Ordinal));
    }

    private string[] Picture(int width, int height, Language language)
    {
        var calls = new DemoCalls();
        calls.Take(Call("1", CallState.Running, "", emergency: true));
        for (var i = 2; i < 60; i++) calls.Take(Call($"{i}", i % 2 == 0 ? CallState.Denied : CallState.Ended, i % 2 == 0 ? "unknown-radio" : "hang-time"));
        var totals = new ConversationTotals(3, 100, 0, [new("chu-yang-sin-summit", 50, 49, 7, 0, 0, 0)], [], []);
        var moment = new DemoMoment(
            TimeSpan.FromSeconds(65), TimeSpan.FromHours(2), Sites(), calls, totals, "http://127.0.0.1:8080", "http://127.0.0.1:8081", width, height);
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Profile.Height = height;
        console.Write(new DemoView(_plan, language).Picture(moment));
        return [.. writer.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }

    private List<Site> Sites()
    {
        var sites = new List<Site>();
        foreach (var planned in _plan.Plan.Sites)
        {
            var session = sites.Count == 1 ? SessionState.Down : SessionState.Up;
            Slot[] slots =
            [
                new() { Slot_ = 1, Activity = sites.Count == 0 ? SlotActivity.Receiving : SlotActivity.Sending, Source = 4520101, Target = 1001 },
                new() { Slot_ = 2, Activity = SlotActivity.Idle },
            ];
            var site = new Site { Id = planned.Id, Name = new LocalizedText { Vi = planned.Name.Vi, En = planned.Name.En } };
            if (planned.Repeaters.IsEmpty) site.Carriers.Add(new Carrier { BaseStation = "bs1", Id = "c1", Session = session, Slots = { slots } });
            else site.Repeaters.Add(new Repeater { Id = planned.Repeaters[0].Id.Value, Session = session, Slots = { slots } });
            sites.Add(site);
        }

        return sites;
    }

    private static Call Call(string id, CallState state, string reason, bool emergency = false)
    {
        var at = Timestamp.FromDateTime(DateTime.UtcNow.AddSeconds(-7));
        var call = new Call
        {
            Id = id,
            State = state,
            Type = CallType.Group,
            Source = 4520101,
            Target = 1001,
            Started = at,
            Ended = state == CallState.Running ? null : at,
            Reason = reason,
            Emergency = emergency,
        };
        call.Spurts.Add(new Spurt { Source = 4520101, Site = "chu-yang-sin-summit", Started = at });
        call.Sites.Add(["chu-yang-sin-summit", "krong-kmar-dam"]);
        call.Missed.Add(new MissedSite { Site = "cu-pui-pass", Reason = "slot-busy" });
        return call;
    }
}
