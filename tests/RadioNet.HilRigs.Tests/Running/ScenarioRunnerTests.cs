using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Bench;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Scenarios;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems;

namespace RadioNet.HilRigs.Tests.Running;

/// <summary>However a scenario ends, the transmitter is off; what a rig can't is skipped.</summary>
public sealed class ScenarioRunnerTests
{
    private const string Template = """
        id: test
        name: Test
        virtual: mmdvm-2026
        line: tcp
        attached: [{ kind: dummy-load }]
        abilities: [handshake, keying]
        radio: { receive: 416.0125 MHz, transmit: 421.0125 MHz }
        limits: { transmission: 1s, duty-cycle: 100 %, frequencies: [416.0125 MHz, 421.0125 MHz] }
        """;

    [Fact]
    public async Task A_scenario_that_throws_leaves_the_transmitter_off()
    {
        using var bench = new RigBench(RigReader.Read(Template).Rig!);

        var result = await RunAsync(bench, async run =>
        {
            await KeyAsync(run);
            throw new InvalidOperationException("broken");
        });

        Assert.Equal((Outcome.Failed, "InvalidOperationException: broken"), (result.Outcome, result.Reason!.En));
        Assert.False(bench.Virtual!.Statistics.IsTransmitting);
    }

    [Fact]
    public async Task A_scenario_that_is_broken_off_leaves_the_transmitter_off()
    {
        using var bench = new RigBench(RigReader.Read(Template).Rig!);
        using var cancel = new CancellationTokenSource();

        var result = await RunAsync(
            bench,
            async run =>
            {
                await KeyAsync(run);
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, run.Cancel);
            },
            cancel.Token);

        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.False(bench.Virtual!.Statistics.IsTransmitting);
    }

    [Fact]
    public async Task A_transmission_is_cut_at_the_rigs_limit_and_the_scenario_fails()
    {
        using var bench = new RigBench(RigReader.Read(Template).Rig!);
        bool wasOn = false, isOff = false;

        var result = await RunAsync(bench, async run =>
        {
            await KeyAsync(run);
            wasOn = bench.Virtual!.Statistics.IsTransmitting;
            await Task.Delay(TimeSpan.FromSeconds(1.3), run.Cancel);
            isOff = !bench.Virtual.Statistics.IsTransmitting;
        });

        Assert.True(wasOn);
        Assert.True(isOff);
        Assert.Equal("The transmitter was on for 1 s, the longest that the rig allows: it was switched off.", result.Reason!.En);
        Assert.True(bench.Virtual!.OnAir.Count(TimeSpan.FromHours(1)).OnAirSeconds < 1.3);
    }

    [Fact]
    public async Task A_scenario_that_the_rig_has_no_ability_for_is_skipped_with_its_reason()
    {
        using var bench = new RigBench(RigReader.Read(Template).Rig!);
        var runner = new ScenarioRunner(bench, new RunOptions(IsFull: false, Soak: null));

        var result = await runner.RunAsync(new ReplugScenario(), TestContext.Current.CancellationToken);

        Assert.Equal((Outcome.Skipped, "The rig 'test' lacks the ability 'replug'."), (result.Outcome, result.Reason!.En));
    }

    [Fact]
    public async Task A_modem_behind_a_port_of_this_machine_is_run_as_a_virtual_one_is()
    {
        using var modem = VirtualModem.AtTcp();
        string text = Template
            .Replace("virtual: mmdvm-2026", $"port: {modem.Address}", StringComparison.Ordinal)
            .Replace("line: tcp\n", "", StringComparison.Ordinal)
            .Replace("[handshake, keying]", "[handshake, configure]", StringComparison.Ordinal);
        using var bench = new RigBench(RigReader.Read(text).Rig!);
        var runner = new ScenarioRunner(bench, new RunOptions(IsFull: false, Soak: null));

        var result = await runner.RunAsync(new ConfigurationScenario(), TestContext.Current.CancellationToken);

        Assert.Equal((Outcome.Passed, null), (result.Outcome, result.Reason));
        Assert.Equal(28, result.Figures[0].Value);
        Assert.Equal("MMDVM 20260816 12.0000 MHz (virtual)", bench.Seen!.Description);
    }

    private static async Task KeyAsync(ScenarioRun run)
    {
        var modem = await run.OpenAsync(run.Bench.Setup());
        await modem.SendAsync(ModemRequests.Frame(ModemCommand.DmrStart, 1));
        await run.RequireSoonAsync(() => run.Bench.Virtual!.Statistics.IsTransmitting, TimeSpan.FromSeconds(1), "không bật", "not on");
    }

    private static Task<ScenarioResult> RunAsync(RigBench bench, Func<ScenarioRun, Task> steps, CancellationToken? cancel = null) =>
        new ScenarioRunner(bench, new RunOptions(IsFull: false, Soak: null))
            .RunAsync(new Steps(steps), cancel ?? TestContext.Current.CancellationToken);

    private sealed class Steps(Func<ScenarioRun, Task> steps) : IScenario
    {
        public string Id => "steps";

        public LocalizedText Title { get; } = LocalizedText.Same("Steps");

        public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Keying];

        public Task RunAsync(ScenarioRun run) => steps(run);
    }
}
