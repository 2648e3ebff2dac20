using System.Buffers.Binary;

namespace RadioNet.Protocols.M17;

/// <summary>
/// 40 ms of a stream over IP, read in place (M17 specification, IP networking). Octets: 0:4 "M17 ", 4:2 stream id, 6:28
/// <see cref="M17LinkSetup"/>, 34:2 frame number (bits 0–14) and last frame (bit 15), 36:16 payload, 52:2 CRC of all before.
/// </summary>
public readonly ref struct M17StreamPacket
{
    /// <summary>Octets of the datagram.</summary>
    public const int Length = 54;

    /// <summary>Octets of the payload: two frames of Codec 2 at 3200 bit/s, the earlier first.</summary>
    public const int PayloadOctets = 16;

    /// <summary>Frame numbers count modulo this.</summary>
    public const int FrameNumbers = 0x8000;

    private const ushort LastBit = 0x8000;
    private const int StreamOffset = 4;
    private const int SetupOffset = 6;
    private const int FrameOffset = SetupOffset + M17LinkSetup.Octets;
    private const int PayloadOffset = FrameOffset + sizeof(ushort);

    private readonly ReadOnlySpan<byte> _octets;

    private M17StreamPacket(ReadOnlySpan<byte> octets, M17LinkSetup setup)
    {
        _octets = octets;
        Setup = setup;
    }

    private static ReadOnlySpan<byte> Magic => "M17 "u8;

    /// <summary>The sender's number of the transmission.</summary>
    public ushort StreamId => BinaryPrimitives.ReadUInt16BigEndian(_octets[StreamOffset..]);

    /// <summary>Who calls whom.</summary>
    public M17LinkSetup Setup { get; }

    /// <summary>Counts the packets of the transmission, modulo <see cref="FrameNumbers"/>.</summary>
    public int FrameNumber => BinaryPrimitives.ReadUInt16BigEndian(_octets[FrameOffset..]) & ~LastBit;

    /// <summary>Whether the transmission ends with it.</summary>
    public bool IsLast => (BinaryPrimitives.ReadUInt16BigEndian(_octets[FrameOffset..]) & LastBit) != 0;

    /// <summary>The 16 octets of payload.</summary>
    public ReadOnlySpan<byte> Payload => _octets.Slice(PayloadOffset, PayloadOctets);

    /// <summary>Reads a datagram; false when it is no stream packet, its CRC is wrong or its addresses are nobody's.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out M17StreamPacket packet)
    {
        packet = default;
        if (source.Length != Length || !source.StartsWith(Magic) || M17Crc.Of(source) != 0) return false;
        if (!M17LinkSetup.TryRead(source[SetupOffset..], out var setup)) return false;
        packet = new M17StreamPacket(source, setup);
        return true;
    }

    /// <summary>Writes a datagram of 54 octets.</summary>
    /// <param name="destination">Room for it.</param>
    /// <param name="streamId">The transmission's number.</param>
    /// <param name="setup">Who calls whom.</param>
    /// <param name="frameNumber">0 to 32767.</param>
    /// <param name="isLast">Whether the transmission ends with it.</param>
    /// <param name="payload">16 octets.</param>
    public static void Write(
        Span<byte> destination, ushort streamId, in M17LinkSetup setup, int frameNumber, bool isLast, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frameNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frameNumber, FrameNumbers);
        ArgumentOutOfRangeException.ThrowIfNotEqual(payload.Length, PayloadOctets, nameof(payload));
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt16BigEndian(destination[StreamOffset..], streamId);
        setup.Write(destination[SetupOffset..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination[FrameOffset..], (ushort)(frameNumber | (isLast ? LastBit : 0)));
        payload.CopyTo(destination[PayloadOffset..]);
        M17Crc.Seal(destination[..Length]);
    }
}
