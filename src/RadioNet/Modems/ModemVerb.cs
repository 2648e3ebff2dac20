using RadioNet.Command.Terminal;

namespace RadioNet.Command.Modems;

/// <summary><c>radionet modem …</c>: the technician's tools at the modem.</summary>
internal static class ModemVerb
{
    public static Verb Create(Language language) =>
        new(language, "modem", "Công cụ của kỹ thuật viên tại modem.", "The technician's tools at the modem.",
            "radionet modem ports", "radionet modem probe /dev/ttyACM0", "radionet modem monitor serial:/dev/ttyACM0?baud=115200 receive=416.0125MHz")
        {
            PortsVerb.Create(language),
            ProbeVerb.Create(language),
            MonitorVerb.Create(language),
            SetVerb.Create(language),
            BerVerb.Create(language),
        };
}
