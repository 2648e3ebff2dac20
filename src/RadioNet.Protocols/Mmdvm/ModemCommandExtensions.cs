namespace RadioNet.Protocols.Mmdvm;

/// <summary>Questions to a <see cref="ModemCommand"/>.</summary>
public static class ModemCommandExtensions
{
    /// <summary>What a modem answers the command with (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Commands").</summary>
    public static ModemReplyKind ReplyKind(this ModemCommand command) => command switch
    {
        ModemCommand.GetVersion or ModemCommand.GetStatus => ModemReplyKind.Data,
        ModemCommand.SetConfig or ModemCommand.SetMode or ModemCommand.SetFrequency or ModemCommand.CalibrationData
            or (>= ModemCommand.FmParameters1 and <= ModemCommand.FmParameters4) => ModemReplyKind.Acknowledgement,
        _ => ModemReplyKind.None,
    };
}
