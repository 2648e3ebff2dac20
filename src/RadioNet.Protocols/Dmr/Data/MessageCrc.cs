using System.Buffers.Binary;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr.Data;

/// <summary>
/// The CRC-32 of a whole data message (ETSI TS 102 361-1, clauses 8.2.2 and B.3.9): the last 4 octets of its last block,
/// over the user data of all blocks and the padding, least significant octet first.
/// </summary>
public static class MessageCrc
{
    /// <summary>Octets of the CRC.</summary>
    public const int Octets = 4;

    /// <summary>Whether a message's last 4 octets fit those before; false for an odd or too short one, which no blocks make.</summary>
    public static bool IsRight(ReadOnlySpan<byte> message) =>
        message.Length >= Octets && message.Length % 2 == 0
        && BinaryPrimitives.ReadUInt32LittleEndian(message[^Octets..]) == Crc.Crc32(message[..^Octets]);

    /// <summary>Writes a message's last 4 octets from those before; the message fills whole blocks.</summary>
    public static void Write(Span<byte> message) =>
        BinaryPrimitives.WriteUInt32LittleEndian(message[^Octets..], Crc.Crc32(message[..^Octets]));
}
