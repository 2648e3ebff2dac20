namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// SET_CONFIG of protocol 2, 40 octets: 3 flags, 4 modes, 5 POCSAG (0x01) and AX.25 (0x02), 6 transmit delay/10 ms, 7 initial
/// state, 8 transmit DC + 128, 9 receive DC + 128, 10 receive level, 11 CW level, 12 D-Star, 13 DMR, 14 YSF, 15 P25, 16 NXDN, 17
/// M17, 18 POCSAG, 19 FM, 20 AX.25, 23 YSF hang, 24 P25 hang, 25 NXDN hang, 26 M17 hang, 28 trunking (0x80), 29 colour code, 30
/// DMR delay, 31 128, the rest zero.
/// </summary>
internal static class ConfigurationLayout2
{
    public static readonly ModemModes KnownModes = ModemModeBits.Configuration2.Known | SecondModes;

    private const ModemModes SecondModes = ModemModes.Pocsag | ModemModes.Ax25;
    private const int SecondModesShift = 8;
    private const byte TrunkingBit = 0x80;

    public static ModemConfiguration Read(ReadOnlySpan<byte> octets) => ConfigurationFlags.Read(octets[ConfigurationFlags.FlagsOffset]) with
    {
        Modes = ModemModeBits.Configuration2.FromOctet(octets[4]) | ((ModemModes)(octets[5] << SecondModesShift) & SecondModes),
        TransmitDelayMilliseconds = ConfigurationFlags.ReadDelay(octets[6]),
        InitialState = (ModemState)octets[7],
        TransmitDcOffset = ConfigurationFlags.ReadDcOffset(octets[8]),
        ReceiveDcOffset = ConfigurationFlags.ReadDcOffset(octets[9]),
        ReceiveLevel = new(octets[10]),
        CwLevel = new(octets[11]),
        DStarLevel = new(octets[12]),
        DmrLevel = new(octets[13]),
        YsfLevel = new(octets[14]),
        P25Level = new(octets[15]),
        NxdnLevel = new(octets[16]),
        M17Level = new(octets[17]),
        PocsagLevel = new(octets[18]),
        FmLevel = new(octets[19]),
        Ax25Level = new(octets[20]),
        YsfHangSeconds = octets[23],
        P25HangSeconds = octets[24],
        NxdnHangSeconds = octets[25],
        M17HangSeconds = octets[26],
        Trunking = (octets[28] & TrunkingBit) != 0,
        ColorCode = new(octets[29]),
        DmrDelaySamples = octets[30],
    };

    public static void Write(ModemConfiguration configuration, Span<byte> octets)
    {
        octets[ConfigurationFlags.FlagsOffset] = ConfigurationFlags.Write(configuration);
        octets[4] = ModemModeBits.Configuration2.ToOctet(configuration.Modes);
        octets[5] = (byte)((int)(configuration.Modes & SecondModes) >> SecondModesShift);
        octets[6] = ConfigurationFlags.WriteDelay(configuration.TransmitDelayMilliseconds);
        octets[7] = (byte)configuration.InitialState;
        octets[8] = ConfigurationFlags.WriteDcOffset(configuration.TransmitDcOffset);
        octets[9] = ConfigurationFlags.WriteDcOffset(configuration.ReceiveDcOffset);
        octets[10] = configuration.ReceiveLevel.Octet;
        octets[11] = configuration.CwLevel.Octet;
        octets[12] = configuration.DStarLevel.Octet;
        octets[13] = configuration.DmrLevel.Octet;
        octets[14] = configuration.YsfLevel.Octet;
        octets[15] = configuration.P25Level.Octet;
        octets[16] = configuration.NxdnLevel.Octet;
        octets[17] = configuration.M17Level.Octet;
        octets[18] = configuration.PocsagLevel.Octet;
        octets[19] = configuration.FmLevel.Octet;
        octets[20] = configuration.Ax25Level.Octet;
        octets[23] = configuration.YsfHangSeconds;
        octets[24] = configuration.P25HangSeconds;
        octets[25] = configuration.NxdnHangSeconds;
        octets[26] = configuration.M17HangSeconds;
        octets[28] = configuration.Trunking ? TrunkingBit : (byte)0;
        octets[29] = configuration.ColorCode.Value;
        octets[30] = configuration.DmrDelaySamples;
        octets[31] = ConfigurationFlags.NoOscillatorOffset;
    }
}
