using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using RadioNet.Command.Demo;
using RadioNet.Command.Terminal;
using RadioNet.Simulator.Conversations;
using RadioNet.Simulator.Modems;
using RadioNet.Tests.Command;

namespace RadioNet.Tests.Demo;

/// <summary>How the demonstration ends when something is wrong, and when it is interrupted.</summary>
[Collection(nameof(RealTime))]
public sealed class DemoEndsTests
{
    /// <summary>Of the first four sites one that has a third party's repeater, and one that has a base station.</summary>
    private const string Repeater = "cu-pui-pass", Station = "chu-yang-sin-summit";

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Frames_that_do_not_arrive_are_counted_as_lost_and_it_fails()
    {
        var ways = new ConcurrentDictionary<IPEndPoint, LossyWay>();
        var written = new StringWriter();
        using var enough = new CancellationTokenSource(_bound);
        try
        {
            VirtualNetwork? network = null;
            var options = new DemoOptions
            {
                Sites = 4,
                Prepare = begun => Spoil(network = begun),
                Way = node => ways.GetOrAdd(node, _ => new LossyWay(node, everyNth: 5)).Entrance,
            };
            var running = DemoRun.RunAsync(options, new Output(written, new Language(false), json: true), enough.Token);
            while (!running.IsCompleted && !HaveLost(network, Repeater, Station))
            {
                await Task.Delay(50, CancellationToken.None);
            }

            await enough.CancelAsync();
            var code = await running;
            Assert.True(code == 1, $"It exited with {code}: {written}");
            var summary = JsonDocument.Parse(written.ToString()).RootElement;
            DemoTests.CheckSums(summary);
            Assert.False(summary.GetProperty("good").GetBoolean());
            Assert.InRange(DemoTests.Number(SiteOf(summary, Repeater), "lost"), 1, ways.Values.Sum(way => way.Dropped));
            Assert.True(DemoTests.Number(SiteOf(summary, Station), "lost") > 0, $"{summary}");
        }
        finally
        {
            foreach (var way in ways.Values) way.Dispose();
        }
    }

    [Fact]
    public async Task An_interrupt_ends_it_with_the_same_summary()
    {
        using var demo = RadioNetProcess.Start("demo", "--sites", "3", "--lang", "en");
        var seen = new List<string>();
        while (await demo.ReadLineAsync(_bound) is { } line)
        {
            seen.Add(line);

            // The first radio check's call is over: soon others talk.
            if (line.Contains("hang-time", StringComparison.Ordinal) && seen.Count(one => one.Contains("hang-time", StringComparison.Ordinal)) == 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(2.5));
                demo.Interrupt();
            }
        }

        // Of so few calls a busy machine may hold up those that anything was due of; then it says so.
        bool isBusy = seen.Any(line => line.Contains("this machine is overloaded", StringComparison.Ordinal)) && seen[^1].StartsWith("Not good: no frame was due", StringComparison.Ordinal);
        int code = await demo.WaitAsync();
        Assert.True(code == (isBusy ? 1 : 0), $"It exited with {code} after: {string.Join('\n', seen)}");
        Assert.True(isBusy || seen[^1].StartsWith("Good:", StringComparison.Ordinal), seen[^1]);
        Assert.Contains(seen, line => line.Contains("7 nodes hang together", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("radionet calls --follow --server http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("calls carried", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("codec2-2400, non-standard", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--sites", "1")]
    [InlineData("--for", "soon")]
    public async Task Wrong_words_are_told(string option, string value)
    {
        var (code, output, errors) = await RadioNetProcess.RunAsync("demo", option, value, "--lang", "en");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(option, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1s", 1)]
    [InlineData("5m", 300)]
    [InlineData("2h", 7200)]
    [InlineData("", null)]
    [InlineData("s", null)]
    [InlineData("-3s", null)]
    [InlineData("1.5s", null)]
    [InlineData("30", null)]
    [InlineData("4294967295h", null)]
    public void A_span_is_a_number_and_a_unit(string text, int? seconds) =>
        Assert.Equal(seconds is { } some ? TimeSpan.FromSeconds(some) : null, DemoVerb.ParseSpan(text));

    private static bool HaveLost(VirtualNetwork? network, params string[] sites) =>
        network?.Totals.Sites.Count(site => sites.Contains(site.Site) && site.Lost > 0) == sites.Length;

    private static JsonElement SiteOf(JsonElement summary, string site) =>
        summary.GetProperty("sites").EnumerateArray().Single(one => one.GetProperty("site").GetString() == site);

    /// <summary>What its controller says to the modem of a base station is lost now and then.</summary>
    private static void Spoil(VirtualNetwork network) => network.Modem(Station).FaultsToModem = new LineFaults { DropFrame = 0.1 };
}
