using System.Buffers.Binary;

namespace RadioNet.Protocols.M17;

/// <summary>
/// Who calls whom, and how (M17 specification, the link setup frame). Octets: 0:6 destination, 6:6 source, 12:2 type, 14:14 META; 28:2 the
/// CRC where it stands alone, on the air. Each stream packet over IP has the first 28.
/// </summary>
/// <param name="Destination">Who is called.</param>
/// <param name="Source">Who talks.</param>
/// <param name="Type">What it is.</param>
public readonly record struct M17LinkSetup(M17Address Destination, M17Address Source, M17Type Type)
{
    /// <summary>Octets without CRC.</summary>
    public const int Octets = 28;

    /// <summary>Octets of the frame by itself, with CRC.</summary>
    public const int FrameOctets = Octets + M17Crc.Octets;

    /// <summary>Octets of META.</summary>
    public const int MetaOctets = 14;

    private const int SourceOffset = M17Address.Octets;
    private const int TypeOffset = SourceOffset + M17Address.Octets;
    private const int MetaOffset = TypeOffset + sizeof(ushort);

    /// <summary>The 112 bits of META: text, position, another callsign or a cipher's initialization, as the type says; 0 when unused.</summary>
    public UInt128 Meta { get; init; }

    /// <summary>Reads 28 octets; false when source or destination are nobody, or everybody is the source.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out M17LinkSetup setup)
    {
        setup = default;
        if (source.Length < Octets || !M17Address.TryRead(source, out var destination)) return false;
        if (!M17Address.TryRead(source[SourceOffset..], out var talker) || talker == M17Address.Broadcast) return false;
        UInt128 meta = 0;
        foreach (byte octet in source.Slice(MetaOffset, MetaOctets)) meta = meta << 8 | octet;
        setup = new M17LinkSetup(destination, talker, new M17Type(BinaryPrimitives.ReadUInt16BigEndian(source[TypeOffset..]))) { Meta = meta };
        return true;
    }

    /// <summary>Reads a frame by itself; false when its CRC is wrong, too.</summary>
    public static bool TryReadFrame(ReadOnlySpan<byte> source, out M17LinkSetup setup)
    {
        setup = default;
        return source.Length == FrameOctets && M17Crc.Of(source) == 0 && TryRead(source, out setup);
    }

    /// <summary>Writes 28 octets.</summary>
    public void Write(Span<byte> destination)
    {
        Destination.Write(destination);
        Source.Write(destination[SourceOffset..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination[TypeOffset..], Type.Value);
        for (int index = 0; index < MetaOctets; index++) destination[MetaOffset + index] = (byte)(Meta >> 8 * (MetaOctets - 1 - index));
    }

    /// <summary>Writes a frame by itself, 30 octets.</summary>
    public void WriteFrame(Span<byte> destination)
    {
        Write(destination);
        M17Crc.Seal(destination[..FrameOctets]);
    }
}
