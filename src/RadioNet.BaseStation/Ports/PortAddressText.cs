namespace RadioNet.BaseStation.Ports;

/// <summary>Words of <see cref="ModemPortAddress"/> as they are written.</summary>
internal static class PortAddressText
{
    public const string PollDriver = "poll";
    public const string SystemIoPortsDriver = "system-io-ports";

    public static string Escape(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal);

    public static string Unescape(string text) => Uri.UnescapeDataString(text);

    public static string Host(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;

    public static string Line(int baud, SerialDriver driver) => driver switch
    {
        SerialDriver.Poll => $"baud={baud}&driver={PollDriver}",
        SerialDriver.SystemIoPorts => $"baud={baud}&driver={SystemIoPortsDriver}",
        _ => $"baud={baud}",
    };
}
