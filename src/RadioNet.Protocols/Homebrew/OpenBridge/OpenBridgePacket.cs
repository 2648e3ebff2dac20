namespace RadioNet.Protocols.Homebrew.OpenBridge;

/// <summary>
/// A burst between servers, 73 octets: the 53 octets of a DMRD and 20 of HMAC-SHA1 over them under the shared secret.
/// Octets 11 to 14 name the sending network; a group call says timeslot 1. There is no protection against replay.
/// Read in place.
/// </summary>
public readonly ref struct OpenBridgePacket
{
    /// <summary>Octets of the message.</summary>
    public const int Length = DmrdPacket.ShortLength + BridgeSignature.Length;

    private readonly ReadOnlySpan<byte> _octets;

    private OpenBridgePacket(ReadOnlySpan<byte> octets, DmrdPacket burst)
    {
        _octets = octets;
        Burst = burst;
    }

    /// <summary>The burst; its repeater id is the sending network's.</summary>
    public DmrdPacket Burst { get; }

    /// <summary>Reads a datagram without checking who sent it; false when it is no OpenBridge burst.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out OpenBridgePacket packet)
    {
        packet = default;
        if (source.Length != Length || !DmrdPacket.TryRead(source[..DmrdPacket.ShortLength], out var burst)) return false;
        packet = new(source, burst);
        return true;
    }

    /// <summary>Writes a signed burst; returns 73.</summary>
    public static int Write(Span<byte> destination, in DmrdHeader header, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> secret)
    {
        int length = header.WriteShort(destination, payload);
        BridgeSignature.Compute(destination[..length], secret, destination[length..Length]);
        return Length;
    }

    /// <summary>Whether the signature fits the shared secret; takes the same time whichever octet is wrong.</summary>
    public bool Verify(ReadOnlySpan<byte> secret) =>
        BridgeSignature.Verify(_octets[..DmrdPacket.ShortLength], _octets[DmrdPacket.ShortLength..], secret);
}
