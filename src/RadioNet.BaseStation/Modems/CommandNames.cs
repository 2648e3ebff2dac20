using System.Globalization;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>The protocol's own names of what the session sends, for sentences to people.</summary>
internal static class CommandNames
{
    public static string Of(ModemCommand command) => command switch
    {
        ModemCommand.GetVersion => "GET_VERSION",
        ModemCommand.GetStatus => "GET_STATUS",
        ModemCommand.SetConfig => "SET_CONFIG",
        ModemCommand.SetMode => "SET_MODE",
        ModemCommand.SetFrequency => "SET_FREQ",
        ModemCommand.CalibrationData => "CAL_DATA",
        ModemCommand.SendCwId => "SEND_CWID",
        ModemCommand.DmrAloha => "DMR_ALOHA",
        ModemCommand.DmrData1 => "DMR_DATA1",
        ModemCommand.DmrData2 => "DMR_DATA2",
        ModemCommand.DmrShortLc => "DMR_SHORTLC",
        ModemCommand.DmrStart => "DMR_START",
        ModemCommand.DmrAbort => "DMR_ABORT",
        _ => "0x" + ((byte)command).ToString("X2", CultureInfo.InvariantCulture),
    };
}
