using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// A block of confirmed data (ETSI TS 102 361-1, clause 8.2.2): serial number(7) CRC-9(9) user data, 10 octets of them at
/// rate 1/2, 16 at rate 3/4, 22 at rate 1.
/// </summary>
public static class ConfirmedBlock
{
    /// <summary>Octets before the user data.</summary>
    public const int HeadOctets = 2;

    /// <summary>The largest serial number.</summary>
    public const byte LargestSerial = 127;

    /// <summary>Checks a block that <see cref="DataBlock.TryRead"/> gave; its user data begin at octet 2.</summary>
    /// <param name="block">The block, of the size that its rate has.</param>
    /// <param name="rate">Its rate, whose mask the CRC is under.</param>
    /// <param name="serial">Its number in the message, from 0.</param>
    /// <returns>False when the size is no block's, or the CRC is wrong.</returns>
    public static bool TryRead(ReadOnlySpan<byte> block, DataType rate, out byte serial)
    {
        serial = 0;
        if (block.Length != DataBlock.OctetsOf(rate) || block.IsEmpty)
            return false;
        serial = (byte)(block[0] >> 1);
        return ((block[0] & 1) << 8 | block[1]) == Crc.Crc9(block[HeadOctets..], serial, MaskOf(rate));
    }

    /// <summary>Writes the head of a block whose user data stand from octet 2 on.</summary>
    public static void WriteHead(Span<byte> block, DataType rate, byte serial)
    {
        if (block.Length != DataBlock.OctetsOf(rate) || block.IsEmpty)
            throw new ArgumentException("A block has the size of its rate.", nameof(block));
        var crc = Crc.Crc9(block[HeadOctets..], (byte)(serial & LargestSerial), MaskOf(rate));
        block[0] = (byte)(serial << 1 | crc >> 8);
        block[1] = (byte)crc;
    }

    /// <summary>ETSI TS 102 361-1, clause B.3.12, table B.21.</summary>
    private static ushort MaskOf(DataType rate) => rate switch
    {
        DataType.RateHalf => 0x0F0,
        DataType.RateThreeQuarters => 0x1FF,
        _ => 0x10F,
    };
}
