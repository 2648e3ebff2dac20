namespace RadioNet.Protocols.Rtp;

/// <summary>
/// One direction of one session of a voice link: the master key identifier (MKI) behind each of its packets (RFC 3711, clause
/// 3.1). No two sessions that are open at one socket receive under the same; a connection gets others than the one before had.
/// </summary>
public readonly record struct VoiceLinkId(ushort Value)
{
    /// <summary>Octets on the wire.</summary>
    public const int Length = 2;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
