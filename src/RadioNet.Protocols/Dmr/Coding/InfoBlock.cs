using System.Buffers.Binary;

namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// The first 80 bits of a control block, whose last 16 are a CRC-CCITT under the mask of its data type (ETSI TS 102 361-1,
/// clauses 8.2.1, 9.1.7 and B.3.12). Fields are named by their first bit, as the standard counts: bit 0 is the MSB of octet 0.
/// </summary>
/// <param name="Bits">The 80 bits, bit 0 as the highest.</param>
internal readonly record struct InfoBlock(UInt128 Bits)
{
    public const int Octets = 12;

    private const int Length = 80;

    /// <summary>Reads 12 octets.</summary>
    /// <returns>False when the size or the CRC is wrong.</returns>
    public static bool TryRead(ReadOnlySpan<byte> pdu, ushort crcMask, out InfoBlock block)
    {
        block = default;
        if (pdu.Length != Octets || (Crc.Ccitt(pdu[..10]) ^ crcMask) != BinaryPrimitives.ReadUInt16BigEndian(pdu[10..]))
            return false;
        block = new InfoBlock((UInt128)BinaryPrimitives.ReadUInt64BigEndian(pdu) << 16 | BinaryPrimitives.ReadUInt16BigEndian(pdu[8..]));
        return true;
    }

    /// <summary>Writes 12 octets.</summary>
    public void Write(Span<byte> pdu, ushort crcMask)
    {
        BinaryPrimitives.WriteUInt64BigEndian(pdu, (ulong)(Bits >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(pdu[8..], (ushort)Bits);
        BinaryPrimitives.WriteUInt16BigEndian(pdu[10..], (ushort)(Crc.Ccitt(pdu[..10]) ^ crcMask));
    }

    /// <summary>Reads the control block of a burst.</summary>
    public static bool TryReadBurst(ReadOnlySpan<byte> burst, ushort crcMask, out InfoBlock block, out int corrected)
    {
        Span<byte> pdu = stackalloc byte[Octets];
        block = default;
        return Bptc19696.TryDecode(burst, pdu, out corrected) && TryRead(pdu, crcMask, out block);
    }

    /// <summary>Writes all 264 bits of a burst.</summary>
    public void WriteBurst(Span<byte> burst, ushort crcMask, SlotType slotType, SyncPattern sync)
    {
        Span<byte> pdu = stackalloc byte[Octets];
        Write(pdu, crcMask);
        Bptc19696.Encode(pdu, burst);
        slotType.Write(burst);
        Sync.Write(burst, sync);
    }

    /// <summary>A field of up to 32 bits.</summary>
    public uint Get(int first, int count) => (uint)(Bits >> (Length - first - count)) & (uint.MaxValue >> (32 - count));

    /// <summary>A field of one bit.</summary>
    public bool Has(int bit) => Get(bit, 1) != 0;

    /// <summary>This block with another value in a field; what does not fit the field is cut off.</summary>
    public InfoBlock With(int first, int count, uint value)
    {
        var shift = Length - first - count;
        var mask = (UInt128)(uint.MaxValue >> (32 - count)) << shift;
        return new InfoBlock((Bits & ~mask) | (((UInt128)value << shift) & mask));
    }

    /// <summary>This block with another value in a field of one bit.</summary>
    public InfoBlock With(int bit, bool value) => With(bit, 1, value ? 1u : 0);
}
