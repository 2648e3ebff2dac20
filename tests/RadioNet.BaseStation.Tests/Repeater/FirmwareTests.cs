using CsCheck;
using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Radios;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>On firmware that knows nothing of this repeater, among handsets that wake it, talk and listen.</summary>
public sealed class FirmwareTests
{
    private static readonly ColorCode One = new(1);

    [Theory]
    [InlineData(Timeslot.One)]
    [InlineData(Timeslot.Two)]
    public void A_handset_wakes_it_and_another_hears_the_call_whole_from_it(Timeslot slot)
    {
        var bench = new FirmwareBench(new RepeaterSettings());
        var talker = bench.Join(4520001, slot, 1001);
        var heard = new List<HeardCall>();
        bench.Join(4520002, slot, 1001).CallHeard += heard.Add;
        var call = talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(4)));
        talker.Press(call, bench.Now);
        bench.Run(7000);
        Assert.InRange(Delay(), 400, 800); // the modem's waking is in it
        talker.Press(call, bench.Now);
        bench.Run(12_000);
        Assert.InRange(Delay(), 150, 320);

        Assert.Equal(HandsetTransmissionState.Sent, talker.Last!.State);
        Assert.Equal(2, heard.Count);
        Assert.All(heard, whole => Assert.True(whole.IsWhole));
        Assert.All(heard, whole => Assert.Equal(call.VoiceDigest, whole.VoiceDigest));
        Assert.Empty(bench.Modem.OnAir.Faults);
        Assert.Single(bench.Events, said => said.Kind == RepeaterEventKind.WokenUp);
        Assert.All(
            bench.Events.Where(said => said.Kind == RepeaterEventKind.SpurtEnded),
            ended => Assert.Equal((SpurtEnd.Terminated, 0, 0), (ended.Why, ended.Reception.Lost, ended.Reception.BitErrors)));
        Assert.Equal(2 * call.Bursts.Length, bench.ToNetwork.Count);
        Assert.False(bench.Modem.IsTransmitting);

        // From the air to the air, as the handset that listens has it: what is kept in the modem, and the headers.
        double Delay() => (heard[^1].LastBurst - talker.Last!.EndedAt!.Value).TotalMilliseconds;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_call_of_the_node_is_heard_whole(bool duplex)
    {
        var bench = new FirmwareBench(new RepeaterSettings { Duplex = duplex });
        var heard = new List<HeardCall>();
        bench.Join(4520002, Timeslot.Two, 1001).CallHeard += heard.Add;
        var random = new Random(3);
        bench.In(1000, () => bench.ReceiveCall(Timeslot.Two, new Air(Air.Group(), One), stream: 1, voice: 60, delay: place => place == 0 ? 0 : random.NextDouble() * 110));
        bench.Run(10_000);

        Assert.Empty(bench.Modem.OnAir.Faults);
        var whole = Assert.Single(heard);
        Assert.True(whole.IsWhole);
        Assert.Equal(60, whole.VoiceBursts);
        Assert.Equal((1, 1L), (bench.Modem.OnAir.Transmissions.Count, bench.Modem.OnAir.Count(bench.Now).WholeTransmissions));
        Assert.False(bench.Modem.IsTransmitting);
    }

    [Fact]
    public void A_host_that_is_80_ms_late_is_not_heard()
    {
        var bench = new FirmwareBench(new RepeaterSettings()) { Lateness = () => TimeSpan.FromMilliseconds(80) };
        bench.ReceiveCall(Timeslot.One, new Air(Air.Group(), One), stream: 1, voice: 120);
        bench.Run(12_000);
        Assert.Empty(bench.Modem.OnAir.Faults);
        Assert.Equal(120, Assert.Single(bench.Modem.OnAir.Transmissions).VoiceBursts);
    }

    [Fact]
    public void Whatever_handsets_and_node_do_each_transmission_is_whole() =>
        Gen.Select(
            Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))), Gen.Int[2, 6], Gen.Int[0, 9999],
            Gen.Select(Gen.Bool, Gen.Double[0, 8000], Gen.Int[0, 1], Gen.Int[1, 40], Gen.Int[0, 3]).Array[1, 10]).Sample(
            (duplex, queued, seed, calls) =>
            {
                var random = new Random(seed);
                var bench = new FirmwareBench(new RepeaterSettings { Duplex = duplex, Queued = queued, TransmitHang = TimeSpan.FromMilliseconds(seed % 2500) })
                {
                    Lateness = () => TimeSpan.FromMilliseconds(random.NextDouble() * 20),
                };
                Handset[] handsets = [bench.Join(11, Timeslot.One, 1001), bench.Join(12, Timeslot.Two, 1001)];
                uint streams = 0;
                foreach (var (fromRadio, at, index, length, kind) in calls.OrderBy(call => call.Item2))
                {
                    var slot = duplex && index == 0 ? Timeslot.One : Timeslot.Two;
                    bench.In(at, () =>
                    {
                        if (!fromRadio)
                            bench.ReceiveCall(slot, new Air(Air.Group(), One), streams++, length, _ => random.NextDouble() * 100 * kind, _ => kind == 3 && random.Next(10) == 0);
                        else if (!handsets[index].IsKeyed)
                            handsets[index].Press(Call(handsets[index], length, kind), bench.Now);
                    });
                }

                bench.Run(22_000);
                Assert.True(bench.Modem.OnAir.Faults.Count == 0, string.Join('\n', bench.Modem.OnAir.Faults));
                Assert.All(bench.Modem.OnAir.Transmissions, transmission => Assert.True(transmission.IsWhole, $"{transmission}"));
                Assert.Equal(0, bench.Repeater.Counters.Refused);
                Assert.Equal(0, bench.Repeater.Counters.Underruns);
                Assert.False(bench.Modem.IsTransmitting);
            },
            iter: 100, threads: 1);

    private static Transmission Call(Handset handset, int length, int kind)
    {
        var call = handset.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(60 * length)));
        return kind switch
        {
            1 => call.WithoutHeader(),
            2 => call.WithoutTerminator(),
            3 => call.From(5),
            _ => call,
        };
    }
}
