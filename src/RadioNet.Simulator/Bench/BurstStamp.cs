using System.Buffers.Binary;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Bench;

/// <summary>
/// What a load test writes into a voice burst's vocoder bits, which no node may touch: 0:8 when it was sent (UTC in units of 100 ns),
/// 24:2 mark, 26:2 the call's number, 28:4 the voice burst's number in the call. The rest stays a burst of the air.
/// </summary>
internal readonly record struct BurstStamp(long Sent, int Call, int Number)
{
    private const ushort Mark = 0xBE7C;
    private const int MarkOffset = 24;

    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteInt64BigEndian(payload, Sent);
        BinaryPrimitives.WriteUInt16BigEndian(payload[MarkOffset..], Mark);
        BinaryPrimitives.WriteUInt16BigEndian(payload[(MarkOffset + 2)..], (ushort)Call);
        BinaryPrimitives.WriteInt32BigEndian(payload[(MarkOffset + 4)..], Number);
    }

    public static bool TryRead(ReadOnlySpan<byte> payload, out BurstStamp stamp)
    {
        stamp = default;
        if (payload.Length != DmrdPacket.BurstLength || BinaryPrimitives.ReadUInt16BigEndian(payload[MarkOffset..]) != Mark) return false;
        stamp = new(
            BinaryPrimitives.ReadInt64BigEndian(payload),
            BinaryPrimitives.ReadUInt16BigEndian(payload[(MarkOffset + 2)..]),
            BinaryPrimitives.ReadInt32BigEndian(payload[(MarkOffset + 4)..]));
        return true;
    }
}
