using System.Buffers.Binary;

namespace RadioNet.Protocols.M17;

/// <summary>The CRC-16 of M17 (M17 specification, data link layer): 0x5935, from 0xFFFF, most significant bit first, not inverted.</summary>
public static class M17Crc
{
    /// <summary>Octets of a CRC.</summary>
    public const int Octets = 2;

    private static readonly ushort[] _table = Table();

    /// <summary>The CRC of octets; over octets and their CRC it is 0.</summary>
    public static ushort Of(ReadOnlySpan<byte> octets)
    {
        uint register = 0xFFFF;
        foreach (byte octet in octets) register = (register << 8 & 0xFFFF) ^ _table[(byte)(register >> 8) ^ octet];
        return (ushort)register;
    }

    /// <summary>Writes the CRC of all but the last two octets into these, high octet first.</summary>
    internal static void Seal(Span<byte> octets) =>
        BinaryPrimitives.WriteUInt16BigEndian(octets[^Octets..], Of(octets[..^Octets]));

    private static ushort[] Table()
    {
        var table = new ushort[256];
        for (uint octet = 0; octet < 256; octet++)
        {
            uint register = octet << 8;
            for (int bit = 0; bit < 8; bit++) register = register << 1 ^ ((register & 0x8000) != 0 ? 0x5935u : 0);
            table[octet] = (ushort)register;
        }

        return table;
    }
}
