using System.Diagnostics;
using System.Runtime.Versioning;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Repeater;
using RadioNet.BaseStation.Tests.Fallback;
using RadioNet.BaseStation.Tests.Modems;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;
using RadioNet.Simulator.Modems;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>Bursts from a modem's octets to the network and back, on real pseudo-terminals, and what another carrier's modem does to them.</summary>
[SupportedOSPlatform("linux")]
public sealed class CarrierVoiceTests
{
    private static readonly TimeSpan _spacing = TimeSpan.FromMilliseconds(5);

    public CarrierVoiceTests() => CarrierBench.NeedsLinux();

    [Fact]
    public void A_radios_bursts_reach_the_network_in_order_and_without_an_allocation()
    {
        using var modem = new TerminalModem();
        using var bench = new CarrierBench(modem.Path);
        bench.Ears.WaitFor(ModemPhase.Ready);
        bench.Carrier.PostLinkState(isUp: true);
        Talk(modem, bench, 48); // until all code has run, the end's too
        CarrierEars.Wait(() => bench.Ears.Events.Any(said => said.Kind == RepeaterEventKind.SpurtEnded), "It does not end.");
        Thread.Sleep(100);
        long allocated = bench.Carrier.Figures.AllocatedBytes;
        int before = bench.Ears.Bursts;
        var sent = Talk(modem, bench, 384);

        Assert.Equal(sent.Count, bench.Ears.Bursts - before);

        // Less than an octet a burst: when the runtime compiles code anew, it may make a thread, which counts here.
        Assert.InRange(bench.Carrier.Figures.AllocatedBytes - allocated, 0, sent.Count);
        Assert.All(Enumerable.Range(before, sent.Count), burst => Assert.Equal((Timeslot.Two, 1u, 9u), Addresses(bench.Ears[burst].Head)));
        Assert.Equal(bench.Ears.Bursts, bench.Carrier.Figures.ToNetwork.Count);
        Assert.Equal(0, bench.Carrier.Figures.Faults);
        Report(bench, [.. sent.Select((at, index) => Stopwatch.GetElapsedTime(at, bench.Ears[before + index].At).TotalMicroseconds)]);
    }

    [Fact]
    public void The_networks_bursts_reach_the_modem_and_leave_its_transmitter_on_for_the_hang_time()
    {
        using var modem = new TerminalModem();
        using var bench = new CarrierBench(modem.Path);
        bench.Ears.WaitFor(ModemPhase.Ready);
        bench.Carrier.PostLinkState(isUp: true);
        Talk(modem, bench, 12);
        int bursts = bench.Ears.Bursts;
        for (int burst = 0; burst < bursts; burst++)
        {
            var head = bench.Ears[burst].Head with { Slot = Timeslot.One };
            Assert.True(bench.Carrier.PostBurst(head, 77, (uint)burst * VoiceLinkPacket.TicksPerBurst, BurstOf(burst, bursts)));
            Thread.Sleep(_spacing);
        }

        CarrierEars.Wait(() => modem.Heard.Count(frame => frame.StartsWith("E02518", StringComparison.Ordinal)) >= bursts, "The modem did not get the network's bursts.");
        Assert.Contains(bench.Ears.Events, said => said is { Kind: RepeaterEventKind.DownlinkStarted, Slot: Timeslot.One, Source.Value: 1, Target: 9 });
        Assert.Contains(ModemBytes.StartOn, modem.Heard);
        Assert.Equal(bursts, bench.Carrier.Figures.ToSlot.Count);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Network to slot queue: p50 {bench.Carrier.Figures.ToSlot.Percentile(0.5)} µs, p99 {bench.Carrier.Figures.ToSlot.Percentile(0.99)} µs.");
    }

    [Fact]
    public void A_spurt_that_runs_when_the_modem_is_unplugged_is_ended()
    {
        using var modem = new TerminalModem();
        using var bench = new CarrierBench(modem.Path);
        bench.Ears.WaitFor(ModemPhase.Ready);
        bench.Carrier.PostLinkState(isUp: true);
        modem.Say(SpurtBytes.Header);
        for (int burst = 0; burst < 6; burst++) modem.Say(SpurtBytes.Voice(burst));
        CarrierEars.Wait(() => bench.Ears.Events.Any(said => said.Kind == RepeaterEventKind.SpurtStarted), "No spurt.");
        modem.Unplug();
        CarrierEars.Wait(() => bench.Ears.Events.Any(said => said is { Kind: RepeaterEventKind.SpurtEnded, Why: SpurtEnd.ModemGone }), "It goes on.");
    }

    [Theory]
    [InlineData("unplugged")]
    [InlineData("frozen")]
    [InlineData("babbling")]
    [InlineData("restarting")]
    public void What_one_carriers_modem_does_the_other_does_not_notice(string trouble)
    {
        // By a name of its own: a number that an unplugged modem gave back may be the next one's.
        using var folder = new TempFolder();
        using var troubled = VirtualModem.AtTerminal(Path.Combine(folder.Path, "modem"));
        using var modem = new TerminalModem();
        using var other = new CarrierBench(CarrierBench.PathOf(troubled));
        using var bench = new CarrierBench(modem.Path);
        other.Ears.WaitFor(ModemPhase.Ready);
        bench.Ears.WaitFor(ModemPhase.Ready);
        bench.Carrier.PostLinkState(isUp: true);
        var calm = Talk(modem, bench, 96);
        var making = new Thread(() => Trouble(troubled, trouble));
        making.Start();
        var sent = Talk(modem, bench, 384);
        making.Join();

        Assert.Equal(calm.Count + sent.Count, bench.Ears.Bursts);
        Assert.Equal([ModemPhase.Ready], bench.Ears.Phases);
        Assert.Empty(bench.Ears.Alarms);
        if (trouble == "babbling") Assert.InRange(other.Carrier.Health.DiscardedOctets, 1, long.MaxValue);
        else other.Ears.WaitFor(ModemPhase.Lost);
        Report(bench, [.. sent.Select((at, index) => Stopwatch.GetElapsedTime(at, bench.Ears[calm.Count + index].At).TotalMicroseconds)]);
    }

    private static void Trouble(VirtualModem modem, string trouble)
    {
        switch (trouble)
        {
            case "unplugged":
                modem.Vanish();
                break;
            case "frozen":
                modem.FallSilent(TimeSpan.FromSeconds(10));
                break;
            case "babbling":
                for (int time = 0; time < 15; time++)
                {
                    modem.Flood(4000);
                    Thread.Sleep(100);
                }

                break;
            default:
                modem.PowerCycle();
                break;
        }
    }

    private static (Timeslot, uint, uint) Addresses(LinkBurst head) => (head.Slot, head.Source.Value, head.Target);

    /// <summary>Lets a radio talk, quicker than on the air, and returns when each burst left the modem.</summary>
    private static List<long> Talk(TerminalModem modem, CarrierBench bench, int voiceBursts)
    {
        List<long> sent = [];
        int before = bench.Ears.Bursts;
        Say(SpurtBytes.Header);
        for (int burst = 0; burst < voiceBursts; burst++) Say(SpurtBytes.Voice(burst));
        Say(SpurtBytes.Terminator);
        CarrierEars.Wait(() => bench.Ears.Bursts - before >= sent.Count, "Bursts are lost.");
        return sent;

        void Say(byte[] frame)
        {
            sent.Add(Stopwatch.GetTimestamp());
            modem.Say(frame);
            Thread.Sleep(_spacing);
        }
    }

    private static ReadOnlySpan<byte> BurstOf(int index, int count)
    {
        var frame = index == 0 ? SpurtBytes.Header : index == count - 1 ? SpurtBytes.Terminator : SpurtBytes.Voice(index - 1);
        return frame.AsSpan(4, 33);
    }

    private static void Report(CarrierBench bench, List<double> microseconds)
    {
        microseconds.Sort();
        var inside = bench.Carrier.Figures.ToNetwork;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Modem's write to hand-over: p50 {microseconds[microseconds.Count / 2]:0} µs, p99 {microseconds[(int)(microseconds.Count * 0.99)]:0} µs; "
            + $"from read: p50 {inside.Percentile(0.5)} µs, p99 {inside.Percentile(0.99)} µs.");
    }
}
