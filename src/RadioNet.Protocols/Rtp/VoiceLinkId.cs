namespace RadioNet.Protocols.Rtp;

/// <summary>
/// One session of a voice link at the node that serves it: the master key identifier (MKI) behind each packet of the session,
/// in both directions (RFC 3711, clause 3.1). Given by the node, another one at each connection.
/// </summary>
public readonly record struct VoiceLinkId(ushort Value)
{
    /// <summary>Octets on the wire.</summary>
    public const int Length = 2;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
