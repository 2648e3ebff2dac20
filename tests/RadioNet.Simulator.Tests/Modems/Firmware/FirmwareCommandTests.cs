using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems.Firmware;
using static RadioNet.Simulator.Tests.Modems.Firmware.FirmwareBench;

namespace RadioNet.Simulator.Tests.Modems.Firmware;

/// <summary>What the vectors' single answers don't show: replies that depend on the board, and on what went before.</summary>
public sealed class FirmwareCommandTests
{
    private readonly FirmwareBench _bench = new(FirmwareOptions.Mmdvm2021);

    [Fact]
    public void The_version_is_the_one_that_was_captured() => Assert.Equal(
        Frame("E0 4F 00 02 3F 01 02") + new string('0', 32) + Hex("MMDVM 20211220 12.0000 MHz (Build: 17:52:02 Nov 22 2026)"u8),
        _bench.Send("E0 03 00"));

    [Fact]
    public void The_status_is_the_one_that_was_captured()
    {
        Assert.Equal(Frame("E0 14 01 00 00 00 1C 0A 0A 21 12 53 53 00 00 00 3A 00 00 00"), _bench.Send("E0 03 01"));
        _bench.Send(_bench.Duplex);
        Assert.Equal(Frame("E0 14 01 00 00 00 00 0A 0A 00 00 00 00 00 00 00 00 00 00 00"), _bench.Send("E0 03 01"));
        _bench.Send("E0 04 03 02");
        _bench.Send("E0 04 1D 01");
        for (int i = 0; i < 11; i++) Assert.Equal("", _bench.SendBurst(Timeslot.Two, Idle()));
        Assert.Equal(Frame("E0 14 01 02 01 00 00 0A 00 00 00 00 00 00 00 00 00 00 00 00"), _bench.Send("E0 03 01"));
    }

    [Fact]
    public void Firmware_of_2026_has_POCSAG_elsewhere()
    {
        var bench = new FirmwareBench(FirmwareOptions.Mmdvm2026 with { Modes = ModemModes.Dmr | ModemModes.Pocsag });
        Assert.Equal(Frame("E0 14 01 00 00 00 00 0A 0A 00 00 00 00 00 3A 00 00 00 00 00"), bench.Send("E0 03 01"));
    }

    [Fact]
    public void The_first_configuration_always_begins_idle_and_a_later_one_as_it_says()
    {
        string dmr = _bench.Duplex.Replace("02 00 0A 00", "02 00 0A 02", StringComparison.Ordinal);
        Assert.Equal(Ack("02"), _bench.Send(dmr));
        Assert.Equal(ModemState.Idle, _bench.Modem.State);
        Assert.Equal(Ack("02"), _bench.Send(dmr));
        Assert.Equal(ModemState.Dmr, _bench.Modem.State);
    }

    [Fact]
    public void A_refused_configuration_changes_nothing_but_the_debug_messages()
    {
        _bench.Send(_bench.Duplex);
        Assert.Equal(Nak("02", 4), _bench.Send(DuplexDebug.Replace("01 00 80", "10 00 80", StringComparison.Ordinal)));
        Assert.Equal(1, _bench.Modem.Configuration!.ColorCode.Value);
        Assert.Equal(Debug("Mode set to DMR") + Ack("03"), _bench.Send("E0 04 03 02"));
    }

    [Fact]
    public void A_state_that_it_is_in_is_acknowledged_and_no_change()
    {
        _bench.Send(DuplexDebug);
        Assert.Equal(Debug("Mode set to DMR") + Ack("03"), _bench.Send("E0 04 03 02"));
        Assert.Equal(Ack("03"), _bench.Send("E0 04 03 02"));
        Assert.Equal(Debug("Mode set to Idle") + Ack("03"), _bench.Send("E0 04 03 00"));
    }

    [Fact]
    public void Each_timeslot_has_a_queue_of_its_own()
    {
        _bench.Send(_bench.Duplex);
        for (int i = 0; i < 11; i++) Assert.Equal("", _bench.SendBurst(Timeslot.Two, Idle()));
        Assert.Equal(Nak("1A", 5), _bench.SendBurst(Timeslot.Two, Idle()));
        Assert.Equal("", _bench.SendBurst(Timeslot.One, Idle()));
        Assert.Equal(1, _bench.Modem.Counts.Overruns);
        Assert.Equal(12, _bench.Modem.Counts.BurstsFromHost);
    }

    [Fact]
    public void Aloha_is_unknown_to_firmware_before_2026() =>
        Assert.Equal(Nak("17", 1), _bench.Send("E0 24 17" + new string('0', 2 * 33)));

    [Fact]
    public void DMR_that_is_not_enabled_is_the_wrong_mode()
    {
        Assert.Equal(Ack("02"), _bench.Send(_bench.Duplex.Replace("02 02 02", "02 02 01", StringComparison.Ordinal))); // D-Star alone
        Assert.Equal(Nak("03", 4), _bench.Send("E0 04 03 02"));
        Assert.Equal(Nak("18", 2), _bench.SendBurst(Timeslot.One, Idle()));
        Assert.Equal(Nak("1D", 2), _bench.Send("E0 04 1D 01"));
        Assert.Equal(Nak("1C", 2), _bench.Send("E0 04 1C 01"));
        Assert.Equal(Nak("1E", 2), _bench.Send("E0 04 1E 01"));
    }

    [Fact]
    public void An_identification_is_for_an_idle_modem()
    {
        _bench.Send(_bench.Duplex);
        _bench.Send("E0 04 03 02");
        Assert.Equal(Nak("0A", 5), _bench.Send("E0 04 0A 41"));
        _bench.Send("E0 04 03 00");
        Assert.Equal(Nak("0A", 4), _bench.Send("E0 04 0A 23")); // no Morse for it
        Assert.Equal("", _bench.Send("E0 04 0A 41"));
    }

    [Fact]
    public void A_test_transmission_outlives_its_host()
    {
        _bench.Send(_bench.Duplex);
        _bench.Send("E0 04 03 62");
        Assert.Equal(Ack("08"), _bench.Send("E0 04 08 01"));
        _bench.Pass(10_000, asksStatus: false);
        Assert.True(_bench.Modem.IsTransmitting);
        Assert.Equal(Ack("08"), _bench.Send("E0 04 08 00"));
        _bench.Pass(21);
        Assert.False(_bench.Modem.IsTransmitting);
    }

    [Fact]
    public void Octets_before_a_frame_are_skipped() =>
        Assert.StartsWith("E01401", _bench.Send("00 11 22 E0 03 01"), StringComparison.Ordinal);

    [Fact]
    public void A_board_is_deaf_while_it_starts()
    {
        var bench = new FirmwareBench(FirmwareOptions.Mmdvm2026 with { BootTime = TimeSpan.FromSeconds(2) });
        Assert.Equal("", bench.Send("E0 03 01"));
        bench.Pass(2000, asksStatus: false);
        Assert.StartsWith("E01401", bench.Send("E0 03 01"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hotspot_speaks_protocol_1_and_tunes()
    {
        const string configuration = "E0 1A 02 80 02 0A 00 80 80 01 00 80 80 80 80 80 80 80 80 04 80 80 05 05 80 00";
        var hotspot = new FirmwareBench(FirmwareOptions.HsHat);
        Assert.StartsWith("E0", hotspot.Send("E0 03 00"), StringComparison.Ordinal);
        Assert.Equal(Ack("02"), hotspot.Send(configuration));
        Assert.Equal(Frame("E0 0E 01 02 00 00 00 0A 0A 00 00 00 00 00"), hotspot.Send("E0 03 01"));
        Assert.Equal(Nak("02", 6), hotspot.Send(configuration.Replace("02 80 02", "02 00 02", StringComparison.Ordinal)));
        Assert.Equal(Ack("04"), hotspot.Send("E0 11 04 00 C0 92 ED 19 C0 92 ED 19 FF 40 0E CF 19"));
        Assert.Equal(435_000_000u, hotspot.Modem.Frequency!.Value.ReceiveHertz);
        Assert.Equal(Nak("04", 4), hotspot.Send("E0 11 04 00 00 00 00 00 C0 92 ED 19 FF 40 0E CF 19"));
    }

    [Fact]
    public void A_technicians_mapping_undoes_the_converter()
    {
        var curve = new RssiCurve();
        var mapping = RssiMapping.Parse(curve.ToMappingText(), out var errors);
        Assert.Empty(errors);
        for (double dbm = -130; dbm <= -40; dbm += 3.7) Assert.Equal(dbm, mapping!.ToDbm(curve.ToRaw(dbm))!.Value, 0.05);
    }
}
