using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RadioNet.Protocols.Homebrew.OpenBridge;

/// <summary>
/// DMRE, versions 4 and 5: a burst between servers with its time, its origin and the hops it made. Read in place.
/// Octets: 0:4 "DMRE", 4 to 52 as DMRD (11:4 the sending server), 53:1 errored bits, 54:1 signal strength, 55:1 version,
/// 56:8 nanoseconds of the Unix epoch, 64:4 the server that it came from first; version 5: 68:4 the repeater that it came
/// from first, 72:1 hops, 73:16 digest; version 4: 68:1 hops, 69:16 digest. The digest is BLAKE2b of 16 octets, keyed with
/// the shared secret, over all that stands before it.
/// </summary>
public readonly ref struct EnhancedBridgePacket
{
    /// <summary>Octets of version 4.</summary>
    public const int Version4Length = 85;

    /// <summary>Octets of version 5.</summary>
    public const int Version5Length = 89;

    /// <summary>Octets of the digest.</summary>
    public const int DigestLength = 16;

    private const int VersionOffset = 55;
    private const int TimeOffset = 56;
    private const int OriginServerOffset = 64;
    private const int OriginRepeaterOffset = 68;
    private readonly ReadOnlySpan<byte> _octets;

    private EnhancedBridgePacket(ReadOnlySpan<byte> octets)
    {
        _octets = octets;
        Burst = DmrdPacket.Over(octets[..DmrdPacket.Length]);
    }

    /// <summary>The burst; its repeater id is the sending server's.</summary>
    public DmrdPacket Burst { get; }

    /// <summary>4 or 5; the packet's length agrees with it.</summary>
    public byte Version => _octets[VersionOffset];

    /// <summary>When the first server sent it, in nanoseconds of the Unix epoch.</summary>
    public ulong UnixNanoseconds => BinaryPrimitives.ReadUInt64BigEndian(_octets[TimeOffset..]);

    /// <summary>The server that it came from first.</summary>
    public uint OriginServer => Wire.ReadUInt32(_octets, OriginServerOffset);

    /// <summary>The repeater that it came from first; none in version 4.</summary>
    public RepeaterId? OriginRepeater => Version == 5 ? new(Wire.ReadUInt32(_octets, OriginRepeaterOffset)) : null;

    /// <summary>How many servers have passed it on.</summary>
    public byte Hops => _octets[^(DigestLength + 1)];

    /// <summary>
    /// Reads a datagram without checking who sent it; false when it is no DMRE, or its version octet does not agree with
    /// its length (so that the octet alone can't choose the weaker check).
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out EnhancedBridgePacket packet)
    {
        packet = default;
        if (!source.StartsWith("DMRE"u8)) return false;
        bool agrees = (source.Length == Version4Length && source[VersionOffset] == 4)
            || (source.Length == Version5Length && source[VersionOffset] == 5);
        if (agrees) packet = new(source);
        return agrees;
    }

    /// <summary>Writes a signed burst: version 5 when the origin names a repeater, else version 4; returns the length.</summary>
    /// <param name="destination">At least 89 octets.</param>
    /// <param name="header">The burst's header; its repeater id is the sending server's.</param>
    /// <param name="payload">The burst, 33 octets.</param>
    /// <param name="origin">Where and when it began, and its hops.</param>
    /// <param name="secret">The shared secret, at most 64 octets.</param>
    public static int Write(
        Span<byte> destination, in DmrdHeader header, ReadOnlySpan<byte> payload, in BridgeOrigin origin, ReadOnlySpan<byte> secret)
    {
        header.Write(destination, payload, origin.BitErrors, origin.Rssi);
        "DMRE"u8.CopyTo(destination);
        bool isVersion5 = origin.Repeater is not null;
        int length = isVersion5 ? Version5Length : Version4Length;
        destination[VersionOffset] = (byte)(isVersion5 ? 5 : 4);
        BinaryPrimitives.WriteUInt64BigEndian(destination[TimeOffset..], origin.UnixNanoseconds);
        Wire.WriteUInt32(destination, OriginServerOffset, origin.Server);
        if (origin.Repeater is { } repeater) Wire.WriteUInt32(destination, OriginRepeaterOffset, repeater.Value);
        int signed = length - DigestLength;
        destination[signed - 1] = origin.Hops;
        Blake2b.Compute(secret, destination[..signed], destination[signed..length]);
        return length;
    }

    /// <summary>Whether the digest fits the shared secret; takes the same time whichever octet is wrong.</summary>
    public bool Verify(ReadOnlySpan<byte> secret)
    {
        if (secret.Length > Blake2b.LongestKey) return false;
        Span<byte> expected = stackalloc byte[DigestLength];
        Blake2b.Compute(secret, _octets[..^DigestLength], expected);
        return CryptographicOperations.FixedTimeEquals(expected, _octets[^DigestLength..]);
    }
}
