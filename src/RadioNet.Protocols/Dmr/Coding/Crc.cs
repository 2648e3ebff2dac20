namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>The cyclic redundancy checks (ETSI TS 102 361-1, clauses B.3.7 to B.3.13); all start from 0, MSB first.</summary>
internal static class Crc
{
    /// <summary>CRC-CCITT of control blocks: x^16 + x^12 + x^5 + 1, inverted (clause B.3.8).</summary>
    public static ushort Ccitt(ReadOnlySpan<byte> data)
    {
        uint register = 0;
        foreach (var octet in data)
            register = Shift(register, octet, 8, 16, 0x1021);
        return (ushort)~register;
    }

    /// <summary>
    /// CRC-9 of a confirmed block: x^9 + x^6 + x^4 + x^3 + 1 over its data and then its 7-bit serial number, inverted, under
    /// the mask of its rate (clauses B.3.10 and B.3.12).
    /// </summary>
    public static ushort Crc9(ReadOnlySpan<byte> data, byte serial, ushort mask)
    {
        uint register = 0;
        foreach (var octet in data)
            register = Shift(register, octet, 8, 9, 0x059);
        return (ushort)((~Shift(register, serial, 7, 9, 0x059) & 0x1FF) ^ mask);
    }

    /// <summary>
    /// CRC-32 of a message: 0x04C11DB7 over its octets with each pair swapped (clause B.3.9). A message fills whole blocks,
    /// so its octets are even in number.
    /// </summary>
    public static uint Crc32(ReadOnlySpan<byte> data)
    {
        if (data.Length % 2 != 0)
            throw new ArgumentException("A message fills whole blocks, whose octets are even in number.", nameof(data));
        uint register = 0;
        for (var octet = 0; octet < data.Length; octet++)
            register = Shift(register, data[octet ^ 1], 8, 32, 0x04C1_1DB7);
        return register;
    }

    /// <summary>CRC-8 of a short LC and of an address that it hashes: x^8 + x^2 + x + 1 over the lowest bits (clause B.3.7).</summary>
    public static byte Crc8(uint data, int bits) => (byte)Shift(0, data, bits, 8, 0x07);

    /// <summary>CRC-7 of a reverse channel command: x^7 + x^5 + x^2 + x + 1 over its 4 bits (clause B.3.13).</summary>
    public static byte Crc7(uint command) => (byte)Shift(0, command, 4, 7, 0x27);

    private static uint Shift(uint register, uint data, int bits, int width, uint polynomial)
    {
        var mask = uint.MaxValue >> (32 - width);
        for (var bit = bits - 1; bit >= 0; bit--)
        {
            var feedback = (register >> (width - 1) ^ data >> bit) & 1;
            register = (register << 1) & mask;
            if (feedback != 0)
                register ^= polynomial;
        }

        return register;
    }
}
