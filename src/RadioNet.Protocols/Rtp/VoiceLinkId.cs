namespace RadioNet.Protocols.Rtp;

/// <summary>
/// One direction of one session of a voice link: the master key identifier (MKI) behind each of its packets (RFC 3711, clause
/// 3.1). Given by the end that receives them, another one at each connection.
/// </summary>
public readonly record struct VoiceLinkId(ushort Value)
{
    /// <summary>Octets on the wire.</summary>
    public const int Length = 2;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
