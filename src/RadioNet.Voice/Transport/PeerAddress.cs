using System.Buffers.Binary;
using System.Net;

namespace RadioNet.Voice.Transport;

/// <summary>An IP address and UDP port as a plain value: compared and hashed without allocation. IPv4 is kept as mapped IPv6.</summary>
public readonly record struct PeerAddress(ulong High, ulong Low, ushort Port)
{
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    /// <summary>Whether the address is an IPv4 one.</summary>
    public bool IsV4 => High == 0 && (Low & 0xFFFF_FFFF_0000_0000) == MappedPrefix;

    /// <summary>The IPv4 address as a big-endian number; meaningful when <see cref="IsV4"/>.</summary>
    public uint V4 => (uint)Low;

    /// <summary>An IPv4 peer; the address is a big-endian number (127.0.0.1 is 0x7F000001).</summary>
    public static PeerAddress FromV4(uint address, ushort port) => new(0, MappedPrefix | address, port);

    /// <summary>A peer from the framework's own type.</summary>
    public static PeerAddress From(IPEndPoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Span<byte> octets = stackalloc byte[16];
        endpoint.Address.MapToIPv6().TryWriteBytes(octets, out _);
        return new(BinaryPrimitives.ReadUInt64BigEndian(octets), BinaryPrimitives.ReadUInt64BigEndian(octets[8..]), (ushort)endpoint.Port);
    }

    /// <summary>The same as the framework's own type; allocates, so for logs and sockets' set-up only.</summary>
    public IPEndPoint ToEndPoint()
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(octets, High);
        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], Low);
        var address = new IPAddress(octets);
        return new IPEndPoint(IsV4 ? address.MapToIPv4() : address, Port);
    }

    /// <inheritdoc/>
    public override string ToString() => ToEndPoint().ToString();
}
