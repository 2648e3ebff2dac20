using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>What firmware needs to know of states and modes other than DMR.</summary>
internal static class OtherModes
{
    /// <summary>The state that a data command of another mode belongs to; null when there is no such command.</summary>
    public static ModemState? StateOf(ModemCommand command) => command switch
    {
        ModemCommand.DStarHeader or ModemCommand.DStarData or ModemCommand.DStarEnd => ModemState.DStar,
        ModemCommand.YsfData => ModemState.Ysf,
        ModemCommand.P25Header or ModemCommand.P25Ldu => ModemState.P25,
        ModemCommand.NxdnData => ModemState.Nxdn,
        ModemCommand.M17LinkSetup or ModemCommand.M17Stream or ModemCommand.M17Packet or ModemCommand.M17End => ModemState.M17,
        ModemCommand.PocsagData => ModemState.Pocsag,
        ModemCommand.FmData => ModemState.Fm,
        _ => null,
    };

    /// <summary>The shortest payload of a command with FM's parameters; null for another command.</summary>
    public static int? ShortestParameters(ModemCommand command) => command switch
    {
        ModemCommand.FmParameters1 => 8,
        ModemCommand.FmParameters2 => 6,
        ModemCommand.FmParameters3 => 14,
        ModemCommand.FmParameters4 => 4,
        _ => null,
    };

    /// <summary>Whether a state calibrates one of these modes.</summary>
    public static bool IsCalibratedBy(ModemState state, ModemModes modes) => (modes & state switch
    {
        ModemState.DStarCalibration => ModemModes.DStar,
        ModemState.P25Calibration1k => ModemModes.P25,
        ModemState.NxdnCalibration1k => ModemModes.Nxdn,
        ModemState.PocsagCalibration => ModemModes.Pocsag,
        ModemState.M17Calibration => ModemModes.M17,
        >= ModemState.FmCalibration10k and <= ModemState.FmCalibration30k => ModemModes.Fm,
        _ => ModemModes.None,
    }) != 0;

    /// <summary>What the queues of the other modes, which are always empty, say that they take.</summary>
    public static StatusReply Spaces(ModemModes enabled, bool hasFormerLayout)
    {
        byte pocsag = Space(ModemModes.Pocsag, 58);
        return new()
        {
            DStarSpace = Space(ModemModes.DStar, 28),
            YsfSpace = Space(ModemModes.Ysf, 33),
            P25Space = Space(ModemModes.P25, 18),
            NxdnSpace = Space(ModemModes.Nxdn, 83),
            M17Space = Space(ModemModes.M17, 83),
            PocsagSpace = hasFormerLayout ? (byte)0 : pocsag,
            FormerPocsagSpace = hasFormerLayout ? pocsag : (byte)0,
        };

        byte Space(ModemModes mode, byte frames) => (enabled & mode) != 0 ? frames : (byte)0;
    }

    /// <summary>What a debug message calls a change to a state.</summary>
    public static ReadOnlySpan<byte> NameOf(ModemState state) => state switch
    {
        ModemState.DStar => "Mode set to D-Star"u8,
        ModemState.Dmr => "Mode set to DMR"u8,
        ModemState.Ysf => "Mode set to System Fusion"u8,
        ModemState.P25 => "Mode set to P25"u8,
        ModemState.Nxdn => "Mode set to NXDN"u8,
        ModemState.Pocsag => "Mode set to POCSAG"u8,
        ModemState.Fm => "Mode set to FM"u8,
        ModemState.DmrCalibration => "Mode set to DMR Calibrate"u8,
        ModemState.RssiCalibration => "Mode set to RSSI Calibrate"u8,
        ModemState.LowFrequencyCalibration => "Mode set to 80 Hz Calibrate"u8,
        ModemState.DmrSimplexCalibration1k => "Mode set to DMR MS 1031 Hz Calibrate"u8,
        ModemState.DmrCalibration1k => "Mode set to DMR BS 1031 Hz Calibrate"u8,
        ModemState.Idle => "Mode set to Idle"u8,
        _ => "Mode set to Calibrate"u8,
    };
}
