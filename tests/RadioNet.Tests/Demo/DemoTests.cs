using System.Diagnostics;
using System.Text.Json;

namespace RadioNet.Tests.Demo;

/// <summary>The demonstration end to end: seven real nodes, seven real base stations, real UDP, radios that talk.</summary>
[Collection(nameof(RealTime))]
public sealed class DemoTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_carries_calls_loses_nothing_and_leaves_nothing_behind()
    {
        var temporary = Directory.CreateTempSubdirectory("radionet-test-");
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "radionet.dll"), "demo", "--for", "10s", "--json"])
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
            Assert.Equal(11, summary.GetProperty("sites").GetArrayLength());
            Assert.All(summary.GetProperty("sites").EnumerateArray(), site => Assert.Equal(0, Number(site, "stray") + Number(site, "damaged")));
            var stations = summary.GetProperty("sites").EnumerateArray().Where(site => site.GetProperty("kind").GetString() == "base-station").ToList();
            Assert.Equal(7, stations.Count);
            Assert.InRange(Number(summary, "calls"), 2, 20);
            Assert.InRange(Number(summary, "denied"), 1, 20);

            // Three lanes talk for at most 10 s, collisions count twice: a burst each 60 ms.
            Assert.InRange(Number(summary, "framesSent"), 100, 4 * 10000 / 60);

            // A whole spurt that a pause of this machine spoiled anywhere is not counted: then there may be little left, of what is left nothing is missing.
            Assert.InRange(Number(summary, "framesDue"), 1, 10 * Number(summary, "framesSent"));
            if (Number(summary, "heldUp") == 0)
            {
                Assert.True(Number(summary, "framesDue") >= 500, output);
                Assert.All(stations, site => Assert.True(Number(site, "heard") + Number(site, "late") > 0, $"On the air of {site} nothing was heard."));
            }

            Assert.Equal("codec2-2400", summary.GetProperty("vocoder").GetString());
            Assert.False(summary.GetProperty("vocoderIsStandard").GetBoolean());
            Assert.Empty(Directory.GetDirectories(temporary.FullName, "radionet-demo-*"));
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    internal static void CheckSums(JsonElement summary)
    {
        var sites = summary.GetProperty("sites").EnumerateArray().ToList();
        Assert.Equal(Number(summary, "framesDue"), sites.Sum(site => Number(site, "due")));
        Assert.Equal(Number(summary, "framesHeard"), sites.Sum(site => Number(site, "heard")));
        Assert.Equal(Number(summary, "framesLost"), sites.Sum(site => Number(site, "lost")));
        Assert.All(sites, site => Assert.Equal(Number(site, "due"), Number(site, "heard") + Number(site, "lost")));
    }

    internal static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
