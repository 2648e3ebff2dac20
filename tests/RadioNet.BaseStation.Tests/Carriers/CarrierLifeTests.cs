using System.Diagnostics;
using System.Runtime.Versioning;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.BaseStation.Tests.Modems;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>A carrier before virtual modems that fail as modems do: it knows, it says so, and it is there again without a person.</summary>
[SupportedOSPlatform("linux")]
public sealed class CarrierLifeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("radionet-");

    public CarrierLifeTests() => CarrierBench.NeedsLinux();

    public static TheoryData<string> Boards => ["2026", "2021", "hs-dual", "hs"];

    private string Link => Path.Combine(_folder.FullName, "modem1");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Boards))]
    public void Every_board_is_made_ready_and_put_to_rest(string board)
    {
        var firmware = board switch
        {
            "2021" => FirmwareOptions.Mmdvm2021,
            "hs-dual" => FirmwareOptions.HsDualHat,
            "hs" => FirmwareOptions.HsHat,
            _ => FirmwareOptions.Mmdvm2026,
        };
        var setup = board == "hs" ? CarrierBench.Simplex : CarrierBench.Setup;
        using var modem = VirtualModem.AtTerminal(options: new() { Firmware = firmware });
        using (var bench = new CarrierBench(CarrierBench.PathOf(modem), setup))
        {
            bench.Ears.WaitFor(ModemPhase.Ready);
            Assert.Equal([ModemPhase.Ready], bench.Ears.Phases);
            Assert.Equal((ModemState.Dmr, setup.Modem.Configuration), modem.With((board, _) => (board.State, board.Configuration)));
            Assert.Equal(firmware.Description, bench.Carrier.Modem?.Description);
            Assert.Empty(bench.Ears.Alarms);
        }

        // It had the time to say that it rests.
        Assert.Equal(ModemState.Idle, modem.With((board, _) => board.State));
    }

    [Fact]
    public void A_modem_that_hangs_is_known_in_two_seconds_and_works_again_in_five_after_its_return()
    {
        using var modem = VirtualModem.AtTerminal(Link);
        using var bench = new CarrierBench(Link);
        bench.Ears.WaitFor(ModemPhase.Ready);
        var silence = TimeSpan.FromSeconds(2.5);
        long silent = Stopwatch.GetTimestamp();
        modem.FallSilent(silence);
        long lost = bench.Ears.WaitFor(ModemPhase.Lost);
        long ready = bench.Ears.WaitFor(ModemPhase.Ready, times: 2);

        Assert.InRange(CarrierBench.Seconds(silent, lost), 1, 2);
        Assert.InRange(CarrierBench.Seconds(silent, ready) - silence.TotalSeconds, -0.1, 5);
        Assert.Equal(ModemFaultKind.Silent, bench.Ears.Conditions.ElementAt(1).Condition.Cause?.Kind);
        Assert.Equal(1, bench.Carrier.Health.Losses);
        Assert.Equal(0, bench.Carrier.Figures.Faults);
    }

    [Fact]
    public void A_modem_that_is_unplugged_is_known_at_once_and_works_again_in_five_seconds_after_its_return()
    {
        using var modem = VirtualModem.AtTerminal(Link);
        using var bench = new CarrierBench(Link);
        bench.Ears.WaitFor(ModemPhase.Ready);
        long unplugged = Stopwatch.GetTimestamp();
        modem.Vanish();
        long lost = bench.Ears.WaitFor(ModemPhase.Lost);
        Thread.Sleep(1500);
        long plugged = Stopwatch.GetTimestamp();
        modem.ComeBack(Link);
        long ready = bench.Ears.WaitFor(ModemPhase.Ready, times: 2);

        Assert.InRange(CarrierBench.Seconds(unplugged, lost), 0, 1);
        Assert.InRange(CarrierBench.Seconds(plugged, ready), 0, 5);
        Assert.Contains(bench.Ears.Conditions, told => told.Condition.Cause?.Port == PortFaultKind.NotFound);
        Assert.Equal(2, bench.Carrier.Port.Openings);
    }

    [Fact]
    public void A_modem_that_restarts_is_configured_again_without_opening_its_port()
    {
        using var modem = VirtualModem.AtTerminal();
        using var bench = new CarrierBench(CarrierBench.PathOf(modem));
        bench.Ears.WaitFor(ModemPhase.Ready);
        long restarted = Stopwatch.GetTimestamp();
        modem.PowerCycle();
        long ready = bench.Ears.WaitFor(ModemPhase.Ready, times: 2);

        Assert.InRange(CarrierBench.Seconds(restarted, ready), 0, 2);
        Assert.NotNull(modem.With((board, _) => board.Configuration));
        Assert.Equal((1, 1), (bench.Carrier.Port.Openings, bench.Carrier.Health.Restarts));
        Assert.Equal(ModemAlarmKind.Restarted, Assert.Single(bench.Ears.Alarms).Kind);
    }

    [Fact]
    public void A_line_that_spoils_octets_costs_no_modem()
    {
        using var modem = VirtualModem.AtTerminal();
        using var bench = new CarrierBench(CarrierBench.PathOf(modem));
        bench.Ears.WaitFor(ModemPhase.Ready);
        modem.FaultsToHost = new LineFaults { FlipOctet = 0.002, DropOctet = 0.002, SplitFrame = 0.5 };
        modem.Flood(20_000);
        long statuses = bench.Carrier.Health.Statuses;
        CarrierEars.Wait(() => bench.Carrier.Health.Statuses > statuses + 8, "It answers no more.");

        Assert.Equal([ModemPhase.Ready], bench.Ears.Phases);
        Assert.True(bench.Carrier.Health.DiscardedOctets > 10_000);
        Assert.Equal(0, bench.Carrier.Figures.Faults);
    }

    [Fact]
    public void What_is_no_modem_is_lost_with_its_cause_and_costs_nothing()
    {
        using var bench = new CarrierBench(Link);
        bench.Ears.WaitFor(ModemPhase.Lost);
        Assert.Equal(PortFaultKind.NotFound, bench.Carrier.Condition.Cause?.Port);
        Thread.Sleep(1200);
        Assert.Single(bench.Ears.Conditions);
        Assert.InRange(bench.Carrier.Figures.Turns, 0, 100);
    }

    [Fact]
    public void Stopping_it_takes_less_than_a_second_when_the_modem_takes_nothing_more()
    {
        using var modem = new TerminalModem();
        var bench = new CarrierBench(modem.Path);
        bench.Ears.WaitFor(ModemPhase.Ready);
        modem.IsFrozen = true;
        var clock = Stopwatch.StartNew();
        bench.Dispose();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 1);
        Assert.Equal(ModemPhase.Stopped, bench.Carrier.Condition.Phase);
        Assert.Equal(PortState.Stopped, bench.Carrier.Port.State);
        bench.Dispose();
    }

    [Fact]
    public void Stopping_it_switches_a_transmitter_off_that_was_on()
    {
        using var modem = new TerminalModem();
        using (var bench = new CarrierBench(modem.Path))
        {
            bench.Ears.WaitFor(ModemPhase.Ready);
            modem.Say(SpurtBytes.Header);
            CarrierEars.Wait(() => modem.Heard.Contains(ModemBytes.StartOn), "It was never on.");
        }

        var heard = modem.Heard;
        Assert.Equal([ModemBytes.StartOff, ModemBytes.SetModeIdle], heard[^2..]);
    }

    [Fact]
    public async Task A_technician_sends_a_test_tone_and_the_end_of_maintenance_ends_it()
    {
        var maintenance = CarrierBench.Setup with { Modem = CarrierBench.Setup.Modem with { Maintenance = true } };
        using var modem = VirtualModem.AtTerminal();
        using var bench = new CarrierBench(CarrierBench.PathOf(modem));
        bench.Ears.WaitFor(ModemPhase.Ready);
        Assert.Equal(ModemAnswerKind.NotSent, (await bench.Carrier.RequestAsync(ModemBytes.Octets(ModemBytes.GetVersion))).Kind);

        bench.Carrier.Configure(maintenance);
        bench.Ears.WaitFor(ModemPhase.Maintenance);
        Assert.Equal(ModemAnswerKind.Acknowledged, (await bench.Carrier.RequestAsync(ModemBytes.Octets("E0040362"))).Kind);
        Assert.Equal(ModemAnswerKind.Acknowledged, (await bench.Carrier.RequestAsync(ModemBytes.Octets("E0040801"))).Kind);
        Assert.True(modem.Statistics.IsTransmitting);
        var version = await bench.Carrier.RequestAsync(ModemBytes.Octets(ModemBytes.GetVersion));
        Assert.True(ModemFrame.TryRead(version.Reply.Span, out var frame) && frame.Command == ModemCommand.GetVersion);

        bench.Carrier.Configure(CarrierBench.Setup);
        bench.Ears.WaitFor(ModemPhase.Ready, times: 2);
        CarrierEars.Wait(() => !modem.Statistics.IsTransmitting, "The tone goes on.");
        bench.Dispose();
        Assert.Equal(ModemAnswerKind.NotSent, (await bench.Carrier.RequestAsync(ModemBytes.Octets(ModemBytes.GetVersion))).Kind);
    }

    [Fact]
    public void An_idle_carrier_identifies_itself()
    {
        var setup = CarrierBench.Setup with { Identification = "RN1", Repeater = new RepeaterSettings { CwIdInterval = TimeSpan.FromSeconds(1) } };
        using var modem = VirtualModem.AtTerminal();
        using var bench = new CarrierBench(CarrierBench.PathOf(modem), setup);
        CarrierEars.Wait(() => bench.Carrier.Health.Identifications >= 1, "It never identified itself.");

        Assert.Contains(modem.OnAir.Carriers, span => span.Emission == RadioNet.Simulator.Air.Emission.Morse);
        Assert.Equal([ModemPhase.Ready], bench.Ears.Phases);
        CarrierEars.Wait(() => modem.With((board, _) => board.State) == ModemState.Dmr, "It is not back in the state DMR.");
    }

    [Fact]
    public void An_idle_carrier_wakes_for_its_modems_status_and_nothing_else_and_allocates_nothing()
    {
        using var modem = new TerminalModem();
        using var bench = new CarrierBench(modem.Path);
        bench.Ears.WaitFor(ModemPhase.Ready);
        Thread.Sleep(1000);
        var figures = bench.Carrier.Figures;
        var (turns, allocated, processor, statuses) = (figures.Turns, figures.AllocatedBytes, figures.ProcessorTime, bench.Carrier.Health.Statuses);
        Thread.Sleep(2000);

        statuses = bench.Carrier.Health.Statuses - statuses;
        Assert.InRange(statuses, 6, 9);
        Assert.InRange(figures.Turns - turns, statuses, (4 * statuses) + 4);
        Assert.Equal(0, figures.AllocatedBytes - allocated);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Idle: {(figures.ProcessorTime - processor).TotalMilliseconds / 20:0.00} % of a processor, {figures.Turns - turns} turns in 2 s.");
    }
}
