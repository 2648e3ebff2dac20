using System.Numerics;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Tests.Air;

[Collection(nameof(Alone))]
public sealed class VirtualAirTests
{
    private const uint Channel = 416_000_000;

    [Fact]
    public void Bursts_for_which_there_is_no_room_on_the_air_are_counted()
    {
        var air = new VirtualAir();
        var antenna = air.Raise("flood", 1, 2);
        byte[] octets = new byte[BurstLayout.BurstOctets];
        for (int i = 0; i < 300; i++) antenna.Transmit(new AirBurst(TimeSpan.Zero, Timeslot.None, octets));
        Assert.Equal((300L, 44L), (air.Bursts, air.BurstsLost));
    }

    [Fact]
    public void The_bit_error_rate_is_5_percent_at_the_sensitivity_and_falls_with_the_level()
    {
        var receiver = new FourFsk(sensitivityDbm: -119);
        Assert.Equal(0.05, receiver.BitErrorRateAt(-119), 0.0002);
        double last = 0.376;
        for (double dbm = -140; dbm <= -100; dbm += 0.5)
        {
            double rate = receiver.BitErrorRateAt(dbm);
            Assert.True(rate < last, $"{rate} at {dbm} dBm is not less than {last}.");
            last = rate;
        }

        Assert.InRange(receiver.BitErrorRateAt(-140), 0.3, 0.375);
        Assert.InRange(receiver.BitErrorRateAt(-113), 0.0001, 0.002);
        Assert.InRange(receiver.BitErrorRateAt(-105), 0, 1e-7);
    }

    [Theory]
    [InlineData(-122)]
    [InlineData(-119)]
    [InlineData(-117)]
    [InlineData(-115)]
    public void Bits_are_wrong_as_often_as_the_formula_says(double dbm)
    {
        const int bursts = 400;
        var sink = Listen(new AirOptions(), dbm, bursts, out byte[] sent);
        long wrong = sink.Heard.Sum(burst => WrongBits(burst, sent));
        double expected = new FourFsk().BitErrorRateAt(dbm) * bursts * 264;
        Assert.Equal(bursts, sink.Heard.Count);
        Assert.InRange(wrong, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected));
        Assert.InRange(sink.Dbm[0], dbm - 0.1, dbm + 4); // the noise is in it
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_gives_others()
    {
        Assert.Equal(Bits(seed: 5), Bits(seed: 5));
        Assert.NotEqual(Bits(seed: 5), Bits(seed: 6));

        static IEnumerable<string> Bits(ulong seed) =>
            Listen(new AirOptions { Seed = seed, Fading = new(20) }, -117, 50, out _).Heard.Select(Convert.ToHexString).ToList();
    }

    [Fact]
    public void Fading_is_Rayleighs()
    {
        var fading = new Fading(DopplerHertz: 5);
        double[] gains = [.. Enumerable.Range(0, 40_000).Select(step => fading.GainAt(TimeSpan.FromMilliseconds(37 * (step / 100)), 77 + (ulong)(step % 100)))];
        Assert.InRange(gains.Average(), 0.95, 1.05);
        Assert.InRange(gains.Count(gain => gain < 0.1) / (double)gains.Length, 0.075, 0.115); // 1 − e^−0.1 = 0.095
        Assert.InRange(gains.Count(gain => gain > 2) / (double)gains.Length, 0.11, 0.16); // e^−2 = 0.135
        double rice = new Fading(5, DirectDecibels: 20).GainAt(TimeSpan.FromSeconds(3), 1);
        Assert.InRange(rice, 0.5, 1.6);
        Assert.Equal(fading.GainAt(TimeSpan.FromSeconds(1), 1), fading.GainAt(TimeSpan.FromSeconds(1.001), 1), 0.1); // it moves slowly
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(3, false)]
    [InlineData(12, true)]
    [InlineData(20, true)]
    public void Of_two_at_once_the_stronger_is_heard_when_it_is_strong_enough(double strongerBy, bool isHeard)
    {
        var bench = new AirBench();
        bench.Start();
        bench.Pass(TimeSpan.FromSeconds(1));
        var one = bench.Join(1, dbm: -90);
        var two = bench.Join(2, dbm: -90 - strongerBy);
        bench.Pass(TimeSpan.FromSeconds(1));
        foreach (var radio in (Handset[])[one, two]) radio.Press(radio.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(2))), bench.Now);
        bench.PassUntil(() => !one.IsKeyed && !two.IsKeyed);

        var sources = bench.Reports.Where(report => report.Control.HasDataSync && report.Control.DataType == DataType.VoiceHeader)
            .Select(report => FullLinkControl.TryReadHeader(Convert.FromHexString(report.Burst), out var call) ? call.Source.Value : 0).ToList();
        Assert.DoesNotContain(2u, sources);
        Assert.Equal(isHeard, sources.Contains(1u));
    }

    [Theory]
    [InlineData(-100, 1.0, 1.0)]
    [InlineData(-119, 0.3, 0.99)]
    [InlineData(-128, 0.0, 0.05)]
    public void What_the_modem_finds_of_a_call_goes_with_the_level(double dbm, double fewest, double most)
    {
        var bench = new AirBench { IsRepeating = false };
        bench.Start();
        bench.Pass(TimeSpan.FromSeconds(1));
        var radio = bench.Join(1, dbm: -80);
        bench.Pass(TimeSpan.FromSeconds(1));
        bench.Air.SetLevel(radio.Antenna, bench.Antenna, dbm);
        var sent = radio.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(20)));
        radio.Press(sent, bench.Now);
        bench.PassUntil(() => !radio.IsKeyed, mostSeconds: 30);
        double withSync = bench.Reports.Count(report => report.Rssi is not null) / (double)sent.Bursts.Count(burst => burst.Kind is Protocols.Homebrew.DmrdBurst.VoiceA or Protocols.Homebrew.DmrdBurst.VoiceHeader or Protocols.Homebrew.DmrdBurst.Terminator);
        Assert.InRange(withSync, fewest, most);
    }

    [Fact]
    public void A_burst_is_not_heard_on_another_frequency_nor_when_its_carrier_was_cut()
    {
        var air = new VirtualAir();
        var from = air.Raise("from", 1, Channel);
        var near = new Sink();
        var far = new Sink();
        air.Connect(air.Raise("near", Channel, 1), near);
        air.Connect(air.Raise("far", Channel + 12_500, 1), far);
        byte[] burst = new byte[BurstLayout.BurstOctets];
        from.Key(Emission.Bursts, TimeSpan.Zero);
        from.Transmit(new AirBurst(TimeSpan.Zero, Timeslot.One, burst));
        air.Advance(TimeSpan.FromMilliseconds(30));
        from.Transmit(new AirBurst(TimeSpan.FromMilliseconds(30), Timeslot.One, burst));
        from.Key(Emission.None, TimeSpan.FromMilliseconds(40));
        air.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Single(near.Heard);
        Assert.Empty(far.Heard);
    }

    [Fact]
    public void A_continuous_carrier_disturbs_what_is_not_much_stronger()
    {
        var air = new VirtualAir();
        var from = air.Raise("from", 1, Channel);
        var jammer = air.Raise("jammer", 1, Channel);
        var to = air.Raise("to", Channel, 1);
        var sink = new Sink();
        air.Connect(to, sink);
        air.SetLevel(jammer, to, -82);
        byte[] burst = new byte[BurstLayout.BurstOctets];
        from.Transmit(new AirBurst(TimeSpan.Zero, Timeslot.One, burst));
        air.Advance(TimeSpan.FromMilliseconds(60));
        jammer.Key(Emission.Tone, TimeSpan.FromMilliseconds(60));
        from.Transmit(new AirBurst(TimeSpan.FromMilliseconds(60), Timeslot.One, burst));
        air.Advance(TimeSpan.FromMilliseconds(120));
        Assert.Equal(0, WrongBits(sink.Heard[0], burst));
        Assert.InRange(WrongBits(sink.Heard[1], burst), 20, 120);
    }

    [Fact]
    public void A_burst_on_the_air_allocates_nothing()
    {
        var air = new VirtualAir(new AirOptions { Fading = new(2), LevelDbm = -118 });
        var from = air.Raise("from", 1, Channel);
        air.Connect(air.Raise("to", Channel, 1), new Counter());
        byte[] burst = new byte[BurstLayout.BurstOctets];
        Run(0);
        long before = Allocated.SoFar();
        Run(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int first)
        {
            for (int i = first; i < first + 100; i++)
            {
                var at = TimeSpan.FromMilliseconds(30 * i);
                air.Advance(at);
                from.Transmit(new AirBurst(at, Timeslot.One, burst));
            }
        }
    }

    private static Sink Listen(AirOptions options, double dbm, int bursts, out byte[] sent)
    {
        var air = new VirtualAir(options);
        var from = air.Raise("from", 1, Channel);
        var to = air.Raise("to", Channel, 1);
        var sink = new Sink();
        air.Connect(to, sink);
        air.SetLevel(from, to, dbm);
        sent = new byte[BurstLayout.BurstOctets];
        IdleBurst.Write(sent, new(1));
        for (int i = 0; i < bursts; i++)
        {
            var at = TimeSpan.FromMilliseconds(30 * i);
            air.Advance(at);
            from.Transmit(new AirBurst(at, Timeslot.One, sent));
        }

        air.Advance(TimeSpan.FromMilliseconds(30 * bursts));
        return sink;
    }

    private static int WrongBits(byte[] received, byte[] sent) => received.Zip(sent).Sum(pair => BitOperations.PopCount((uint)(pair.First ^ pair.Second)));

    private sealed class Sink : IAirStation
    {
        public List<byte[]> Heard { get; } = [];

        public List<double> Dbm { get; } = [];

        public TimeSpan NextDue => TimeSpan.MaxValue;

        public void Advance(TimeSpan now)
        {
        }

        public void OnBurst(in HeardBurst heard)
        {
            Heard.Add(heard.Burst.Octets.ToArray());
            Dbm.Add(heard.Dbm);
        }
    }

    private sealed class Counter : IAirStation
    {
        public int Count { get; private set; }

        public TimeSpan NextDue => TimeSpan.MaxValue;

        public void Advance(TimeSpan now)
        {
        }

        public void OnBurst(in HeardBurst heard) => Count++;
    }
}
