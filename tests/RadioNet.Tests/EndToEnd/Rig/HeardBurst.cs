using System.Buffers.Binary;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>A DMRD datagram as it came, its fields read by their offsets and nothing of the product's.</summary>
/// <param name="Bytes">The octets.</param>
/// <param name="At">When it came, <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> ticks.</param>
internal sealed record HeardBurst(byte[] Bytes, long At)
{
    public byte Sequence => Bytes[4];

    public uint Source => (uint)(Bytes[5] << 16 | Bytes[6] << 8 | Bytes[7]);

    public uint Target => (uint)(Bytes[8] << 16 | Bytes[9] << 8 | Bytes[10]);

    public uint Repeater => BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(11));

    /// <summary>1 or 2.</summary>
    public int Slot => (Bytes[15] & 0x80) == 0 ? 1 : 2;

    public bool IsPrivate => (Bytes[15] & 0x40) != 0;

    /// <summary>Frame type and data type: 0x21 a header, 0x22 a terminator, 0x10 burst A, 0x01 to 0x05 bursts B to F.</summary>
    public int Kind => Bytes[15] & 0x3F;

    public bool IsHeader => Kind == 0x21;

    public bool IsTerminator => Kind == 0x22;

    public bool IsVoice => (Kind & 0x20) == 0;

    public uint Stream => BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(16));

    /// <summary>The 264 bits of the air.</summary>
    public ReadOnlySpan<byte> Payload => Bytes.AsSpan(20, 33);

    /// <summary>The voice bits alone, which neither a link control nor a colour code touches: as text, to compare.</summary>
    public string Voice => VoiceOf(Payload);

    /// <summary>The same of any burst of 33 octets.</summary>
    public static string VoiceOf(ReadOnlySpan<byte> payload) =>
        Convert.ToHexString(payload[..13]) + $"{payload[13] & 0xF0:X2}{payload[19] & 0x0F:X2}" + Convert.ToHexString(payload[20..]);
}
