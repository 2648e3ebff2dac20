namespace RadioNet.Protocols.Mmdvm;

/// <summary>Questions to a <see cref="ModemState"/>.</summary>
public static class ModemStateExtensions
{
    /// <summary>Whether the state is a test transmission or a measurement.</summary>
    public static bool IsCalibration(this ModemState state) =>
        state is >= ModemState.NxdnCalibration1k and <= ModemState.M17Calibration and not ModemState.CwId;

    /// <summary>The mode that must be enabled for the state; none for idle and for calibrations.</summary>
    public static ModemModes RequiredMode(this ModemState state) => state switch
    {
        ModemState.DStar => ModemModes.DStar,
        ModemState.Dmr => ModemModes.Dmr,
        ModemState.Ysf => ModemModes.Ysf,
        ModemState.P25 => ModemModes.P25,
        ModemState.Nxdn => ModemModes.Nxdn,
        ModemState.Pocsag => ModemModes.Pocsag,
        ModemState.M17 => ModemModes.M17,
        ModemState.Fm => ModemModes.Fm,
        _ => ModemModes.None,
    };

    /// <summary>Whether a modem with these modes enabled may be put into the state; false for a value that names no state, and for CW.</summary>
    public static bool IsEnabledBy(this ModemState state, ModemModes modes)
    {
        var required = state.RequiredMode();
        return required != ModemModes.None ? (modes & required) != 0 : state == ModemState.Idle || state.IsCalibration();
    }
}
