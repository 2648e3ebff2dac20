using System.Diagnostics;
using System.Runtime.Versioning;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>A node that has nothing to do: first without sessions, then with all, each pinging every 10 s.</summary>
[SupportedOSPlatform("linux")]
internal static class IdleBench
{
    /// <summary>After a start, and after a thousand logins, the compiler still works for a while.</summary>
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(10);

    public static IdleResult Run(BenchScenario scenario, BenchProgress progress, CancellationToken cancel)
    {
        var network = new BenchNetwork(scenario);
        double machineLoad = MachineLoad.Read();
        using var node = new NodeForwarder(network);
        progress.Say("1/2: không trạm nào…", "1 of 2: no sessions…");
        var alone = Measure(0);
        progress.Say($"2/2: {scenario.Repeaters} trạm…", $"2 of 2: {scenario.Repeaters} sessions…");
        using var repeaters = new BenchRepeaters(node.Addresses, network.Repeaters);
        node.Admit(repeaters, cancel);
        var full = Measure(repeaters.LoggedIn);
        repeaters.LogOut();
        return new IdleResult(machineLoad, node.ReadyTime, node.LoginTime, [alone, full]);

        IdleFigures Measure(int sessions)
        {
            Wait(_settle);
            var before = node.Read();
            long start = Stopwatch.GetTimestamp();
            Wait(TimeSpan.FromSeconds(scenario.Seconds));
            var used = node.Read() - before;
            return new IdleFigures(sessions, used.Process / Stopwatch.GetElapsedTime(start), used.Memory);
        }

        void Wait(TimeSpan time)
        {
            cancel.WaitHandle.WaitOne(time);
            cancel.ThrowIfCancellationRequested();
        }
    }
}
