namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>Fields of up to 32 bits at any bit of a span; bit 0 is the first transmitted, the MSB of octet 0.</summary>
internal static class BitFields
{
    public static uint Read(ReadOnlySpan<byte> source, int offset, int count)
    {
        ulong value = 0;
        var last = (offset + count - 1) >> 3;
        for (var octet = offset >> 3; octet <= last; octet++)
            value = (value << 8) | source[octet];
        var trailing = ((last + 1) << 3) - offset - count;
        return (uint)((value >> trailing) & ((1UL << count) - 1));
    }

    public static void Write(Span<byte> destination, int offset, int count, uint value)
    {
        var last = (offset + count - 1) >> 3;
        var trailing = ((last + 1) << 3) - offset - count;
        var mask = ((1UL << count) - 1) << trailing;
        var bits = ((ulong)value << trailing) & mask;
        for (var octet = last; octet >= offset >> 3; octet--)
        {
            destination[octet] = (byte)((destination[octet] & ~mask) | bits);
            mask >>= 8;
            bits >>= 8;
        }
    }

    public static uint ReadBit(ReadOnlySpan<byte> source, int index) =>
        (uint)(source[index >> 3] >> (7 - (index & 7))) & 1;

    public static void WriteBit(Span<byte> destination, int index, uint bit)
    {
        var shift = 7 - (index & 7);
        ref var octet = ref destination[index >> 3];
        octet = (byte)((octet & ~(1 << shift)) | (int)((bit & 1) << shift));
    }
}
