using System.Collections.Concurrent;
using System.Globalization;
using RadioNet.HilRigs.Tests.Bench;
using RadioNet.HilRigs.Tests.Reports;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.HilRigs.Tests.Scenarios;

namespace RadioNet.HilRigs.Tests;

/// <summary>A run on one rig: set up before its first scenario, and written down after its last.</summary>
public abstract class RigSession : IDisposable
{
    private readonly DateTimeOffset _began = TimeProvider.System.GetLocalNow();
    private readonly ConcurrentDictionary<string, ScenarioResult> _results = new();
    private readonly RigBench? _bench;
    private readonly ScenarioRunner? _runner;

    /// <param name="path">The rig's file; null: there is no run.</param>
    private protected RigSession(string? path)
    {
        if (path is null) return;
        var reading = RigReader.Read(File.ReadAllText(path));
        if (!reading.Succeeded) throw new FormatException(string.Join(Environment.NewLine, reading.Errors.Select(error => $"{path}:{error}")));
        if (reading.Rig.Modem is { Virtual: not null, Line: VirtualLine.Terminal } && !OperatingSystem.IsLinux())
        {
            ReasonToSkip = $"The rig '{reading.Rig.Id}' needs pseudo-terminals, which are Linux's alone.";
            return;
        }

        _bench = new RigBench(reading.Rig);
        _runner = new ScenarioRunner(_bench, RunOptions.FromEnvironment());
    }

    /// <summary>Why there is no run; null when there is.</summary>
    public string? ReasonToSkip { get; private protected init; }

    internal async Task<ScenarioResult> RunAsync(string scenario, CancellationToken cancel)
    {
        var result = await _runner!.RunAsync(AllScenarios.List.Single(known => known.Id == scenario), cancel);
        _results[scenario] = result;
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bench is not null && !_results.IsEmpty) WriteReport(_bench);
        _bench?.Dispose();
        GC.SuppressFinalize(this);
    }

    private void WriteReport(RigBench bench)
    {
        var report = new RunReport
        {
            Rig = bench.Rig,
            Port = bench.Modem.Address.ToString(),
            Modem = bench.Seen,
            Results = [.. AllScenarios.List.Select(scenario => _results.GetValueOrDefault(scenario.Id)).OfType<ScenarioResult>()],
            Began = _began,
            OnAir = bench.Modem.Guard.OnAir(bench.Now),
        };

        // Each run on a chosen rig is kept; the runs of every build replace each other.
        string stamp = RigFiles.Chosen is null ? "" : _began.ToString("'-'yyyyMMdd'-'HHmmss", CultureInfo.InvariantCulture);
        string path = Path.Combine(Directory.CreateDirectory(RigFiles.ReportFolder).FullName, bench.Rig.Id + stamp);
        File.WriteAllText(path + ".md", MarkdownReport.Write(report));
        File.WriteAllText(path + ".xml", JUnitReport.Write(report));
    }
}
