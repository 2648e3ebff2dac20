using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Plan;

namespace RadioNet.Tests.Command;

/// <summary><c>kill -9</c> at random moments of an apply leaves the old plan or the new one, whole, and never loses one that was answered.</summary>
public class KillTests
{
    /// <summary>RADIONET_KILLS sets how often; each takes a start of the node, so an ordinary run does a few.</summary>
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("RADIONET_KILLS"), out var kills) ? kills : 8;

    [Fact]
    public async Task An_apply_that_is_killed_happened_whole_or_not_at_all()
    {
        var folder = Directory.CreateTempSubdirectory("radionet-test-").FullName;
        var random = new Random();
        string[] texts = [SamplePlans.DakLak, SamplePlans.DakLak.Replace("network: dak-lak", "network: dak-lak-two", StringComparison.Ordinal)];
        var wholes = texts.Select(text => PlanWriter.Write(PlanReader.Read(text).Plan!, withSecrets: true)).ToArray();
        var (current, attempted) = (-1, -1);
        try
        {
            for (var kill = 0; kill <= Kills; kill++)
            {
                var (node, ready) = await RadioNetProcess.StartNodeAsync(folder);
                using (node)
                using (var channel = GrpcChannel.ForAddress(ready.GetProperty("grpc").GetString()!))
                {
                    var plans = new PlanService.PlanServiceClient(channel);
                    var text = (await plans.ExportAsync(new ExportRequest { WithSecrets = true })).Text;
                    var now = Array.IndexOf(wholes, text);
                    Assert.True(now >= 0 || text.StartsWith("network: radionet\n", StringComparison.Ordinal), $"kill {kill}: a plan nobody wrote: {text}");
                    Assert.True(now == current || now == attempted, $"kill {kill}: plan {now}, after {current} and an unanswered {attempted}");
                    current = now;
                    attempted = current == 0 ? 1 : 0;
                    using var apply = plans.ApplyAsync(new ApplyRequest { RequestId = $"kill-{kill}", Text = texts[attempted] });
                    await Task.WhenAny(apply.ResponseAsync, Task.Delay(random.Next(400)));
                    node.Kill();
                    if (await SucceededAsync(apply.ResponseAsync))
                    {
                        current = attempted;
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> SucceededAsync(Task<PlanChangeResponse> answer)
    {
        try
        {
            return (await answer.WaitAsync(RadioNetProcess.Bound)).Changed;
        }
        catch (RpcException)
        {
            return false;
        }
    }
}
