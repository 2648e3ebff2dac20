using System.Runtime.Versioning;

namespace RadioNet.Command.Bench;

/// <summary>Pairs of nodes, one with the plan that the calls need, one with the large plan; which comes first alternates.</summary>
[SupportedOSPlatform("linux")]
internal static class PlanSizeBench
{
    private const int Pairs = 5;

    public static IReadOnlyList<PlanSizePair> Run(BenchScenario scenario, BenchProgress progress, CancellationToken cancel)
    {
        var small = new BenchNetwork(scenario with { Talkgroups = 0, Subscribers = 0 });
        var large = new BenchNetwork(scenario);
        var pairs = new List<PlanSizePair>();
        for (int i = 1; i <= Pairs; i++)
        {
            progress.Say($"Cặp {i}/{Pairs}…", $"Pair {i} of {Pairs}…");
            if (i % 2 == 0)
            {
                var second = Measure(large);
                pairs.Add(new(Measure(small), second));
            }
            else
            {
                pairs.Add(new(Measure(small), Measure(large)));
            }
        }

        return pairs;

        LoadFigures Measure(BenchNetwork network)
        {
            using var node = new NodeForwarder(network);
            return LoadRun.Measure(node, network, TimeSpan.FromSeconds(scenario.WarmUpSeconds), TimeSpan.FromSeconds(scenario.Seconds), cancel);
        }
    }
}
