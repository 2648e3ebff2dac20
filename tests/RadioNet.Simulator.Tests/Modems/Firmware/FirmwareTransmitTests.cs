using Microsoft.Extensions.Time.Testing;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems.Firmware;
using static RadioNet.Simulator.Tests.Modems.Firmware.FirmwareBench;

namespace RadioNet.Simulator.Tests.Modems.Firmware;

[Collection(nameof(Alone))]
public sealed class FirmwareTransmitTests
{
    private readonly FirmwareBench _bench = new();

    private OnAirLog OnAir => _bench.Modem.OnAir;

    [Fact]
    public void A_started_transmitter_sends_a_burst_each_30_ms_and_what_waits_after_600_ms()
    {
        Start();
        var call = Downlink.Call();
        foreach (byte[] burst in call)
        {
            _bench.SendBurst(Timeslot.One, burst);
            _bench.SendBurst(Timeslot.Two, burst);
        }

        var start = _bench.Now;
        _bench.Pass(1500);

        var bursts = OnAir.Bursts;
        for (int i = 0; i < bursts.Count; i++)
        {
            Assert.Equal(start + i * TimeSpan.FromMilliseconds(30), bursts[i].Start);
            Assert.Equal(i % 2 == 0 ? Timeslot.One : Timeslot.Two, bursts[i].Slot);
            Assert.Equal(i > 0, bursts[i].Burst.CachBits is not null);
        }

        Assert.All(bursts.Take(20), burst => Assert.Equal(DmrdBurst.Idle, burst.Kind));
        Assert.Equal(start + TimeSpan.FromMilliseconds(600), OnAir.BurstsOf(Timeslot.One).First(IsVoice).Start);
        Assert.Equal(start + TimeSpan.FromMilliseconds(630), OnAir.BurstsOf(Timeslot.Two).First(IsVoice).Start);
        Assert.Equal(2, OnAir.Transmissions.Count);
        Assert.All(OnAir.Transmissions, transmission => Assert.True(transmission.IsWhole));
        Assert.Equal(call.Select(Convert.ToHexString), OnAir.BurstsOf(Timeslot.Two).Where(burst => burst.Kind != DmrdBurst.Idle)
            .Select(burst => Hex(burst.Burst.Octets)));
        Assert.Empty(OnAir.Faults);
    }

    [Fact]
    public void The_CACH_says_what_the_host_said_while_something_waits_and_nothing_otherwise()
    {
        Start();
        _bench.Pass(600);
        Assert.Equal(new ShortLinkControl(Slco.Null, 0), OnAir.ShortLc);
        _bench.Send("E0 0C 1C 33 3A A0 30 00 55 A6 5F 50");
        foreach (byte[] burst in Downlink.Call()) _bench.SendBurst(Timeslot.Two, burst);
        _bench.Pass(400);

        Assert.True(ActivityUpdate.TryRead(OnAir.ShortLc!.Value, out var activity));
        Assert.Equal(ActivityUpdate.HashOf(9), activity.Hash2);
        _bench.Pass(400);
        Assert.Equal(new ShortLinkControl(Slco.Null, 0), OnAir.ShortLc);
        Assert.Empty(OnAir.Faults);
        var counts = OnAir.Count(_bench.Now);
        Assert.InRange(counts.ShortLcs, counts.Cachs / 4 - 1, counts.Cachs / 4);
    }

    [Fact]
    public void A_queue_that_runs_dry_in_a_call_is_an_underrun_and_where_and_when_is_told()
    {
        Start();
        var call = Downlink.Call(superframes: 2);
        foreach (byte[] burst in call[..4]) _bench.SendBurst(Timeslot.Two, burst);
        _bench.Pass(1000);
        foreach (byte[] burst in call[4..]) _bench.SendBurst(Timeslot.Two, burst);
        _bench.Pass(1000);

        var transmission = Assert.Single(OnAir.Transmissions);
        Assert.InRange(transmission.Underruns, 2, 4);
        Assert.Equal(transmission.Underruns, transmission.Faults);
        Assert.False(transmission.IsWhole);
        Assert.Equal(12, transmission.VoiceBursts);
        Assert.All(OnAir.Faults, fault => Assert.Equal((OnAirFault.Underrun, Timeslot.Two), (fault.Fault, fault.Slot)));
        Assert.Equal(transmission.Underruns, OnAir.Count(_bench.Now).Underruns);
    }

    [Fact]
    public void Wrong_bursts_are_found_on_the_air()
    {
        Start();
        var call = Downlink.Call();
        byte[] withRadiosSync = [.. call[1]];
        Sync.Write(withRadiosSync, SyncPattern.MobileVoice);
        byte[][] wrong =
        [
            call[0], withRadiosSync, call[2], call[5], // E after B
            Downlink.Call(colorCode: 7)[0],
            Downlink.Call(group: 9)[7],
        ];
        foreach (byte[] burst in wrong) _bench.SendBurst(Timeslot.One, burst);
        _bench.Pass(1200);

        var faults = OnAir.Faults.Select(fault => fault.Fault).ToHashSet();
        Assert.Superset(
            new HashSet<OnAirFault>
            {
                OnAirFault.WrongSync, OnAirFault.OutOfOrder, OnAirFault.NoTerminator, OnAirFault.WrongColorCode, OnAirFault.OtherCall,
            },
            faults);
        Assert.Equal(2, OnAir.Transmissions.Count);
        Assert.All(OnAir.Transmissions, transmission => Assert.False(transmission.IsWhole));
    }

    [Fact]
    public void Abort_throws_away_what_waits_when_the_next_burst_comes_in_time()
    {
        Start();
        _bench.Pass(700);
        var old = Downlink.Call(group: 7);
        var next = Downlink.Call(group: 8);
        foreach (byte[] burst in old) _bench.SendBurst(Timeslot.Two, burst);
        _bench.Send("E0 04 1E 02");
        var aborted = _bench.Now;
        foreach (byte[] burst in next) _bench.SendBurst(Timeslot.Two, burst);
        _bench.Pass(1200);

        var transmission = Assert.Single(OnAir.Transmissions);
        Assert.Equal(8u, transmission.Call!.Value.Target);
        Assert.True(transmission.IsWhole);
        Assert.True(transmission.Start - aborted >= ModemTimers.DmrAbort, $"It began {transmission.Start - aborted} after the abort.");
    }

    [Fact]
    public void The_transmitter_runs_on_for_20_ms_and_a_start_in_that_time_is_ignored()
    {
        Start();
        _bench.Pass(1000);
        _bench.Send("E0 04 1D 00");
        var stopped = _bench.Now;
        _bench.Pass(10);
        Assert.True(_bench.Modem.IsTransmitting);
        Assert.Equal("", _bench.Send("E0 04 1D 01"));
        _bench.Pass(15);
        Assert.False(_bench.Modem.IsTransmitting);
        Assert.InRange((OnAir.Carriers[^1].End!.Value - stopped).TotalMilliseconds, 0, 20);
        _bench.Pass(200);
        Assert.False(_bench.Modem.IsTransmitting);
        _bench.Send("E0 04 1D 01");
        Assert.True(_bench.Modem.IsTransmitting);
    }

    [Fact]
    public void A_burst_in_idle_begins_DMR_and_the_transmitter()
    {
        _bench.Send(_bench.Duplex);
        Assert.Equal("", _bench.SendBurst(Timeslot.One, Idle()));
        Assert.Equal(ModemState.Dmr, _bench.Modem.State);
        Assert.True(_bench.Modem.IsTransmitting);
    }

    [Fact]
    public void A_host_that_does_not_ask_for_the_status_finds_the_modem_idle_and_off_the_air()
    {
        var time = new FakeTimeProvider();
        var live = new LiveAir(time: time);
        var modem = live.Do((air, now) =>
        {
            var antenna = air.Raise("modem", 416_012_500, 421_012_500, isFullDuplex: true);
            var made = new ModemFirmware(FirmwareOptions.Mmdvm2026, antenna, now);
            air.Connect(antenna, made);
            made.FromHost(Convert.FromHexString(Frame(DuplexDebug)), now);
            made.FromHost([0xE0, 4, 3, 2, 0xE0, 4, 0x1D, 1, 0xE0, 0x25, 0x1A, 0, 0x53], now); // and half a burst
            return made;
        });
        time.Advance(TimeSpan.FromMilliseconds(1999));
        live.Do((_, _) => Assert.True(modem.IsTransmitting));
        time.Advance(TimeSpan.FromMilliseconds(25));
        live.Do((_, now) =>
        {
            Assert.False(modem.IsTransmitting);
            Assert.Equal(ModemState.Idle, modem.State);
            Assert.Equal(1, modem.Counts.Watchdogs);
            byte[] reply = new byte[255];
            while (modem.ToHost(reply) > 0)
            {
            }

            modem.FromHost([0xE0, 3, 1], now); // the half frame is forgotten
            Assert.Equal(20, modem.ToHost(reply));
        });
    }

    [Theory]
    [InlineData("E0 01")]
    [InlineData("E0 02 77")]
    public void A_length_below_3_makes_it_deaf_until_the_watchdog(string octets)
    {
        _bench.Send(_bench.Duplex);
        Assert.Equal("", _bench.Send(octets));
        Assert.Equal("", _bench.Send("E0 03 01 E0 03 01"));
        _bench.Pass(1900, asksStatus: false);
        Assert.Equal("", _bench.Send("E0 03 01"));
        _bench.Pass(150, asksStatus: false);
        Assert.StartsWith("E01401", _bench.Send("E0 03 01"), StringComparison.Ordinal);
    }

    [Fact]
    public void Overflows_are_told_once()
    {
        _bench.Modem.Raise(ModemStatusFlags.AdcOverflow);
        Assert.Equal("02", _bench.Send("E0 03 01").Substring(8, 2));
        Assert.Equal("00", _bench.Send("E0 03 01").Substring(8, 2));
    }

    [Fact]
    public void The_carrier_detect_input_locks_the_modem_out_when_configured_so()
    {
        _bench.Send("E0 28 02 20" + Simplex[11..].Replace("80 02 00", "02 00", StringComparison.Ordinal));
        _bench.Send("E0 04 03 02");
        _bench.Modem.SetCarrierDetect(isDetected: true, _bench.Now);
        _bench.Send("E0 04 1D 01");
        Assert.False(_bench.Modem.IsTransmitting);
        Assert.Equal("10", _bench.Send("E0 03 01").Substring(8, 2));
    }

    [Fact]
    public void A_trunked_site_fills_with_Aloha_and_empty_terminators_and_keeps_its_short_LC()
    {
        _bench.Send(_bench.Duplex.Replace("05 05 00 00 00 01", "05 05 00 00 80 01", StringComparison.Ordinal));
        byte[] aloha = new byte[BurstLayout.BurstOctets];
        RadioNet.Protocols.Dmr.Control.Csbk.Create(0x19, FeatureSetId.Standard, 0x1234).WriteBurst(aloha, new(9));
        Span<byte> frame = stackalloc byte[DmrAloha.Length];
        DmrAloha.Write(frame, aloha);
        Assert.Equal("", _bench.Send(frame));
        _bench.Send("E0 0C 1C 33 3A A0 30 00 55 A6 5F 50");
        _bench.Send("E0 04 03 02");
        _bench.Send("E0 04 1D 01");
        _bench.Pass(500);

        Assert.All(OnAir.BurstsOf(Timeslot.One), burst => Assert.Equal(DmrdBurst.Csbk, burst.Kind));
        Assert.All(OnAir.BurstsOf(Timeslot.Two), burst => Assert.Equal(DmrdBurst.Terminator, burst.Kind));
        Assert.Equal(Slco.ActivityUpdate, OnAir.ShortLc!.Value.Opcode);
        Assert.Empty(OnAir.Faults); // the colour code became the modem's
    }

    [Fact]
    public void A_simplex_modem_sends_a_preamble_and_a_burst_each_60_ms_and_then_nothing()
    {
        _bench.Send(Simplex); // transmit delay 100 ms
        _bench.Pass(333);
        Assert.Equal(Nak("18", 2), _bench.SendBurst(Timeslot.One, Idle()));
        var call = Downlink.Call();
        var start = _bench.Now;
        foreach (byte[] burst in call) Assert.Equal("", _bench.SendBurst(Timeslot.Two, burst));
        _bench.Pass(2000);

        Assert.Equal(call.Length, OnAir.BurstCount);
        for (int i = 0; i < call.Length; i++)
        {
            Assert.Equal(start + TimeSpan.FromMilliseconds(600 + 60 * i), OnAir.Bursts[i].Start);
            Assert.Equal(Hex(call[i]), Hex(OnAir.Bursts[i].Burst.Octets));
        }

        Assert.Equal(
            [(Emission.Preamble, start, start + TimeSpan.FromMilliseconds(600)), (Emission.Bursts, start + TimeSpan.FromMilliseconds(600), start + TimeSpan.FromMilliseconds(600 + 60 * call.Length))],
            OnAir.Carriers.Select(span => (span.Emission, span.Start, span.End!.Value)));
        Assert.True(Assert.Single(OnAir.Transmissions).IsWhole);
    }

    [Fact]
    public void The_test_pattern_in_duplex_is_a_whole_call_in_timeslot_2()
    {
        _bench.Send(_bench.Duplex);
        Assert.Equal(Ack("03"), _bench.Send("E0 04 03 5E"));
        Assert.Equal(Ack("08"), _bench.Send("E0 04 08 01"));
        _bench.Pass(3000);
        Assert.True(ActivityUpdate.TryRead(OnAir.ShortLc!.Value, out var activity));
        Assert.Equal(ActivityUpdate.HashOf(9), activity.Hash2);
        _bench.Send("E0 04 08 00");
        _bench.Pass(3000);

        Assert.False(_bench.Modem.IsTransmitting);
        var transmission = Assert.Single(OnAir.Transmissions);
        Assert.True(transmission.IsWhole);
        Assert.Equal((Timeslot.Two, 9u, 1u), (transmission.Slot, transmission.Call!.Value.Target, transmission.Call.Value.Source.Value));
        Assert.Empty(OnAir.Faults);
    }

    [Fact]
    public void The_test_pattern_of_a_radio_is_the_one_that_was_captured()
    {
        string[] middles = ["130000090091", "170009000074", "170003140074", "150A171D1707", "1100000000E2"];
        _bench.Send(Simplex);
        _bench.Send("E0 04 03 5C");
        _bench.Send("E0 04 08 01");
        _bench.Pass(1500);
        _bench.Send("E0 04 08 00");
        _bench.Pass(2000);

        var bursts = OnAir.Bursts;
        Assert.Equal(Frame("00 20 08 08 02 38 15 00 2C A0 14 60 84 6D 5D 7F 77 FD 75 7E 30 30 01 10 01 40 03 C0 13 C1 1E 80 6F"), Hex(bursts[0].Burst.Octets));
        Assert.Equal(Frame("CE A8 FE 83 AC C4 58 20 0A CE A8 FE 83 A7 F7 D5 DD 57 DF DC C4 58 20 0A CE A8 FE 83 AC C4 58 20 0A"), Hex(bursts[1].Burst.Octets));
        for (int i = 0; i < middles.Length; i++)
            Assert.Equal(middles[i], Hex(bursts[2 + i].Burst.Octets[13..20])[1..^1]);
        Assert.Equal(Frame("00 4F 08 DC 02 88 15 78 2C D0 14 C0 84 AD 5D 7F 77 FD 75 79 65 24 02 28 06 20 0F 80 1B C1 07 80 5C"), Hex(bursts[^1].Burst.Octets));
        Assert.True(Assert.Single(OnAir.Transmissions).IsWhole);
    }

    [Fact]
    public void An_identification_takes_as_long_as_its_Morse()
    {
        _bench.Send(_bench.Duplex);
        _bench.Send("E0 09 0A 47 39 41 42 43 44");
        _bench.Pass(5000);
        var span = Assert.Single(OnAir.Carriers);
        Assert.Equal((Emission.Morse, TimeSpan.FromMilliseconds(0x59 * 50)), (span.Emission, span.End - span.Start));
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        Start();
        byte[] frame = new byte[DmrData.Length];
        byte[] reply = new byte[255];
        byte[] status = [0xE0, 3, 1];
        var now = _bench.Now;
        DmrData.Write(frame, Timeslot.Two, default, Downlink.Call()[1]);
        Run(seconds: 5);
        long before = Allocated.SoFar();
        Run(seconds: 5);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int seconds)
        {
            for (var end = now + TimeSpan.FromSeconds(seconds); now < end; now += TimeSpan.FromMilliseconds(60))
            {
                _bench.Modem.FromHost(frame, now);
                _bench.Modem.FromHost(status, now);
                while (_bench.Modem.ToHost(reply) > 0)
                {
                }
            }
        }
    }

    private static bool IsVoice(OnAirBurst burst) => burst.Kind == DmrdBurst.VoiceHeader;

    private void Start()
    {
        _bench.Send(_bench.Duplex);
        _bench.Pass(777);
        _bench.Send("E0 04 03 02");
        _bench.Send("E0 04 1D 01");
    }
}
