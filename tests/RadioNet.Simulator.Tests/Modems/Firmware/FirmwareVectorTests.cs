using RadioNet.Protocols;
using RadioNet.Simulator.Modems.Firmware;
using static RadioNet.Simulator.Tests.Modems.Firmware.FirmwareBench;

namespace RadioNet.Simulator.Tests.Modems.Firmware;

/// <summary>Exchanges that were captured from MMDVM firmware of 2021, all modes built in, answered octet by octet.</summary>
public sealed class FirmwareVectorTests
{
    private const string IdleData2 =
        "E0 25 1A 00 53 C2 5E AB A8 67 1D C7 38 3B D9 36 06 5D FF 57 D7 5D F5 D9 2B F6 E4 65 17 1B 48 CA 6D 4F C6 10 B4";

    private readonly FirmwareBench _bench = new(FirmwareOptions.Mmdvm2021 with { Processor = RadioNet.Protocols.Mmdvm.ModemProcessor.St });

    [Fact]
    public void Version() => Assert.Equal(
        Frame("E0 4F 00 02 3F 01 02") + new string('0', 32) + Hex("MMDVM 20211220 12.0000 MHz (Build: 17:52:02 Nov 22 2026)"u8),
        _bench.Send("E0 03 00"));

    [Fact]
    public void Status_before_a_configuration() =>
        Assert.Equal(Frame("E0 14 01 00 00 00 1C 0A 0A 21 12 53 53 00 00 00 3A 00 00 00"), _bench.Send("E0 03 01"));

    [Fact]
    public void Configuration_then_status()
    {
        Assert.Equal(Debug("Mode set to Idle") + Ack("02"), _bench.Send(DuplexDebug));
        Assert.StartsWith("E013F1", Debug("Mode set to Idle"), StringComparison.Ordinal);
        Assert.Equal(Frame("E0 14 01 00 00 00 00 0A 0A 00 00 00 00 00 00 00 00 00 00 00"), _bench.Send("E0 03 01"));
    }

    [Fact]
    public void Status_while_transmitting_with_a_full_queue()
    {
        _bench.Send(_bench.Duplex);
        _bench.Send("E0 04 03 02");
        _bench.Send("E0 04 1D 01");
        for (int i = 0; i < 11; i++) Assert.Equal("", _bench.Send(IdleData2));
        Assert.Equal(Frame("E0 14 01 02 01 00 00 0A 00 00 00 00 00 00 00 00 00 00 00 00"), _bench.Send("E0 03 01"));
    }

    [Fact]
    public void Frequency() => Assert.Equal(Ack("04"), _bench.Send("E0 11 04 00 C0 92 ED 19 C0 92 ED 19 FF 40 0E CF 19"));

    [Theory]
    [InlineData(29, 16)] // colour code
    [InlineData(6, 51)] // transmit delay
    [InlineData(7, 200)] // initial state
    [InlineData(7, 4)] // initial state P25, which is not enabled
    public void A_wrong_configuration(int offset, byte value)
    {
        byte[] frame = Convert.FromHexString(Frame(Simplex));
        frame[offset] = value;
        Assert.Equal(Nak("02", 4), _bench.Send(frame));
    }

    [Fact]
    public void A_short_configuration() => Assert.Equal(Nak("02", 4), _bench.Send("E0 27 02 " + Simplex[9..^3]));

    [Fact]
    public void States()
    {
        _bench.Send(DuplexDebug);
        Assert.Equal(Debug("Mode set to DMR") + Ack("03"), _bench.Send("E0 04 03 02"));
        Assert.StartsWith("E012F1", Debug("Mode set to DMR"), StringComparison.Ordinal);
        Assert.Equal(Ack("03"), _bench.Send("E0 04 03 02"));
        Assert.Equal(Debug("Mode set to Idle") + Ack("03"), _bench.Send("E0 04 03 00"));
        Assert.Equal(Ack("03"), _bench.Send("E0 04 03 00"));
        Assert.Equal(Nak("03", 4), _bench.Send("E0 04 03 C8"));
        Assert.Equal(Nak("03", 4), _bench.Send("E0 04 03 04"));
        Assert.Equal(Nak("03", 4), _bench.Send("E0 03 03"));
    }

    [Fact]
    public void Starting_the_transmitter()
    {
        _bench.Send(_bench.Duplex);
        Assert.Equal(Nak("1D", 4), _bench.Send("E0 04 1D 01")); // not in state DMR
        _bench.Send("E0 04 03 02");
        Assert.Equal("", _bench.Send("E0 04 1D 01"));
        Assert.Equal("", _bench.Send("E0 04 1D 00"));
        Assert.Equal(Nak("1D", 4), _bench.Send("E0 04 1D 02"));
    }

    [Fact]
    public void Short_link_control_and_abort()
    {
        _bench.Send(_bench.Duplex);
        Assert.Equal("", _bench.Send("E0 0C 1C 33 3A A0 30 00 55 A6 5F 50"));
        Assert.Equal(Nak("1C", 4), _bench.Send("E0 04 1C 00"));
        Assert.Equal("", _bench.Send("E0 04 1E 02"));
        Assert.Equal(Nak("1E", 4), _bench.Send("E0 04 1E 03"));
    }

    [Fact]
    public void Eleven_bursts_fit_and_the_twelfth_is_refused()
    {
        _bench.Send(DuplexDebug);
        _bench.Send("E0 04 03 02");
        for (int i = 0; i < 11; i++) Assert.Equal("", _bench.Send(IdleData2));
        string complaint = Debug("Received invalid DMR data", 5);
        Assert.Equal(complaint + Nak("1A", 5), _bench.Send(IdleData2));
        Assert.StartsWith("E01EF2", complaint, StringComparison.Ordinal);
        Assert.EndsWith("0005", complaint, StringComparison.Ordinal);
        Assert.Equal(1, _bench.Modem.Counts.Overruns);
        Assert.Equal("", _bench.SendBurst(Timeslot.One, Idle())); // the other timeslot has its own queue
    }

    [Fact]
    public void Refusals()
    {
        _bench.Send(_bench.Duplex);
        Assert.Equal(Nak("18", 4), _bench.Send("E0 04 18 40"));
        Assert.Equal(Nak("31", 2), _bench.Send("E0 04 31 00"));
        Assert.Equal(Nak("6A", 1), _bench.Send("E0 03 6A"));
        Assert.Equal(Nak("65", 1), _bench.Send("E0 00 2D 65" + new string('0', 2 * 296)));
        Assert.Equal(Nak("17", 1), _bench.Send("E0 24 17" + new string('0', 2 * 33))); // no trunking in 2021
        Assert.Equal(5, _bench.Modem.Counts.Naks);
    }

    [Fact]
    public void Identification_in_Morse()
    {
        _bench.Send(DuplexDebug);
        string made = Debug("Message created with length", 0x59);
        Assert.Equal(made, _bench.Send("E0 09 0A 47 39 41 42 43 44"));
        Assert.StartsWith("E020F2", made, StringComparison.Ordinal);
        Assert.EndsWith("0059", made, StringComparison.Ordinal);
        Assert.EndsWith(Nak("0A", 4), _bench.Send("E0 03 0A"), StringComparison.Ordinal);
        _bench.Send("E0 04 03 02");
        Assert.EndsWith(Nak("0A", 5), _bench.Send("E0 04 0A 41"), StringComparison.Ordinal);
    }

    [Fact]
    public void Deviation_calibration()
    {
        _bench.Send(_bench.Duplex);
        Assert.Equal(Nak("08", 2), _bench.Send("E0 04 08 01"));
        Assert.Equal(Ack("03"), _bench.Send("E0 04 03 62"));
        Assert.Equal(Ack("08"), _bench.Send("E0 04 08 01"));
        Assert.True(_bench.Modem.IsTransmitting);
        Assert.Equal(Ack("08"), _bench.Send("E0 04 08 00"));
        _bench.Pass(21);
        Assert.False(_bench.Modem.IsTransmitting);
    }

    [Fact]
    public void Octets_before_a_frame_are_skipped() =>
        Assert.StartsWith("E01401", _bench.Send("00 11 22 E0 03 01"), StringComparison.Ordinal);

    [Fact]
    public void Protocol_1_of_a_hotspot()
    {
        var hotspot = new FirmwareBench(FirmwareOptions.HsHat);
        const string configuration = "E0 1A 02 80 02 0A 00 80 80 01 00 80 80 80 80 80 80 80 80 04 80 80 05 05 80 00";
        Assert.StartsWith("E0", hotspot.Send("E0 03 00"), StringComparison.Ordinal);
        Assert.Equal(Ack("02"), hotspot.Send(configuration));
        Assert.Equal(Frame("E0 0E 01 02 00 00 00 0A 0A 00 00 00 00 00"), hotspot.Send("E0 03 01"));
        Assert.Equal(Nak("02", 6), hotspot.Send(configuration.Replace("02 80 02", "02 00 02", StringComparison.Ordinal)));
        Assert.Equal(Ack("04"), hotspot.Send("E0 11 04 00 C0 92 ED 19 C0 92 ED 19 FF 40 0E CF 19"));
        Assert.Equal(Nak("04", 4), hotspot.Send("E0 11 04 00 00 00 00 00 C0 92 ED 19 FF 40 0E CF 19"));
    }
}
