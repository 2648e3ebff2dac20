using System.Buffers.Binary;

namespace RadioNet.Protocols.Homebrew;

/// <summary>The protocol's two kinds of number: big-endian, 3 octets (addresses on the air) and 4 octets (ids, streams).</summary>
internal static class Wire
{
    public static uint ReadUInt24(ReadOnlySpan<byte> source, int offset) =>
        ((uint)source[offset] << 16) | ((uint)source[offset + 1] << 8) | source[offset + 2];

    public static void WriteUInt24(Span<byte> destination, int offset, uint value)
    {
        destination[offset] = (byte)(value >> 16);
        destination[offset + 1] = (byte)(value >> 8);
        destination[offset + 2] = (byte)value;
    }

    public static uint ReadUInt32(ReadOnlySpan<byte> source, int offset) =>
        BinaryPrimitives.ReadUInt32BigEndian(source[offset..]);

    public static void WriteUInt32(Span<byte> destination, int offset, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(destination[offset..], value);
}
