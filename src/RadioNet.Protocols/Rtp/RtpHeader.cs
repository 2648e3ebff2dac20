using System.Buffers.Binary;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// The fixed header of an RTP packet (RFC 3550, clause 5.1), of the form that voice links use: no padding, no contributing
/// sources.
/// </summary>
/// <remarks>
/// Octets: 0:1 version 2 (2 bits), padding 0 (1), extension (1), CSRC count 0 (4); 1:1 marker (1), payload type (7);
/// 2:2 sequence number; 4:4 timestamp; 8:4 SSRC. Big-endian.
/// </remarks>
public readonly record struct RtpHeader
{
    /// <summary>Octets of the header.</summary>
    public const int Length = 12;

    /// <summary>Octets of what stands before a header extension's body: what defines it (2), its length in words of 4 octets (2).</summary>
    public const int ExtensionHeaderLength = 4;

    internal const int SequenceOffset = 2;
    internal const int SsrcOffset = 8;
    private const byte VersionTwo = 0x80;
    private const byte ExtensionBit = 0x10;
    private const byte MarkerBit = 0x80;

    /// <summary>Whether a header extension follows.</summary>
    public bool HasExtension { get; init; }

    /// <summary>The first packet of a spurt.</summary>
    public bool Marker { get; init; }

    /// <summary>What the payload is, 0 to 127.</summary>
    public byte PayloadType { get; init; }

    /// <summary>Counts the packets of an SSRC.</summary>
    public ushort Sequence { get; init; }

    /// <summary>When the payload was sampled, in the payload's clock.</summary>
    public uint Timestamp { get; init; }

    /// <summary>The synchronization source.</summary>
    public uint Ssrc { get; init; }

    /// <summary>Reads the first 12 octets; false when they are fewer, of another version, or announce padding or contributing sources.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out RtpHeader header)
    {
        header = default;
        if (source.Length < Length || (source[0] & ~ExtensionBit) != VersionTwo) return false;
        header = new RtpHeader
        {
            HasExtension = (source[0] & ExtensionBit) != 0,
            Marker = (source[1] & MarkerBit) != 0,
            PayloadType = (byte)(source[1] & ~MarkerBit),
            Sequence = BinaryPrimitives.ReadUInt16BigEndian(source[SequenceOffset..]),
            Timestamp = BinaryPrimitives.ReadUInt32BigEndian(source[4..]),
            Ssrc = BinaryPrimitives.ReadUInt32BigEndian(source[SsrcOffset..]),
        };
        return true;
    }

    /// <summary>Writes 12 octets.</summary>
    public void Write(Span<byte> destination)
    {
        destination[0] = (byte)(VersionTwo | (HasExtension ? ExtensionBit : 0));
        destination[1] = (byte)((Marker ? MarkerBit : 0) | (PayloadType & ~MarkerBit));
        BinaryPrimitives.WriteUInt16BigEndian(destination[SequenceOffset..], Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(destination[SsrcOffset..], Ssrc);
    }
}
