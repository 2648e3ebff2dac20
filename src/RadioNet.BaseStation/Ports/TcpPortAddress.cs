namespace RadioNet.BaseStation.Ports;

/// <summary>A modem behind a TCP connection that carries its octets as they are: <c>tcp:10.0.0.5:3334</c>. Nothing protects them.</summary>
/// <param name="Host">An IPv4 or IPv6 address (without brackets), or a name.</param>
/// <param name="Port">The modem's TCP port.</param>
public sealed record TcpPortAddress(string Host, ushort Port) : ModemPortAddress
{
    /// <inheritdoc/>
    public override string ToString() => $"tcp:{PortAddressText.Host(Host)}:{Port}";
}
