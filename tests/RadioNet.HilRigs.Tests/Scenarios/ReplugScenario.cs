using System.Collections.Immutable;
using RadioNet.BaseStation.Modems;
using RadioNet.HilRigs.Tests.Bench;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>A modem that is unplugged is missed, and found again when it is plugged in.</summary>
internal sealed class ReplugScenario : IScenario
{
    /// <summary>From a modem's being there to its service.</summary>
    public static readonly TimeSpan ServiceLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _missed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _person = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _away = TimeSpan.FromSeconds(1.5);

    public string Id => "replug";

    public LocalizedText Title { get; } = new("Rút ra và cắm lại", "Unplug and replug");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake, RigAbility.Replug];

    public LocalizedText? ReasonToSkip(Rig rig, RunOptions options) =>
        rig.Replug!.How != ReplugWay.Manual || Operator.IsThere ? null : Operator.Missing;

    public async Task RunAsync(ScenarioRun run)
    {
        var patience = run.Rig.Replug!.How == ReplugWay.Manual ? _person : TimeSpan.Zero;
        var modem = await run.OpenAsync(run.Bench.Setup());
        var before = modem.Session.Modem;

        await run.Bench.UnplugAsync(run.Cancel);
        var missed = await run.RequireSoonAsync(
            () => modem.Session.Condition.Phase == ModemPhase.Lost,
            _missed + patience,
            "Rút modem mà không ai nhận ra.",
            "The modem is gone, and nobody misses it.");
        run.Note("Từ lúc rút đến khi nhận ra", "From unplugging to missing it", missed);
        await Task.Delay(_away, run.Cancel);
        run.Require(!modem.IsReady, "Modem vắng mà vẫn 'sẵn sàng'.", "The modem is away, and counts as ready.");

        await run.Bench.PlugInAsync(run.Cancel);
        await RigModem.UntilAsync(run.Bench.IsPluggedIn, patience, run.Cancel);
        var start = run.Bench.Now;
        await run.RequireReadyAsync(modem, ServiceLimit);
        run.Note("Từ lúc cắm lại đến khi phục vụ", "From plugging in to service", run.Bench.Now - start);
        run.Note("Số lần mở cổng", "Openings of the port", modem.Port.Openings);
        run.Require(modem.Session.Modem == before, "Modem khác trả lời.", "Another modem answers.");
    }
}
