using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>
/// Where a chip is: <c>serial:/dev/ttyUSB0?baud=460800</c>, <c>serial:COM3</c>, <c>pty:PATH</c>, or behind an AMBEserver
/// <c>udp:HOST:PORT</c> (port 2460 by default).
/// </summary>
public sealed record AmbeAddress
{
    /// <summary>The speed of most sticks; boards with three channels have 921,600, old ones 230,400 bit/s.</summary>
    public const int DefaultBaud = 460_800;

    /// <summary>AMBEserver's port.</summary>
    public const int DefaultPort = 2460;

    private const string Forms = "serial:/dev/ttyUSB0?baud=460800, udp:HOST:PORT, pty:PATH";

    private AmbeAddress(bool isUdp, string name, int number)
    {
        (IsUdp, Name, Number) = (isUdp, name, number);
    }

    /// <summary>Whether it is behind UDP; otherwise it is at a terminal line.</summary>
    internal bool IsUdp { get; }

    /// <summary>The host, or the line's device.</summary>
    internal string Name { get; }

    /// <summary>The UDP port; the speed; 0 leaves a pseudo-terminal's speed as it is.</summary>
    internal int Number { get; }

    /// <summary>Reads an address as people write it.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">What it says.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out AmbeAddress? address, [NotNullWhen(false)] out VocoderText? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = text.Split(':', 2) switch
        {
            ["serial", var rest] => Serial(rest),
            ["pty", { Length: > 0 } path] => new AmbeAddress(isUdp: false, path, 0),
            ["udp", var rest] => Udp(rest),
            _ => null,
        };
        problem = address is not null ? null : new VocoderText(
            $"'{text}' không phải địa chỉ thiết bị AMBE. Hãy viết một trong các dạng: {Forms}.",
            $"'{text}' is not the address of an AMBE device. Write one of: {Forms}.");
        return address is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => IsUdp
        ? string.Create(CultureInfo.InvariantCulture, $"udp:{(Name.Contains(':', StringComparison.Ordinal) ? $"[{Name}]" : Name)}:{Number}")
        : Number == 0 ? $"pty:{Name}" : string.Create(CultureInfo.InvariantCulture, $"serial:{Name}?baud={Number}");

    private static AmbeAddress? Serial(string rest)
    {
        string[] parts = rest.Split("?baud=", 2);
        if (parts[0].Length == 0 || parts[0].Contains('?', StringComparison.Ordinal)) return null;
        if (parts.Length == 1) return new AmbeAddress(isUdp: false, parts[0], DefaultBaud);
        return TryNumber(parts[1], 4_000_000, out int baud) && baud >= 1200 ? new AmbeAddress(isUdp: false, parts[0], baud) : null;
    }

    private static AmbeAddress? Udp(string rest)
    {
        int closed = rest.LastIndexOf(']');
        int colon = rest.LastIndexOf(':');
        int port = DefaultPort;
        if (colon > closed && !TryNumber(rest[(colon + 1)..], ushort.MaxValue, out port)) return null;
        string host = colon > closed ? rest[..colon] : rest;
        if (host.StartsWith('[') && host.EndsWith(']')) host = host[1..^1];
        return Uri.CheckHostName(host) == UriHostNameType.Unknown ? null : new AmbeAddress(isUdp: true, host, port);
    }

    private static bool TryNumber(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;
}
