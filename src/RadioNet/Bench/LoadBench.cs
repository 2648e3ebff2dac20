using System.Runtime.Versioning;

namespace RadioNet.Command.Bench;

/// <summary>A bare relay, the node, the bare relay again, all with the same sends.</summary>
[SupportedOSPlatform("linux")]
internal static class LoadBench
{
    /// <summary>The relay's cost needs no longer test than this to be told.</summary>
    private static readonly TimeSpan _relayLongest = TimeSpan.FromSeconds(30);

    public static LoadResult Run(BenchScenario scenario, BenchProgress progress, CancellationToken cancel)
    {
        var network = new BenchNetwork(scenario);
        var duration = TimeSpan.FromSeconds(scenario.Seconds);
        var machineLoad = MachineLoad.Read();
        progress.Say("1/3: bộ chuyển tiếp trần…", "1 of 3: the bare relay…");
        var before = Relay();
        progress.Say($"2/3: nút mạng, {scenario.Calls} cuộc gọi cùng lúc, {duration.TotalSeconds} s…", $"2 of 3: the node, {scenario.Calls} calls at once, {duration.TotalSeconds} s…");
        using var node = new NodeForwarder(network);
        var figures = LoadRun.Measure(node, network, TimeSpan.FromSeconds(scenario.WarmUpSeconds), duration, cancel);
        progress.Say("3/3: bộ chuyển tiếp trần…", "3 of 3: the bare relay…");
        return new()
        {
            Scenario = scenario,
            MachineLoad = machineLoad,
            Ready = node.ReadyTime,
            Login = node.LoginTime,
            Node = figures,
            Relays = [before, Relay()],
        };

        LoadFigures Relay()
        {
            using var relay = new RelayForwarder(scenario);
            return LoadRun.Measure(relay, network, TimeSpan.FromSeconds(scenario.RelayWarmUpSeconds), duration < _relayLongest ? duration : _relayLongest, cancel);
        }
    }
}
