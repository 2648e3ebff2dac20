using System.Diagnostics.CodeAnalysis;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Ports;

/// <summary>
/// Where a modem is: <c>serial:/dev/ttyACM0?baud=460800</c>, <c>usb:SERIALNUMBER?baud=460800</c>, <c>pty:PATH</c>,
/// <c>udp:HOST:PORT?local=PORT</c> or <c>tcp:HOST:PORT</c>; an IPv6 address stands in brackets. In a path or serial number
/// <c>?</c> is written %3F and <c>%</c> is written %25. <see cref="object.ToString"/> gives the text again.
/// </summary>
public abstract record ModemPortAddress
{
    private protected ModemPortAddress()
    {
    }

    /// <summary>Reads an address; else <paramref name="problem"/> says what is wrong with it and what to write.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ModemPortAddress? address, [NotNullWhen(false)] out LocalizedText? problem)
    {
        (address, problem) = PortAddressReader.Read(text ?? "");
        return address is not null;
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says what to write.</exception>
    public static ModemPortAddress Parse(string text) =>
        TryParse(text, out var address, out var problem) ? address : throw new FormatException(problem.En);
}
