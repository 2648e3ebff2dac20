using System.Collections.Immutable;
using RadioNet.BaseStation.Ports;
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
    public async Task A_cut_that_the_modem_did_not_get_is_tried_again()
    {
        using var bench = new RigBench(RigReader.Read(Template).Rig!, (_, port) => new LossyPort(port, losses: 2));

        var result = await RunAsync(bench, async run =>
        {
            await KeyAsync(run);
            await run.RequireSoonAsync(() => !bench.Virtual!.Statistics.IsTransmitting, TimeSpan.FromSeconds(2.5), "còn bật", "still on");
        });

        Assert.Equal("The transmitter was on for 1 s, the longest that the rig allows: it was switched off.", result.Reason!.En);
        Assert.False(bench.Virtual!.Statistics.IsTransmitting);
    }

    [Fact]
    public async Task A_second_modem_that_was_left_on_is_switched_off_too()
    {
        int openings = 0;
        using VirtualModem modem = VirtualModem.AtTcp(), other = VirtualModem.AtTcp();
        string text = OfPort(modem).Replace(
            "[{ kind: dummy-load }]", $"[{{ kind: dummy-load }}, {{ kind: second-modem, port: '{other.Address}' }}]", StringComparison.Ordinal);
        using var bench = new RigBench(
            RigReader.Read(text).Rig!,
            (which, port) => which.Address == ModemPortAddress.Parse(other.Address) && openings++ == 0 ? new LossyPort(port, losses: int.MaxValue) : port);
        bool wasOn = false;

        // In a calibration the firmware's watchdog ends nothing.
        var result = await RunAsync(bench, async run =>
        {
            using var second = await run.OpenAsync(run.Bench.Setup(isMaintained: true), which: bench.Second);
            await second.ObeyAsync(run, "SET_MODE 1031 Hz", ModemRequests.Frame(ModemCommand.SetMode, (byte)ModemState.DmrSimplexCalibration1k));
            await second.ObeyAsync(run, "CAL_DATA 1", ModemRequests.Frame(ModemCommand.CalibrationData, 1));
            wasOn = await second.TransmitsAsync(run);
        });

        Assert.True(wasOn, result.Reason?.En);
        Assert.False(other.Statistics.IsTransmitting);
        Assert.False(bench.Second!.Guard.IsKeyed);
    }

    [Fact]
    public async Task What_one_scenario_broke_is_not_held_against_the_next()
    {
        using var bench = new RigBench(RigReader.Read(Template).Rig!);
        await RunAsync(bench, async run =>
        {
            await KeyAsync(run);
            await run.RequireSoonAsync(() => !bench.Virtual!.Statistics.IsTransmitting, TimeSpan.FromSeconds(2), "còn bật", "still on");
            throw new InvalidOperationException("broken");
        });

        var next = await RunAsync(bench, KeyAsync);

        Assert.Equal((Outcome.Passed, null), (next.Outcome, next.Reason?.En));
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
        string text = OfPort(modem).Replace("[handshake, keying]", "[handshake, configure]", StringComparison.Ordinal);
        using var bench = new RigBench(RigReader.Read(text).Rig!);
        var runner = new ScenarioRunner(bench, new RunOptions(IsFull: false, Soak: null));

        var result = await runner.RunAsync(new ConfigurationScenario(), TestContext.Current.CancellationToken);

        Assert.Equal((Outcome.Passed, null), (result.Outcome, result.Reason));
        Assert.Equal(28, result.Figures[0].Value);
        Assert.Equal("MMDVM 20260816 12.0000 MHz (virtual)", bench.Seen!.Description);
    }

    /// <summary>The rig of a modem that is behind a port of this machine.</summary>
    private static string OfPort(VirtualModem modem) => Template
        .Replace("virtual: mmdvm-2026", $"port: {modem.Address}", StringComparison.Ordinal)
        .Replace("line: tcp\n", "", StringComparison.Ordinal);

    private static async Task KeyAsync(ScenarioRun run)
    {
        var modem = await run.OpenAsync(run.Bench.Setup());
        await modem.SendAsync(ModemRequests.Frame(ModemCommand.DmrStart, 1));
        await run.RequireSoonAsync(() => run.Bench.Virtual!.Statistics.IsTransmitting, TimeSpan.FromSeconds(1), "không bật", "not on");
    }

    private static Task<ScenarioResult> RunAsync(RigBench bench, Func<ScenarioRun, Task> steps, CancellationToken? cancel = null) =>
        new ScenarioRunner(bench, new RunOptions(IsFull: false, Soak: null))
            .RunAsync(new Steps(steps), cancel ?? TestContext.Current.CancellationToken);

    /// <summary>A port on which the first orders to switch off a transmitter that was switched on are lost.</summary>
    private sealed class LossyPort(IModemPort inner, int losses) : IModemPort
    {
        private static readonly byte[][] _on = [ModemRequests.Frame(ModemCommand.DmrStart, 1), ModemRequests.Frame(ModemCommand.CalibrationData, 1)];

        private static readonly byte[][] _off =
        [
            ModemRequests.Frame(ModemCommand.DmrStart, 0),
            ModemRequests.Frame(ModemCommand.CalibrationData, 0),
            ModemRequests.Frame(ModemCommand.SetMode, (byte)ModemState.Idle),
        ];

        private bool _wasOn;
        private int _lost;

        public string Name => inner.Name;

        public PortRead Read(Span<byte> buffer, TimeSpan limit) => inner.Read(buffer, limit);

        public PortWrite Write(ReadOnlySpan<byte> bytes, TimeSpan limit)
        {
            _wasOn |= IsOneOf(_on, bytes);
            if (_wasOn && IsOneOf(_off, bytes) && _lost++ < losses) return new(bytes.Length);
            return inner.Write(bytes, limit);
        }

        public void Wake() => inner.Wake();

        public void Dispose() => inner.Dispose();

        private static bool IsOneOf(byte[][] orders, ReadOnlySpan<byte> bytes)
        {
            foreach (byte[] order in orders)
            {
                if (bytes.StartsWith(order)) return true;
            }

            return false;
        }
    }

    private sealed class Steps(Func<ScenarioRun, Task> steps) : IScenario
    {
        public string Id => "steps";

        public LocalizedText Title { get; } = LocalizedText.Same("Steps");

        public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Keying];

        public Task RunAsync(ScenarioRun run) => steps(run);
    }
}
