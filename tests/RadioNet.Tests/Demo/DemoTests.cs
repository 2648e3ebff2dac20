using System.Diagnostics;
using System.Text.Json;
using RadioNet.Command.Demo;
using RadioNet.Command.Terminal;
using RadioNet.Tests.Command;

namespace RadioNet.Tests.Demo;

/// <summary>The demonstration end to end: a real node, real UDP, and a count that must notice what goes wrong.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_carries_calls_loses_nothing_and_leaves_nothing_behind()
    {
        var temporary = Directory.CreateTempSubdirectory("radionet-test-");
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "radionet.dll"), "demo", "--for", "8s", "--json"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["TMPDIR"] = temporary.FullName;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Bound);
            await process.WaitForExitAsync().WaitAsync(Bound);

            Assert.True(process.ExitCode == 0, $"{output}{await errors}");
            var summary = JsonDocument.Parse(Assert.Single(output.TrimEnd('\n').Split('\n'))).RootElement;
            CheckSums(summary);
            Assert.Equal(0, Number(summary, "framesLost"));
            Assert.Equal(12, summary.GetProperty("sites").GetArrayLength());
            Assert.All(summary.GetProperty("sites").EnumerateArray(), site => Assert.Equal(0, Number(site, "stray") + Number(site, "damaged")));
            Assert.InRange(Number(summary, "calls"), 2, 20);
            Assert.InRange(Number(summary, "denied"), 1, 20);

            // Three lanes talk for at most 8 s, collisions count twice: a burst each 60 ms.
            Assert.InRange(Number(summary, "framesSent"), 100, 4 * 8000 / 60);
            Assert.InRange(Number(summary, "framesDue"), 500, 11 * Number(summary, "framesSent"));
            Assert.Equal("codec2-2400", summary.GetProperty("vocoder").GetString());
            Assert.False(summary.GetProperty("vocoderIsStandard").GetBoolean());
            Assert.Empty(Directory.GetDirectories(temporary.FullName, "radionet-demo-*"));
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Frames_that_do_not_arrive_are_counted_as_lost_and_it_fails()
    {
        LossyWay? lossy = null;
        var written = new StringWriter();
        try
        {
            var options = new DemoOptions { Length = TimeSpan.FromSeconds(5), Sites = 4, Way = node => (lossy = new LossyWay(node, everyNth: 20)).Entrance };
            var code = await DemoRun.RunAsync(options, new Output(written, new Language(false), json: true), CancellationToken.None);

            Assert.Equal(1, code);
            var summary = JsonDocument.Parse(written.ToString()).RootElement;
            CheckSums(summary);
            Assert.False(summary.GetProperty("good").GetBoolean());
            Assert.True(lossy!.Dropped > 0);
            Assert.InRange(Number(summary, "framesLost"), 1, lossy.Dropped);
        }
        finally
        {
            lossy?.Dispose();
        }
    }

    [Fact]
    public async Task An_interrupt_ends_it_with_the_same_summary()
    {
        using var demo = RadioNetProcess.Start("demo", "--sites", "3", "--lang", "en");
        var seen = new List<string>();
        while (await demo.ReadLineAsync() is { } line)
        {
            seen.Add(line);
            if (line.Contains("unknown-radio", StringComparison.Ordinal)) demo.Interrupt();
        }

        Assert.Equal(0, await demo.WaitAsync());
        Assert.Contains(seen, line => line.Contains("radionet calls --follow --server http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("calls carried", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("codec2-2400, non-standard", StringComparison.Ordinal));
        Assert.StartsWith("Good:", seen[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sites", "1")]
    [InlineData("--for", "0s")]
    [InlineData("--for", "soon")]
    [InlineData("--seed", "x")]
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

    private static void CheckSums(JsonElement summary)
    {
        var sites = summary.GetProperty("sites").EnumerateArray().ToList();
        Assert.Equal(Number(summary, "framesDue"), sites.Sum(site => Number(site, "due")));
        Assert.Equal(Number(summary, "framesHeard"), sites.Sum(site => Number(site, "heard")));
        Assert.Equal(Number(summary, "framesLost"), sites.Sum(site => Number(site, "lost")));
        Assert.All(sites, site => Assert.Equal(Number(site, "due"), Number(site, "heard") + Number(site, "lost")));
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
