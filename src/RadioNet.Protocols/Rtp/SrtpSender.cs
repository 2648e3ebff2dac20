using System.Buffers.Binary;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// The sending end of one direction of a session: gives SSRCs, one a spurt, counted up from 0, and protects packets in place. For
/// one thread at a time (but <see cref="MayContinue"/>); allocates nothing per packet, and never uses a pair of SSRC and sequence number twice.
/// </summary>
public sealed class SrtpSender : IDisposable
{
    /// <summary>What protecting adds to a packet, in octets: tag and <see cref="VoiceLinkId"/>.</summary>
    public const int Overhead = SrtpCipher.TagLength + VoiceLinkId.Length;

    /// <summary>An SSRC that was overtaken by so many others is given up, before the receiver forgets it.</summary>
    internal const int LargestAge = ReplayWindow.Ssrcs - 256;

    internal const ushort EncryptedTwoByteForm = 0xC2DE;

    private readonly SrtpCipher _cipher;
    private readonly VoiceLinkId _id;
    private long _next;

    /// <summary>Begins a session's direction.</summary>
    public SrtpSender(SrtpMasterKey master, VoiceLinkId id)
    {
        ArgumentNullException.ThrowIfNull(master);
        (_cipher, _id) = (new SrtpCipher(master), id);
    }

    /// <summary>Gives the next SSRC, with sequence numbers from 0; false when all 2³² are used up: the session needs new keys.</summary>
    public bool TryBegin(out SrtpStream stream)
    {
        long next = _next;
        bool left = next <= uint.MaxValue;
        stream = left ? new SrtpStream((uint)next) : default;
        if (left) Volatile.Write(ref _next, next + 1);
        return left;
    }

    /// <summary>
    /// Whether a stream can take another packet, and one more that ends it; if not, what it carries goes on with a new one. The one call
    /// that may be made while another thread is in another one: SSRCs that are given meanwhile are within what <see cref="LargestAge"/>
    /// leaves free.
    /// </summary>
    public bool MayContinue(in SrtpStream stream) =>
        stream.IsOpen && stream.Next < ushort.MaxValue && Volatile.Read(ref _next) - stream.Ssrc <= LargestAge;

    /// <summary>
    /// Writes SSRC and sequence number into an RTP packet, encrypts its extension's body and payload (RFC 9335), and appends tag and
    /// link id. Returns the length on the wire: <see cref="Overhead"/> more.
    /// </summary>
    /// <param name="stream">The spurt's stream; counted up.</param>
    /// <param name="packet">The packet with room behind it.</param>
    /// <param name="length">The packet's length.</param>
    /// <exception cref="InvalidOperationException">The stream has no sequence number left, or was never begun.</exception>
    public int Protect(ref SrtpStream stream, Span<byte> packet, int length)
    {
        if (!stream.IsOpen || stream.IsUsedUp) throw new InvalidOperationException("An SSRC's sequence numbers are used once.");
        var sequence = (ushort)stream.Next++;
        BinaryPrimitives.WriteUInt16BigEndian(packet[RtpHeader.SequenceOffset..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet[RtpHeader.SsrcOffset..], stream.Ssrc);

        int clear = RtpHeader.Length;
        if (length > clear && RtpHeader.TryRead(packet, out RtpHeader header) && header.HasExtension)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet[clear..], EncryptedTwoByteForm);
            clear += RtpHeader.ExtensionHeaderLength;
        }

        _cipher.Seal(stream.Ssrc, sequence, packet[..clear], packet[clear..length], packet.Slice(length, SrtpCipher.TagLength));
        BinaryPrimitives.WriteUInt16BigEndian(packet[(length + SrtpCipher.TagLength)..], _id.Value);
        return length + Overhead;
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose() => _cipher.Dispose();
}
