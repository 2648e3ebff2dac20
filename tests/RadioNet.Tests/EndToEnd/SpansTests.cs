using System.Net;
using System.Text;
using RadioNet.Core.Records.Traces;
using RadioNet.Core.Tests;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A node sends the spans of its calls to a collector.</summary>
public sealed class SpansTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpListener _collector = new();

    public void Dispose()
    {
        _collector.Close();
        _folder.Dispose();
    }

    [Fact]
    public async Task ACallIsOneTraceAtTheCollector()
    {
        var url = $"http://{LastingPort.Next()}/v1/traces";
        _collector.Prefixes.Add(url + "/");
        _collector.Start();
        await using var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), "--plan", _folder.Write("plan.yaml", CellPlan.Of(1)), "--otlp", url);
        using var cell = new Cell(node, 1);
        var repeaters = await cell.LogInAllAsync("ab");
        await repeaters[0].PlayAsync(cell.Speak(1, Cell.Main, 1), 1);

        var got = new StringBuilder();
        while (!got.ToString().Contains("granted", StringComparison.Ordinal))
        {
            var request = await _collector.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(20));
            using var octets = new MemoryStream();
            await request.Request.InputStream.CopyToAsync(octets);
            got.Append(Encoding.Latin1.GetString(octets.ToArray()));
            request.Response.Close();
        }

        var call = (await node.RunAsync("calls", "--json", "--limit", "1")).Succeeded().Json.Single().GetProperty("id").GetString()!;
        Assert.Contains(Encoding.Latin1.GetString(Convert.FromHexString(CallSpans.TraceOf(call).ToHexString())), got.ToString(), StringComparison.Ordinal);
        Assert.Contains(call, got.ToString(), StringComparison.Ordinal);
        Assert.Contains("pressed", got.ToString(), StringComparison.Ordinal);
    }
}
