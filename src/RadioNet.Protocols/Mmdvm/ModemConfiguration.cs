namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// SET_CONFIG: what a modem needs to know before it works (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section
/// "Configuration"). Answered with ACK or NAK. Layout: <see cref="ConfigurationLayout1"/>, <see cref="ConfigurationLayout2"/>.
/// </summary>
public sealed record ModemConfiguration
{
    /// <summary>The longest transmit delay in milliseconds.</summary>
    public const int LongestTransmitDelayMilliseconds = 500;

    /// <summary>Octets of the frame, protocol 1.</summary>
    public const int Length1 = 26;

    /// <summary>Octets of the frame, protocol 2; firmware refuses a shorter one.</summary>
    public const int Length2 = 40;

    /// <summary>The received signal is inverted.</summary>
    public bool ReceiveInverted { get; init; }

    /// <summary>The transmitted signal is inverted, but for FM and CW.</summary>
    public bool TransmitInverted { get; init; }

    /// <summary>The push-to-talk output is inverted.</summary>
    public bool PttInverted { get; init; }

    /// <summary>System Fusion with low deviation.</summary>
    public bool YsfLowDeviation { get; init; }

    /// <summary>The modem sends debug messages.</summary>
    public bool Debug { get; init; }

    /// <summary>The carrier-detect input locks the modem out.</summary>
    public bool UseCosAsLockout { get; init; }

    /// <summary>Receives and transmits at once; otherwise DMR uses timeslot 2 alone.</summary>
    public bool Duplex { get; init; } = true;

    /// <summary>Enabled modes.</summary>
    public ModemModes Modes { get; init; } = ModemModes.Dmr;

    /// <summary>From push-to-talk to the first symbol, in milliseconds, 0 to 500; written in steps of 10, rounded down.</summary>
    public int TransmitDelayMilliseconds { get; init; }

    /// <summary>The state to begin in; its mode must be enabled.</summary>
    public ModemState InitialState { get; init; }

    /// <summary>Receive gain.</summary>
    public ModemLevel ReceiveLevel { get; init; }

    /// <summary>Transmit level of the Morse identification.</summary>
    public ModemLevel CwLevel { get; init; }

    /// <summary>Transmit level of D-Star.</summary>
    public ModemLevel DStarLevel { get; init; }

    /// <summary>Transmit level of DMR: its deviation.</summary>
    public ModemLevel DmrLevel { get; init; }

    /// <summary>Transmit level of System Fusion.</summary>
    public ModemLevel YsfLevel { get; init; }

    /// <summary>Transmit level of P25.</summary>
    public ModemLevel P25Level { get; init; }

    /// <summary>Transmit level of NXDN.</summary>
    public ModemLevel NxdnLevel { get; init; }

    /// <summary>Transmit level of M17 (gone from current firmware).</summary>
    public ModemLevel M17Level { get; init; }

    /// <summary>Transmit level of POCSAG.</summary>
    public ModemLevel PocsagLevel { get; init; }

    /// <summary>Transmit level of FM.</summary>
    public ModemLevel FmLevel { get; init; }

    /// <summary>Transmit level of AX.25 (gone from current firmware); protocol 2 alone.</summary>
    public ModemLevel Ax25Level { get; init; }

    /// <summary>Added to the transmitter's mid-scale, in steps of the 12-bit converter, −128 to 127.</summary>
    public int TransmitDcOffset { get; init; }

    /// <summary>Added to the receiver's mid-scale, in steps of the 12-bit converter, −128 to 127.</summary>
    public int ReceiveDcOffset { get; init; }

    /// <summary>Transmitter's hang time of System Fusion in seconds.</summary>
    public byte YsfHangSeconds { get; init; } = 4;

    /// <summary>Transmitter's hang time of P25 in seconds.</summary>
    public byte P25HangSeconds { get; init; } = 5;

    /// <summary>Transmitter's hang time of NXDN in seconds.</summary>
    public byte NxdnHangSeconds { get; init; } = 5;

    /// <summary>Transmitter's hang time of M17 in seconds (gone from current firmware); protocol 2 alone.</summary>
    public byte M17HangSeconds { get; init; }

    /// <summary>DMR colour code, 0 to 15; bursts of another one are not reported.</summary>
    public ColorCode ColorCode { get; init; } = new(1);

    /// <summary>Shifts the window in which DMR bursts are sought, in samples of 1/24 ms, for transceivers that take their time.</summary>
    public byte DmrDelaySamples { get; init; }

    /// <summary>The modem fills idle time as a trunked site does (firmware of 2026 on); protocol 2 alone.</summary>
    public bool Trunking { get; init; }

    /// <summary>What a modem of this protocol would refuse, or not do.</summary>
    public ModemConfigurationFault Check(ModemProtocol protocol)
    {
        bool isFirst = protocol == ModemProtocol.Version1;
        var knownModes = isFirst ? ModemModeBits.Configuration1.Known : ConfigurationLayout2.KnownModes;
        if (TransmitDelayMilliseconds is < 0 or > LongestTransmitDelayMilliseconds) return ModemConfigurationFault.TransmitDelay;
        if (!ColorCode.IsValid) return ModemConfigurationFault.ColorCode;
        if (TransmitDcOffset != (sbyte)TransmitDcOffset || ReceiveDcOffset != (sbyte)ReceiveDcOffset) return ModemConfigurationFault.DcOffset;
        if ((Modes & ~knownModes) != 0) return ModemConfigurationFault.Modes;
        if (Trunking && isFirst) return ModemConfigurationFault.Trunking;
        return InitialState.IsEnabledBy(Modes) ? ModemConfigurationFault.None : ModemConfigurationFault.InitialState;
    }

    /// <summary>
    /// Reads a frame; false when it is no configuration or too short for the protocol. Values that a modem refuses are read:
    /// <see cref="Check"/> finds them.
    /// </summary>
    public static bool TryRead(in ModemFrame frame, ModemProtocol protocol, out ModemConfiguration? configuration)
    {
        var octets = frame.Octets;
        configuration = null;
        bool isFirst = protocol == ModemProtocol.Version1;
        if (frame.Command != ModemCommand.SetConfig || octets.Length is > byte.MaxValue || octets.Length < (isFirst ? Length1 : Length2))
            return false;
        configuration = isFirst ? ConfigurationLayout1.Read(octets) : ConfigurationLayout2.Read(octets);
        return true;
    }

    /// <summary>Writes the frame and returns its length, 26 or 40.</summary>
    /// <exception cref="InvalidOperationException">When <see cref="Check"/> finds a fault.</exception>
    public int Write(Span<byte> destination, ModemProtocol protocol)
    {
        if (Check(protocol) is var fault and not ModemConfigurationFault.None)
            throw new InvalidOperationException($"A modem of protocol {(int)protocol} refuses this configuration: {fault}.");
        bool isFirst = protocol == ModemProtocol.Version1;
        int length = isFirst ? Length1 : Length2;
        ModemFrame.WriteHeader(destination, ModemCommand.SetConfig, length).Clear();
        if (isFirst)
            ConfigurationLayout1.Write(this, destination[..length]);
        else
            ConfigurationLayout2.Write(this, destination[..length]);
        return length;
    }
}
