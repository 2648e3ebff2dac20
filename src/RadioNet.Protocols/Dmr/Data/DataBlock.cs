using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// The block that a data burst carries (ETSI TS 102 361-1, clause 8.2.2): 12 octets at rate 1/2 under BPTC(196,96), 18 at
/// rate 3/4 under the trellis code, 24 at rate 1 without any code, 4 zero bits in their middle (table B.10B).
/// </summary>
public static class DataBlock
{
    /// <summary>Octets of the largest block.</summary>
    public const int MostOctets = 24;

    private const int HalfBits = 96;
    private const int SpareBits = BurstLayout.InfoBits - 2 * HalfBits;

    /// <summary>Octets of a block; 0 when the data type carries none.</summary>
    public static int OctetsOf(DataType rate) => rate switch
    {
        DataType.RateHalf => Bptc19696.InfoOctets,
        DataType.RateThreeQuarters => Trellis34.InfoOctets,
        DataType.RateOne => MostOctets,
        _ => 0,
    };

    /// <summary>Reads the block of a 33-octet burst.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="rate">Its data type.</param>
    /// <param name="block">Room for <see cref="OctetsOf"/> octets.</param>
    /// <param name="corrected">Bits corrected; at rate 1 there is nothing to correct them by.</param>
    /// <returns>False when the data type carries no block, or BPTC finds no code word. A CRC has to judge what is read.</returns>
    public static bool TryRead(ReadOnlySpan<byte> burst, DataType rate, Span<byte> block, out int corrected)
    {
        corrected = 0;
        switch (rate)
        {
            case DataType.RateHalf:
                return Bptc19696.TryDecode(burst, block, out corrected);
            case DataType.RateThreeQuarters:
                corrected = Trellis34.Decode(burst, block);
                return true;
            case DataType.RateOne:
                for (var octet = 0; octet < MostOctets; octet++)
                    block[octet] = ReadOctet(burst, InfoBitOf(octet));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes all 264 bits of a burst with a block of the size that its data type has.</summary>
    public static void Write(
        Span<byte> burst, DataType rate, ReadOnlySpan<byte> block, ColorCode colorCode, SyncPattern sync = SyncPattern.BaseStationData)
    {
        if (OctetsOf(rate) == 0 || block.Length != OctetsOf(rate))
            throw new ArgumentException("A block has the size of its rate.", nameof(block));
        if (rate == DataType.RateHalf)
            Bptc19696.Encode(block, burst);
        else if (rate == DataType.RateThreeQuarters)
            Trellis34.Encode(block, burst);
        else
            WriteUncoded(burst, block);
        new SlotType(colorCode, rate).Write(burst);
        Sync.Write(burst, sync);
    }

    private static void WriteUncoded(Span<byte> burst, ReadOnlySpan<byte> block)
    {
        for (var octet = 0; octet < MostOctets; octet++)
        {
            var first = InfoBitOf(octet);
            for (var bit = 0; bit < 8; bit++)
                BitFields.WriteBit(burst, BurstLayout.InfoBit(first + bit), (uint)block[octet] >> (7 - bit));
        }

        for (var bit = HalfBits; bit < HalfBits + SpareBits; bit++)
            BitFields.WriteBit(burst, BurstLayout.InfoBit(bit), 0);
    }

    private static byte ReadOctet(ReadOnlySpan<byte> burst, int firstInfoBit)
    {
        uint value = 0;
        for (var bit = 0; bit < 8; bit++)
            value = (value << 1) | BitFields.ReadBit(burst, BurstLayout.InfoBit(firstInfoBit + bit));
        return (byte)value;
    }

    private static int InfoBitOf(int octet) => 8 * octet + (octet < HalfBits / 8 ? 0 : SpareBits);
}
