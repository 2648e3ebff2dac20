using RadioNet.BaseStation.Modems;
using RadioNet.HilRigs.Tests.Bench;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Running;

/// <summary>What a scenario works with: the bench, what it measures and what it demands. What it opens is closed at its end.</summary>
internal sealed class ScenarioRun(RigBench bench, RunOptions options, CancellationToken cancel) : IDisposable
{
    /// <summary>Boards that restart on opening answer after 2 s and more.</summary>
    private static readonly TimeSpan _readyLimit = TimeSpan.FromSeconds(15);

    private readonly List<RigModem> _opened = [];
    private readonly List<BenchModem> _used = [bench.Modem];
    private readonly List<Figure> _figures = [];

    public RigBench Bench => bench;

    public Rig Rig => bench.Rig;

    public RunOptions Options => options;

    public CancellationToken Cancel => cancel;

    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>The modem under test, and whatever else was opened.</summary>
    public IEnumerable<BenchModem> Used => _used.Distinct();

    /// <summary>Writes a figure into the report.</summary>
    public void Note(string vi, string en, double value, string unit = "") => _figures.Add(new(new(vi, en), value, unit));

    /// <summary>Writes a time into the report.</summary>
    public void Note(string vi, string en, TimeSpan time) => Note(vi, en, Math.Round(time.TotalMilliseconds), "ms");

    /// <summary>Ends the scenario unless something holds.</summary>
    public void Require(bool holds, string vi, string en)
    {
        if (!holds) throw new ScenarioFailure(new(vi, en));
    }

    /// <summary>Opens a modem, the one under test by default, and waits until it works.</summary>
    public async Task<RigModem> OpenAsync(ModemSetup setup, ModemSessionOptions? times = null, BenchModem? which = null)
    {
        _used.Add(which ?? bench.Modem);
        var modem = bench.Open(_used[^1], setup, times);
        _opened.Add(modem);
        await RequireReadyAsync(modem, _readyLimit);
        if (which is null) bench.Seen = modem.Session.Modem;
        return modem;
    }

    /// <summary>Waits until a modem works.</summary>
    public async Task RequireReadyAsync(RigModem modem, TimeSpan limit)
    {
        bool isReady = await RigModem.UntilAsync(() => modem.IsReady, limit, cancel);
        var why = modem.Session.Condition.Cause?.Text;
        Require(
            isReady,
            $"Modem không sẵn sàng trong {limit.TotalSeconds:0.#} s. {why?.Vi}",
            $"The modem was not ready in {limit.TotalSeconds:0.#} s. {why?.En}");
    }

    /// <summary>Waits until something holds, and ends the scenario when it doesn't in time; returns how long it took.</summary>
    public async Task<TimeSpan> RequireSoonAsync(Func<bool> holds, TimeSpan limit, string vi, string en)
    {
        var start = bench.Now;
        Require(await RigModem.UntilAsync(holds, limit, cancel), vi, en);
        return bench.Now - start;
    }

    /// <summary>Waits until the rig's duty cycle lets a modem transmit for so long; ends the scenario when it never does.</summary>
    public async Task ReserveAsync(TimeSpan transmission, BenchModem? which = null)
    {
        var wait = (which ?? bench.Modem).Guard.WaitBefore(transmission, bench.Now);
        Require(
            wait is not null,
            $"Giàn không cho phát {transmission.TotalSeconds:0.#} s.",
            $"The rig's limits never allow a transmission of {transmission.TotalSeconds:0.#} s.");
        await Task.Delay(wait!.Value, cancel);
    }

    /// <summary>Ends the scenario when the product's code threw anything.</summary>
    public void RequireNoDefects()
    {
        foreach (var defect in _opened.SelectMany(modem => modem.Defects))
            throw new ScenarioFailure(LocalizedText.Same($"{defect.GetType().Name}: {defect.Message}"));
    }

    public void Dispose()
    {
        foreach (var modem in _opened) modem.Dispose();
    }
}
