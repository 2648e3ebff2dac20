namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// SET_CONFIG of protocol 1, 26 octets: 3 flags, 4 modes, 5 transmit delay/10 ms, 6 initial state, 7 receive level, 8 CW level, 9
/// colour code, 10 DMR delay, 11 128, 12 D-Star level, 13 DMR, 14 YSF, 15 P25, 16 transmit DC + 128, 17 receive DC + 128, 18
/// NXDN, 19 YSF hang, 20 POCSAG, 21 FM, 22 P25 hang, 23 NXDN hang, 24 M17, 25 zero.
/// </summary>
internal static class ConfigurationLayout1
{
    public static ModemConfiguration Read(ReadOnlySpan<byte> octets) => ConfigurationFlags.Read(octets[ConfigurationFlags.FlagsOffset]) with
    {
        Modes = ModemModeBits.Configuration1.FromOctet(octets[4]),
        TransmitDelayMilliseconds = ConfigurationFlags.ReadDelay(octets[5]),
        InitialState = (ModemState)octets[6],
        ReceiveLevel = new(octets[7]),
        CwLevel = new(octets[8]),
        ColorCode = new(octets[9]),
        DmrDelaySamples = octets[10],
        DStarLevel = new(octets[12]),
        DmrLevel = new(octets[13]),
        YsfLevel = new(octets[14]),
        P25Level = new(octets[15]),
        TransmitDcOffset = ConfigurationFlags.ReadDcOffset(octets[16]),
        ReceiveDcOffset = ConfigurationFlags.ReadDcOffset(octets[17]),
        NxdnLevel = new(octets[18]),
        YsfHangSeconds = octets[19],
        PocsagLevel = new(octets[20]),
        FmLevel = new(octets[21]),
        P25HangSeconds = octets[22],
        NxdnHangSeconds = octets[23],
        M17Level = new(octets[24]),
    };

    public static void Write(ModemConfiguration configuration, Span<byte> octets)
    {
        octets[ConfigurationFlags.FlagsOffset] = ConfigurationFlags.Write(configuration);
        octets[4] = ModemModeBits.Configuration1.ToOctet(configuration.Modes);
        octets[5] = ConfigurationFlags.WriteDelay(configuration.TransmitDelayMilliseconds);
        octets[6] = (byte)configuration.InitialState;
        octets[7] = configuration.ReceiveLevel.Octet;
        octets[8] = configuration.CwLevel.Octet;
        octets[9] = configuration.ColorCode.Value;
        octets[10] = configuration.DmrDelaySamples;
        octets[11] = ConfigurationFlags.NoOscillatorOffset;
        octets[12] = configuration.DStarLevel.Octet;
        octets[13] = configuration.DmrLevel.Octet;
        octets[14] = configuration.YsfLevel.Octet;
        octets[15] = configuration.P25Level.Octet;
        octets[16] = ConfigurationFlags.WriteDcOffset(configuration.TransmitDcOffset);
        octets[17] = ConfigurationFlags.WriteDcOffset(configuration.ReceiveDcOffset);
        octets[18] = configuration.NxdnLevel.Octet;
        octets[19] = configuration.YsfHangSeconds;
        octets[20] = configuration.PocsagLevel.Octet;
        octets[21] = configuration.FmLevel.Octet;
        octets[22] = configuration.P25HangSeconds;
        octets[23] = configuration.NxdnHangSeconds;
        octets[24] = configuration.M17Level.Octet;
    }
}
