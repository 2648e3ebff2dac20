namespace RadioNet.BaseStation.Ports;

/// <summary>
/// A modem behind UDP: datagrams that carry the modem's octets as they are, from exactly this address and port:
/// <c>udp:10.0.0.5:3334?local=3335</c>. Nothing protects them: for loopback, or a network that does.
/// </summary>
/// <param name="Host">An IPv4 or IPv6 address (without brackets), or a name.</param>
/// <param name="Port">The modem's UDP port.</param>
/// <param name="LocalPort">The UDP port here that the modem sends to; 0 is any free one.</param>
public sealed record UdpPortAddress(string Host, ushort Port, ushort LocalPort = 0) : ModemPortAddress
{
    /// <inheritdoc/>
    public override string ToString() => $"udp:{PortAddressText.Host(Host)}:{Port}{(LocalPort == 0 ? "" : $"?local={LocalPort}")}";
}
