using System.Buffers.Binary;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// The receiving end of one direction of a session: authenticates, decrypts, and takes nothing twice. For one thread at a time, save
/// <see cref="Counters"/>; allocates nothing per packet, and no datagram makes it throw.
/// </summary>
public sealed class SrtpReceiver : IDisposable
{
    private readonly SrtpCipher _cipher;
    private readonly VoiceLinkId _id;
    private readonly ReplayWindow _window = new();
    private long _received;
    private long _lost;
    private long _reordered;
    private long _replayed;
    private long _late;
    private long _forged;
    private long _malformed;

    /// <summary>Begins a session's direction.</summary>
    public SrtpReceiver(SrtpMasterKey master, VoiceLinkId id)
    {
        ArgumentNullException.ThrowIfNull(master);
        (_cipher, _id) = (new SrtpCipher(master), id);
    }

    /// <summary>What was counted so far; from any thread.</summary>
    public SrtpCounters Counters => new(
        Volatile.Read(ref _received),
        Volatile.Read(ref _lost),
        Volatile.Read(ref _reordered),
        Volatile.Read(ref _replayed),
        Volatile.Read(ref _late),
        Volatile.Read(ref _forged),
        Volatile.Read(ref _malformed));

    /// <summary>
    /// The session that a datagram says it belongs to, which nothing proves yet; false when it is too short or too long to be a packet
    /// of a voice link.
    /// </summary>
    public static bool TryReadId(ReadOnlySpan<byte> datagram, out VoiceLinkId id)
    {
        bool fits = datagram.Length >= RtpHeader.Length + SrtpSender.Overhead && datagram.Length <= SrtpCipher.LongestText;
        id = fits ? new VoiceLinkId(BinaryPrimitives.ReadUInt16BigEndian(datagram[^VoiceLinkId.Length..])) : default;
        return fits;
    }

    /// <summary>Opens a datagram and counts it.</summary>
    /// <param name="datagram">As it came.</param>
    /// <param name="packet">Where the RTP packet goes: as long as the datagram is enough. Meaningless unless opened.</param>
    /// <param name="length">The packet's length; 0 unless opened.</param>
    /// <param name="isNewest">Whether no later packet of its spurt had come before it.</param>
    public SrtpVerdict Open(ReadOnlySpan<byte> datagram, Span<byte> packet, out int length, out bool isNewest)
    {
        SrtpVerdict verdict = TryOpen(datagram, packet, out length, out int missing);
        isNewest = verdict == SrtpVerdict.Opened && missing >= 0;
        switch (verdict)
        {
            case SrtpVerdict.Opened:
                _received++;
                _lost += missing;
                if (!isNewest) _reordered++;
                break;
            case SrtpVerdict.Replayed:
                _replayed++;
                break;
            case SrtpVerdict.Late:
                _late++;
                break;
            case SrtpVerdict.Forged:
                _forged++;
                break;
            default:
                _malformed++;
                break;
        }

        return verdict;
    }

    /// <summary>A spurt is over: what still comes of its SSRC is late.</summary>
    public void End(uint ssrc) => _window.End(ssrc);

    /// <summary>Counts a packet that is authentic and yet says nothing that a voice link says.</summary>
    public void CountMalformed() => _malformed++;

    /// <summary>Forgets the keys.</summary>
    public void Dispose() => _cipher.Dispose();

    private SrtpVerdict TryOpen(ReadOnlySpan<byte> datagram, Span<byte> packet, out int length, out int missing)
    {
        (length, missing) = (0, 0);
        if (!TryReadId(datagram, out VoiceLinkId id) || !RtpHeader.TryRead(datagram, out RtpHeader header)) return SrtpVerdict.Malformed;
        if (id != _id) return SrtpVerdict.Forged;

        int end = datagram.Length - SrtpSender.Overhead;
        int clear = RtpHeader.Length;
        if (header.HasExtension)
        {
            clear += RtpHeader.ExtensionHeaderLength;
            if (end < clear || BinaryPrimitives.ReadUInt16BigEndian(datagram[RtpHeader.Length..]) != SrtpSender.EncryptedTwoByteForm) return SrtpVerdict.Malformed;
        }

        SrtpVerdict verdict = _window.Judge(header.Ssrc, header.Sequence);
        if (verdict != SrtpVerdict.Opened) return verdict;
        ReadOnlySpan<byte> tag = datagram.Slice(end, SrtpCipher.TagLength);
        if (!_cipher.TryOpen(header.Ssrc, header.Sequence, datagram[..clear], datagram[clear..end], tag, packet[clear..])) return SrtpVerdict.Forged;

        datagram[..clear].CopyTo(packet);
        if (header.HasExtension) BinaryPrimitives.WriteUInt16BigEndian(packet[RtpHeader.Length..], VoiceLinkPacket.TwoByteForm);
        length = end;
        missing = _window.Take(header.Ssrc, header.Sequence);
        return SrtpVerdict.Opened;
    }
}
