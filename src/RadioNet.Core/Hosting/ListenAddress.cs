using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace RadioNet.Core.Hosting;

/// <summary>HOST:PORT as people write it: an IPv4 address, an IPv6 address in brackets, or <c>localhost</c>; port 0 is any free one.</summary>
public static class ListenAddress
{
    /// <summary>Reads HOST:PORT; false when it is none.</summary>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out IPEndPoint address)
    {
        address = null;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return false;
        }

        if (!TryHost(text![..colon], out var host))
        {
            return false;
        }

        address = new IPEndPoint(host, port);
        return true;
    }

    private static bool TryHost(string host, [MaybeNullWhen(false)] out IPAddress address)
    {
        if (host == "localhost")
        {
            address = IPAddress.Loopback;
            return true;
        }

        var bracketed = host.StartsWith('[') && host.EndsWith(']');
        return IPAddress.TryParse(bracketed ? host[1..^1] : host, out address)
            && bracketed == (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
            && (bracketed || host.Count(c => c == '.') == 3);
    }
}
