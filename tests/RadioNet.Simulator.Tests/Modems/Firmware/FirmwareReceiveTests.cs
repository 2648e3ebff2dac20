using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems.Firmware;
using RadioNet.Simulator.Radios;
using static RadioNet.Simulator.Tests.Modems.Firmware.FirmwareBench;

namespace RadioNet.Simulator.Tests.Modems.Firmware;

public sealed class FirmwareReceiveTests
{
    private static readonly VirtualRadio Radio = new(new(4520001), new(1));

    private readonly FirmwareBench _bench = new(FirmwareOptions.Mmdvm2026 with { Rssi = new RssiCurve(RawAtMinus100: 0x50, RawPerDecibel: 1) });

    [Fact]
    public void A_call_in_timeslot_2_is_reported_as_it_was_captured()
    {
        Start(_bench.Duplex);
        Hear(Timeslot.Two, [TestPattern.Mobile.Header.ToArray(), .. Enumerable.Range(0, 6).Select(index => TestPattern.Mobile.Voice(index).ToArray()), TestPattern.Mobile.Terminator.ToArray()]);

        string[] expected =
        [
            "E0271A41002008080238150 02CA01460846D5D7F77FD757E303001100140 03C013C11E806F0050",
            "E0271A20CEA8FE83ACC458200ACEA8FE83A7F7D5DD57DFDCC458200ACEA8FE83ACC458200A0050",
            "E0251A01CEA8FE83ACC458200ACEA8FE83A13000009009 1CC458200ACEA8FE83ACC458200A",
            "E0251A02CEA8FE83ACC458200ACEA8FE83A17000900007 4CC458200ACEA8FE83ACC458200A",
            "E0251A03CEA8FE83ACC458200ACEA8FE83A17000314007 4CC458200ACEA8FE83ACC458200A",
            "E0251A04CEA8FE83ACC458200ACEA8FE83A150A171D170 7CC458200ACEA8FE83ACC458200A",
            "E0251A05CEA8FE83ACC458200ACEA8FE83A1100000000E 2CC458200ACEA8FE83ACC458200A",
            "E0271A42004F08DC028815782CD014C084AD5D7F77FD7579652402280620 0F801BC107805C0050",
        ];
        Assert.Equal(string.Concat(expected.Select(Frame)), _bench.TakeKept());
        Assert.Equal("01", _bench.Send("E0 03 01").Substring(8, 2)); // hears nothing any more
    }

    [Fact]
    public void A_signal_that_is_lost_is_noise_for_12_bursts_and_then_reported_lost()
    {
        Start(_bench.Duplex);
        var call = Uplink(Radio.CallGroup(new(9), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(360))));
        Hear(Timeslot.One, call[..3]);
        var reports = Reports(_bench.TakeKept());
        Assert.Equal("41", _bench.Send("E0 03 01").Substring(8, 2)); // transmits and hears
        Assert.Equal(["41", "20", "01"], reports.Select(report => report[6..8]));
        _bench.Pass(2000);

        reports = Reports(_bench.TakeKept());
        Assert.Equal(12, reports.Count); // B had no sync either, and counts
        Assert.Equal(Enumerable.Range(2, 11).Select(index => (index % 6) switch { 0 => "20", var voice => $"{voice:X2}" }), reports.Take(11).Select(report => report[6..8]));
        Assert.All(reports.Take(11), report => Assert.Equal(2 * DmrData.Length, report.Length));
        Assert.Equal("E00319", reports[^1]);
        Assert.Equal("01", _bench.Send("E0 03 01").Substring(8, 2));
    }

    [Fact]
    public void What_does_not_fit_what_went_before_is_not_reported()
    {
        Start(_bench.Duplex);
        var call = Uplink(Radio.CallGroup(new(9), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(360))));
        var text = Uplink(Radio.SendText(9, AddressKind.Group, "xin chao", preambles: 1));
        byte[] privacy = [.. call[0]];
        new SlotType(new(1), DataType.PrivacyHeader).Write(privacy);
        byte[] other = [.. call[0]];
        new SlotType(new(2), DataType.VoiceHeader).Write(other);

        Hear(Timeslot.One, [call[^1], privacy, other]); // a terminator, a PI header, a header of another colour code
        Hear(Timeslot.Two, text[2..]); // blocks without a header

        // The PI header is not reported, but what follows is taken for voice.
        Assert.DoesNotContain(Reports(_bench.TakeKept()), report => report[4..6] == "1A" || report[6] == '4');
        _bench.Pass(2000);
        _bench.TakeKept();
        Hear(Timeslot.Two, text);
        Assert.Equal(["43", "46", .. Enumerable.Repeat("47", text.Length - 2)], Reports(_bench.TakeKept()).Take(text.Length).Select(report => report[6..8]));
    }

    [Theory]
    [InlineData(-2.05, 0, true)]
    [InlineData(-2.2, 0, false)]
    [InlineData(1.6, 0, true)]
    [InlineData(1.8, 0, false)]
    [InlineData(5.0, 0, false)]
    [InlineData(5.0, 120, true)] // 120 samples are 5 ms
    [InlineData(0.0, 120, false)]
    public void A_burst_is_sought_about_its_place(double milliseconds, int delaySamples, bool isFound)
    {
        Start(_bench.Duplex.Replace("01 00 80 00", $"01 {delaySamples:X2} 80 00", StringComparison.Ordinal));
        var call = Uplink(Radio.CallGroup(new(9), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(360))));
        Hear(Timeslot.One, call, TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(isFound ? call.Length : 0, Reports(_bench.TakeKept()).Count);
    }

    [Fact]
    public void While_the_transmitter_is_off_a_control_block_is_reported_as_timeslot_1()
    {
        _bench.Send(_bench.Duplex);
        byte[] wakeUp = Uplink(Radio.SendCsbk(0, AddressKind.Unit, new BaseStationActivation(0, Radio.Id).ToCsbk()))[0];
        byte[] other = [.. wakeUp];
        new SlotType(new(2), DataType.Csbk).Write(other);
        byte[] header = Uplink(Radio.CallGroup(new(9), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(60))))[0];
        foreach (byte[] burst in (byte[][])[other, header, wakeUp]) _bench.Hear(burst, _bench.Now + TimeSpan.FromMilliseconds(7));
        Assert.Equal("E02518C3" + Hex(wakeUp), _bench.Read());
        Assert.Equal(ModemState.Idle, _bench.Modem.State);
        _bench.Send("E0 04 03 02"); // in state DMR as well
        _bench.Hear(wakeUp, _bench.Now);
        Assert.Equal("E02518C3" + Hex(wakeUp), _bench.Read());
    }

    [Fact]
    public void A_simplex_modem_reports_timeslot_2_at_any_time_but_while_it_sends()
    {
        _bench.Send(Simplex);
        var call = Uplink(Radio.CallGroup(new(9), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(360))));
        var start = _bench.Now + TimeSpan.FromMilliseconds(13);
        for (int i = 0; i < call.Length; i++) _bench.Hear(call[i], start + i * TimeSpan.FromMilliseconds(60));
        var reports = Reports(_bench.Read());
        Assert.Equal(["41", "20", "01", "02", "03", "04", "05", "42"], reports.Select(report => report[6..8]));
        Assert.All(reports, report => Assert.Equal("1A", report[4..6]));

        _bench.SendBurst(Timeslot.Two, Idle());
        _bench.Hear(call[0], _bench.Now + TimeSpan.FromMilliseconds(100));
        Assert.Equal("", _bench.Read());
        _bench.Pass(1000);
        _bench.TakeKept();
        _bench.Hear(call[0], _bench.Now);
        Assert.Single(Reports(_bench.Read()));
    }

    [Fact]
    public void Signal_strength_is_measured_each_second()
    {
        _bench.Send(_bench.Duplex);
        _bench.Send("E0 04 03 60");
        _bench.PassTo(_bench.Now + TimeSpan.FromSeconds(1));
        Assert.Equal("E00909" + "0034" + "0034" + "0034", _bench.Read()); // −128 dBm: 80 − 28
        byte[] burst = TestPattern.Mobile.Header.ToArray();
        for (int i = 0; i < 10; i++) _bench.Hear(burst, _bench.Now + TimeSpan.FromMilliseconds(32), dbm: -60);
        _bench.PassTo(TimeSpan.FromSeconds(2));
        Assert.Equal("E00909" + "0078" + "0034" + "0047", _bench.Read()); // 275 ms at 120, the rest at 52
    }

    [Fact]
    public void Firmware_without_signal_strength_reports_none()
    {
        var bench = new FirmwareBench(FirmwareOptions.Mmdvm2026 with { Rssi = null });
        bench.Send(Simplex);
        bench.Hear(TestPattern.Mobile.Header, bench.Now);
        Assert.Equal(2 * DmrData.Length, bench.Read().Length);
    }

    [Fact]
    public void The_wrong_polarity_makes_voice_of_data_and_nothing_of_what_is_sent()
    {
        var bench = new FirmwareBench(FirmwareOptions.Mmdvm2026 with { IsReceiverInverted = true, IsTransmitterInverted = true });
        bench.Send(Simplex);
        bench.Hear(TestPattern.Mobile.Header, bench.Now);
        Assert.Equal("20", Assert.Single(Reports(bench.Read()))[6..8]);
        bench.SendBurst(Timeslot.Two, TestPattern.Mobile.Header);
        bench.Pass(1500);
        Assert.Equal(DmrdBurst.VoiceA, Assert.Single(bench.Modem.OnAir.Bursts).Kind);

        bench.Send(Simplex.Replace("02 80", "02 83", StringComparison.Ordinal)); // both turned
        bench.TakeKept();
        bench.Hear(TestPattern.Mobile.Header, bench.Now);
        Assert.Equal("41", Assert.Single(Reports(bench.Read()))[6..8]);
    }

    private static byte[][] Uplink(Transmission transmission) => [.. transmission.Bursts.Select(burst => burst.Payload.ToArray())];

    private static List<string> Reports(string octets)
    {
        var reports = new List<string>();
        while (octets.Length > 0)
        {
            int length = 2 * Convert.ToInt32(octets[2..4], 16);
            reports.Add(octets[..length]);
            octets = octets[length..];
        }

        return reports;
    }

    private void Start(string configuration)
    {
        Assert.Equal(Ack("02"), _bench.Send(configuration));
        _bench.Send("E0 04 03 02");
        _bench.Send("E0 04 1D 01");
    }

    /// <summary>Inbound timeslot 1 lies beside outbound timeslot 2.</summary>
    private void Hear(Timeslot slot, byte[][] bursts, TimeSpan offset = default)
    {
        var clock = _bench.Modem.OnAir.Bursts[0].Start;
        long next = (long)((_bench.Now - clock) / TimeSpan.FromMilliseconds(60)) + 2;
        for (int i = 0; i < bursts.Length; i++)
        {
            var place = clock + (next + i) * TimeSpan.FromMilliseconds(60) + (slot == Timeslot.One ? TimeSpan.FromMilliseconds(30) : TimeSpan.Zero);
            _bench.Hear(bursts[i], place + offset);
        }

        _bench.PassTo(_bench.Now + TimeSpan.FromMilliseconds(12));
    }
}
