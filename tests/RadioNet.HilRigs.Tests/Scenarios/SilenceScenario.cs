using System.Collections.Immutable;
using RadioNet.BaseStation.Modems;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>A modem that says nothing for a long time is given up, sought without end, and serves again when it speaks.</summary>
internal sealed class SilenceScenario : IScenario
{
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _full = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _missed = TimeSpan.FromSeconds(3);

    public string Id => "silence";

    public LocalizedText Title { get; } = new("Modem im lặng rồi trở lại", "Silence and return");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake];

    public async Task RunAsync(ScenarioRun run)
    {
        var trouble = run.Bench.Modem.Trouble;
        var silence = run.Options.IsFull ? _full : _short;
        var modem = await run.OpenAsync(run.Bench.Setup());
        var start = run.Bench.Now;
        trouble.IsSilent = true;
        var missed = await run.RequireSoonAsync(
            () => modem.Session.Condition.Phase == ModemPhase.Lost,
            _missed,
            "Modem im lặng mà không ai nhận ra.",
            "The modem is silent, and nobody misses it.");
        run.Note("Im lặng", "Silence", silence);
        run.Note("Từ lúc im lặng đến khi nhận ra", "From the silence to missing it", missed);
        await Task.Delay(silence - (run.Bench.Now - start), run.Cancel);
        run.Require(!modem.IsReady, "Modem im lặng mà vẫn 'sẵn sàng'.", "The modem is silent, and counts as ready.");

        trouble.IsSilent = false;
        start = run.Bench.Now;
        await run.RequireReadyAsync(modem, ReplugScenario.ServiceLimit);
        run.Note("Từ lúc trở lại đến khi phục vụ", "From its return to service", run.Bench.Now - start);
        run.Note("Số lần mở cổng", "Openings of the port", modem.Port.Openings);
    }
}
