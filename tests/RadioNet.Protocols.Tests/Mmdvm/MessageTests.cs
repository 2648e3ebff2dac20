using CsCheck;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

public sealed class MessageTests
{
    private static readonly Gen<ModemLevel> _level = Gen.Byte.Select(octet => new ModemLevel(octet));

    private static readonly Gen<ModemConfiguration> _configuration =
        from flags in Gen.Bool.Array[8]
        from levels in _level.Array[11]
        from numbers in Gen.Byte.Array[6]
        from offsets in Gen.Int[-128, 127].Array[2]
        from delay in Gen.Int[0, 50]
        from color in Gen.Byte[0, 15]
        from modes in Gen.Int[0, 0x1F]
        select new ModemConfiguration
        {
            ReceiveInverted = flags[0],
            TransmitInverted = flags[1],
            PttInverted = flags[2],
            YsfLowDeviation = flags[3],
            Debug = flags[4],
            UseCosAsLockout = flags[5],
            Duplex = flags[6],
            Modes = (ModemModes)modes | ModemModes.Dmr,
            TransmitDelayMilliseconds = delay * 10,
            InitialState = flags[7] ? ModemState.Dmr : ModemState.DmrCalibration,
            ReceiveLevel = levels[0],
            CwLevel = levels[1],
            DStarLevel = levels[2],
            DmrLevel = levels[3],
            YsfLevel = levels[4],
            P25Level = levels[5],
            NxdnLevel = levels[6],
            M17Level = levels[7],
            PocsagLevel = levels[8],
            FmLevel = levels[9],
            TransmitDcOffset = offsets[0],
            ReceiveDcOffset = offsets[1],
            YsfHangSeconds = numbers[0],
            P25HangSeconds = numbers[1],
            NxdnHangSeconds = numbers[2],
            ColorCode = new(color),
            DmrDelaySamples = numbers[3],
        };

    [Fact]
    public void A_configuration_is_read_as_it_was_written() =>
        Gen.Select(_configuration, _level, Gen.Byte, Gen.Bool).Sample((configuration, ax25, m17Hang, trunking) =>
        {
            var second = configuration with { Ax25Level = ax25, M17HangSeconds = m17Hang, Trunking = trunking };
            Assert.Equal(configuration, Again(configuration, ModemProtocol.Version1));
            Assert.Equal(second, Again(second, ModemProtocol.Version2));
        });

    [Fact]
    public void Levels_are_percent_times_2_55()
    {
        Assert.Equal((0, 128, 255), (ModemLevel.FromPercent(0).Octet, ModemLevel.FromPercent(50).Octet, ModemLevel.FromPercent(100).Octet));
        for (int octet = 0; octet <= 255; octet++)
            Assert.Equal(octet, ModemLevel.FromPercent(new ModemLevel((byte)octet).Percent).Octet);
        Assert.Equal("50.2 %", new ModemLevel(128).ToString());
        foreach (double percent in (double[])[-0.1, 100.1, double.NaN])
            Assert.Throws<ArgumentOutOfRangeException>(() => ModemLevel.FromPercent(percent));
    }

    [Fact]
    public void What_a_modem_refuses_is_found_before_it_is_sent()
    {
        var good = new ModemConfiguration();
        Assert.Equal(ModemConfigurationFault.None, good.Check(ModemProtocol.Version1));
        var bad = new (ModemConfiguration Configuration, ModemConfigurationFault Fault)[]
        {
            (good with { TransmitDelayMilliseconds = -10 }, ModemConfigurationFault.TransmitDelay),
            (good with { TransmitDelayMilliseconds = 501 }, ModemConfigurationFault.TransmitDelay),
            (good with { ColorCode = new(16) }, ModemConfigurationFault.ColorCode),
            (good with { TransmitDcOffset = 128 }, ModemConfigurationFault.DcOffset),
            (good with { ReceiveDcOffset = -129 }, ModemConfigurationFault.DcOffset),
            (good with { InitialState = ModemState.Ysf }, ModemConfigurationFault.InitialState),
            (good with { InitialState = ModemState.CwId }, ModemConfigurationFault.InitialState),
            (good with { Modes = ModemModes.Fm, InitialState = ModemState.Idle }, ModemConfigurationFault.Modes),
            (good with { Trunking = true }, ModemConfigurationFault.Trunking),
        };
        foreach (var (configuration, fault) in bad)
        {
            Assert.Equal(fault, configuration.Check(ModemProtocol.Version1));
            Assert.Throws<InvalidOperationException>(() => configuration.Write(new byte[64], ModemProtocol.Version1));
        }
    }

    [Fact]
    public void A_payload_decides_the_form_of_its_frame() =>
        Gen.Int[0, ModemFrame.LongestPayload].Sample(payloadLength =>
        {
            byte[] octets = new byte[ModemFrame.LongestLength];
            byte[] payload = [.. Enumerable.Range(0, payloadLength).Select(i => (byte)i)];
            int length = ModemFrame.Write(octets, ModemCommand.SerialData, payload);
            Assert.Equal(ModemFrame.LengthOf(payloadLength), length);
            Assert.Equal(length > 255, octets[1] == 0);
            Assert.True(ModemFrame.TryRead(octets.AsSpan(0, length), out var frame));
            Assert.Equal(ModemCommand.SerialData, frame.Command);
            Assert.Equal(payload, frame.Payload);
        });

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        byte[] octets = new byte[600];
        Assert.Throws<ArgumentOutOfRangeException>(() => ModemFrame.Write(octets, ModemCommand.SerialData, new byte[507]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DmrData.Write(octets, Timeslot.One, default, new byte[32]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DmrAloha.Write(octets, new byte[34]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CwIdentification.Write(octets, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => CwIdentification.Write(octets, new byte[253]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DebugMessage.Write(octets, default, 1, 2, 3, 4, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => DebugMessage.Write(octets, new byte[249], 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DmrControl.FromSuperframeIndex(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => DmrControl.FromDataType((Protocols.Dmr.DataType)16));
    }

    [Fact]
    public void A_version_is_read_as_it_was_written() =>
        Gen.Select(Gen.Char[' ', '~'].Array[0, 300], Gen.Byte.Array[16], Gen.Int[0, 0x3FF]).Sample((text, identity, modes) =>
        {
            var reply = new VersionReply
            {
                Modes = (ModemModes)modes,
                Processor = ModemProcessor.St,
                Identity = Convert.ToHexString(identity),
                Description = new string(text),
            };
            string kept = reply.Description[..Math.Min(text.Length, VersionReply.LongestDescription)];
            Assert.Equal(reply with { Description = kept }, TypedMessage.Read(TypedMessage.Write(reply, ModemProtocol.Version2), FrameDirection.ToHost, ModemProtocol.Version2));
            var first = new VersionReply { Protocol = ModemProtocol.Version1, Description = new string(text.AsSpan(0, Math.Min(text.Length, 100))), Identity = reply.Identity };
            Assert.Equal(first, TypedMessage.Read(TypedMessage.Write(first, ModemProtocol.Version1), FrameDirection.ToHost, ModemProtocol.Version1));
        });

    [Fact]
    public void A_protocol_that_nobody_knows_is_told()
    {
        byte[] octets = Frames.Hex("E0080003 41424344");
        Assert.Equal((byte)3, VersionReply.ProtocolOf(Frames.Frame(octets)));
        Assert.Null(VersionReply.ProtocolOf(Frames.Frame([0xE0, 0x03, 0x00])));
    }

    [Fact]
    public void Texts_for_people_hold_nothing_that_a_terminal_obeys()
    {
        byte[] octets = [0xE0, 0x0A, 0x00, 0x01, (byte)'A', 0x1B, (byte)'[', 0x07, 0xC3, (byte)'B'];
        Assert.True(VersionReply.TryRead(Frames.Frame(octets), out var reply));
        Assert.Equal("A?[??B", reply!.Description);
        byte[] debug = new byte[32];
        int length = DebugMessage.Write(debug, "level\e[2J"u8, -5);
        Assert.True(DebugMessage.TryRead(Frames.Frame(debug[..length]), out var message));
        Assert.Equal("level?[2J -5", message.ToString());
    }

    private static object? Again(ModemConfiguration configuration, ModemProtocol protocol) =>
        TypedMessage.Read(TypedMessage.Write(configuration, protocol), FrameDirection.ToModem, protocol);
}
