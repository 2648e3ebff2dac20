using System.Buffers.Binary;

namespace RadioNet.Voice.Transport;

/// <summary>
/// The bytes of struct sockaddr_in and sockaddr_in6 (netinet/in.h): family in the machine's order (2), port big-endian (2),
/// then either the IPv4 address (4) and eight zeros, or flow info (4), the IPv6 address (16) and the scope (4, left 0: a
/// link-local peer is not reachable by its address alone).
/// </summary>
internal static class SocketName
{
    public const int V4Length = 16;
    public const int V6Length = 28;
    private const ushort V4Family = 2;
    private const ushort V6FamilyOnLinux = 10;

    /// <summary>Writes a peer as Linux wants it on a socket of the given family; false when the family can't reach it.</summary>
    public static bool TryWrite(Span<byte> name, in PeerAddress peer, bool v6)
    {
        if (!v6 && !peer.IsV4) return false;
        BitConverter.TryWriteBytes(name, v6 ? V6FamilyOnLinux : V4Family);
        WriteAddress(name, peer, v6);
        return true;
    }

    /// <summary>Writes port and address behind a family that stands already.</summary>
    public static void WriteAddress(Span<byte> name, in PeerAddress peer, bool v6)
    {
        BinaryPrimitives.WriteUInt16BigEndian(name[2..], peer.Port);
        if (v6)
        {
            BinaryPrimitives.WriteUInt64BigEndian(name[8..], peer.High);
            BinaryPrimitives.WriteUInt64BigEndian(name[16..], peer.Low);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(name[4..], peer.V4);
        }
    }

    /// <summary>Reads port and address.</summary>
    public static PeerAddress Read(ReadOnlySpan<byte> name, bool v6)
    {
        ushort port = BinaryPrimitives.ReadUInt16BigEndian(name[2..]);
        return v6
            ? new PeerAddress(BinaryPrimitives.ReadUInt64BigEndian(name[8..]), BinaryPrimitives.ReadUInt64BigEndian(name[16..]), port)
            : PeerAddress.FromV4(BinaryPrimitives.ReadUInt32BigEndian(name[4..]), port);
    }
}
