using System.Diagnostics;
using System.Runtime.Versioning;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>One load test of one forwarder: all repeaters come, talk to warm it up, then talk and are counted.</summary>
[SupportedOSPlatform("linux")]
internal static class LoadRun
{
    /// <summary>Between the warm-up and the test: nothing of the one may be on its way when the other begins.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

    public static LoadFigures Measure(IForwarder forwarder, BenchNetwork network, TimeSpan warmUp, TimeSpan duration, CancellationToken cancel)
    {
        using var repeaters = new BenchRepeaters(forwarder.Addresses, network.Repeaters);
        forwarder.Admit(repeaters, cancel);
        if (warmUp > TimeSpan.Zero)
        {
            repeaters.Run(network.Calls, network.Pattern(warmUp) with { Drain = _pause }, cancel);
        }

        cancel.ThrowIfCancellationRequested();
        var before = forwarder.Read();
        long start = Stopwatch.GetTimestamp();
        var report = repeaters.Run(network.Calls, network.Pattern(duration), cancel);
        cancel.ThrowIfCancellationRequested();
        var figures = new LoadFigures(report, forwarder.Read() - before, Stopwatch.GetElapsedTime(start));
        repeaters.LogOut();
        return figures;
    }
}
