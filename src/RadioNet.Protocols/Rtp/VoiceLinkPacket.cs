using System.Buffers.Binary;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// A packet of a voice link before it is protected, or after it was opened: RTP with one DMR burst, or a keep-alive. Read in
/// place, without a copy. SSRC and sequence number are the <see cref="SrtpSender"/>'s to write.
/// </summary>
/// <remarks>
/// A burst: RTP header, extension of the two-byte form (0x1000, then its length in words), <see cref="LinkBurst"/> as its body,
/// the burst's 33 octets. A keep-alive: the RTP header alone.
/// </remarks>
public readonly ref struct VoiceLinkPacket
{
    /// <summary>Octets of the longest packet before it is protected.</summary>
    public const int LongestPlain = RtpHeader.Length + RtpHeader.ExtensionHeaderLength + LinkBurst.LongestExtension + DmrdPacket.BurstLength;

    /// <summary>Octets of the longest packet on the wire.</summary>
    public const int Longest = LongestPlain + SrtpCipher.TagLength + VoiceLinkId.Length;

    /// <summary>The RTP clock, in hertz.</summary>
    public const int ClockRate = 8000;

    /// <summary>The RTP clock's ticks from one burst of a timeslot to the next: 60 ms.</summary>
    public const uint TicksPerBurst = 480;

    internal const ushort TwoByteForm = 0x1000;
    private const byte BurstType = 96;
    private const byte KeepAliveType = 97;

    private readonly LinkBurst _burst;

    private VoiceLinkPacket(RtpHeader header) => (Header, IsKeepAlive) = (header, true);

    private VoiceLinkPacket(RtpHeader header, LinkBurst burst, ReadOnlySpan<byte> payload)
    {
        Header = header;
        _burst = burst;
        Payload = payload;
    }

    /// <summary>The RTP header.</summary>
    public RtpHeader Header { get; }

    /// <summary>Whether it only says that the link is alive.</summary>
    public bool IsKeepAlive { get; }

    /// <summary>What is said of the burst; nothing in a keep-alive.</summary>
    public LinkBurst Burst => _burst;

    /// <summary>The burst's 264 bits as on the air; empty in a keep-alive.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads a packet; false when it is neither a burst nor a keep-alive.</summary>
    public static bool TryRead(ReadOnlySpan<byte> plain, out VoiceLinkPacket packet)
    {
        packet = default;
        if (!RtpHeader.TryRead(plain, out RtpHeader header)) return false;
        ReadOnlySpan<byte> rest = plain[RtpHeader.Length..];
        if (header.PayloadType == KeepAliveType && !header.HasExtension && rest.IsEmpty)
        {
            packet = new VoiceLinkPacket(header);
            return true;
        }

        if (header.PayloadType != BurstType || !header.HasExtension || rest.Length < RtpHeader.ExtensionHeaderLength) return false;
        int extension = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) * 4;
        if (BinaryPrimitives.ReadUInt16BigEndian(rest) != TwoByteForm) return false;
        rest = rest[RtpHeader.ExtensionHeaderLength..];
        if (rest.Length != extension + DmrdPacket.BurstLength || !LinkBurst.TryRead(rest[..extension], out LinkBurst burst)) return false;
        packet = new VoiceLinkPacket(header, burst, rest[extension..]);
        return true;
    }

    /// <summary>Writes a burst; returns the packet's length, at most <see cref="LongestPlain"/>.</summary>
    /// <param name="destination">Room for <see cref="LongestPlain"/> octets.</param>
    /// <param name="burst">What is said of it.</param>
    /// <param name="payload">The burst, 33 octets.</param>
    /// <param name="timestamp">Its place in the spurt, in ticks of <see cref="ClockRate"/>.</param>
    /// <param name="first">Whether it is the spurt's first.</param>
    public static int WriteBurst(Span<byte> destination, in LinkBurst burst, ReadOnlySpan<byte> payload, uint timestamp, bool first)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(payload.Length, DmrdPacket.BurstLength);
        new RtpHeader { HasExtension = true, Marker = first, PayloadType = BurstType, Timestamp = timestamp }.Write(destination);
        Span<byte> rest = destination[RtpHeader.Length..];
        int extension = burst.Write(rest[RtpHeader.ExtensionHeaderLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(rest, TwoByteForm);
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], (ushort)(extension / 4));
        payload.CopyTo(rest[(RtpHeader.ExtensionHeaderLength + extension)..]);
        return RtpHeader.Length + RtpHeader.ExtensionHeaderLength + extension + payload.Length;
    }

    /// <summary>Writes a keep-alive; returns its length.</summary>
    public static int WriteKeepAlive(Span<byte> destination)
    {
        new RtpHeader { PayloadType = KeepAliveType }.Write(destination);
        return RtpHeader.Length;
    }
}
