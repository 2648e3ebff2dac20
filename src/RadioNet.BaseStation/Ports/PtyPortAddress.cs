namespace RadioNet.BaseStation.Ports;

/// <summary>A pseudo-terminal, behind which is a virtual modem: <c>pty:/tmp/modem1</c>. It has no speed.</summary>
/// <param name="Path">The terminal, or a link to it.</param>
public sealed record PtyPortAddress(string Path) : ModemPortAddress
{
    /// <inheritdoc/>
    public override string ToString() => $"pty:{PortAddressText.Escape(Path)}";
}
