using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Links;

/// <summary>
/// One session of a voice link at one of its ends, without a socket and without a clock (firmware-interfaces/voice-link). One thread opens
/// what comes, one thread seals what goes; they may be two. Nothing here allocates per packet, but a box when the other end's
/// address changes. Times are ticks of the provider's <see cref="TimeProvider.GetTimestamp"/>.
/// </summary>
public sealed class VoiceLink : IDisposable
{
    /// <summary>How often the lower end says that it is there, once it was answered.</summary>
    public static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(5);

    /// <summary>How often before: until the upper end hears it, no voice comes down.</summary>
    public static readonly TimeSpan FirstKeepAliveInterval = TimeSpan.FromMilliseconds(500);

    private readonly SrtpSender _sender;
    private readonly SrtpReceiver _receiver;
    private readonly LinkSpurt _keepAlives = new();
    private readonly long _keepAliveTicks;
    private readonly long _firstKeepAliveTicks;
    private volatile Address? _peer;
    private volatile bool _answerDue;
    private long _keptAliveAt = long.MinValue;
    private long _lastHeard = long.MinValue;
    private long _sent;
    private long _moved;

    private VoiceLink(VoiceLinkEnd end, LinkDirection sends, LinkDirection receives, PeerAddress? peer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(sends);
        ArgumentNullException.ThrowIfNull(receives);
        ArgumentNullException.ThrowIfNull(time);
        (End, Id) = (end, receives.Id);
        _sender = new SrtpSender(sends.Master, sends.Id);
        _receiver = new SrtpReceiver(receives.Master, receives.Id);
        _peer = peer is { } known ? new Address(known) : null;
        _keepAliveTicks = Ticks(KeepAliveInterval);
        _firstKeepAliveTicks = Ticks(FirstKeepAliveInterval);

        long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Which end this is.</summary>
    public VoiceLinkEnd End { get; }

    /// <summary>What the packets that come in carry.</summary>
    public VoiceLinkId Id { get; }

    /// <summary>Where to send: known to the lower end, to the upper one the address that last authenticated, null before. From any thread.</summary>
    public PeerAddress? Peer => _peer?.Value;

    /// <summary>When something authentic last came; null before. From any thread.</summary>
    public long? LastHeard => Volatile.Read(ref _lastHeard) is var heard and not long.MinValue ? heard : null;

    /// <summary>What was carried and refused. From any thread.</summary>
    public VoiceLinkCounters Counters => new(_receiver.Counters, Volatile.Read(ref _sent), Volatile.Read(ref _moved));

    /// <summary>The lower end of a session.</summary>
    /// <param name="sends">What it sends with; the id is the upper end's.</param>
    /// <param name="receives">What it receives with; the id is its own.</param>
    /// <param name="upper">Where the upper end listens.</param>
    /// <param name="time">Whose ticks the times are.</param>
    public static VoiceLink Lower(LinkDirection sends, LinkDirection receives, PeerAddress upper, TimeProvider time) =>
        new(VoiceLinkEnd.Lower, sends, receives, upper, time);

    /// <summary>The upper end of a session, which sends nothing until something authentic came.</summary>
    public static VoiceLink Upper(LinkDirection sends, LinkDirection receives, TimeProvider time) =>
        new(VoiceLinkEnd.Upper, sends, receives, null, time);

    /// <summary>Opens a datagram, on the thread that receives.</summary>
    /// <param name="from">Where it came from.</param>
    /// <param name="datagram">As it came.</param>
    /// <param name="room">As long as the datagram: what <paramref name="packet"/> reads lies there.</param>
    /// <param name="now">The time.</param>
    /// <param name="packet">What it says, when opened.</param>
    public SrtpVerdict Open(in PeerAddress from, ReadOnlySpan<byte> datagram, Span<byte> room, long now, out VoiceLinkPacket packet)
    {
        packet = default;
        SrtpVerdict verdict = _receiver.Open(datagram, room, out int length, out bool isNewest);
        if (verdict != SrtpVerdict.Opened) return verdict;
        if (!VoiceLinkPacket.TryRead(room[..length], out packet))
        {
            _receiver.CountMalformed();
            return SrtpVerdict.Malformed;
        }

        Volatile.Write(ref _lastHeard, now);
        if (End == VoiceLinkEnd.Upper)
        {
            // One that others have overtaken may come from the address of before.
            if (isNewest) Follow(from);
            if (packet.IsKeepAlive) _answerDue = true;
        }

        if (!packet.IsKeepAlive && packet.Burst.Burst == DmrdBurst.Terminator) _receiver.End(packet.Header.Ssrc);
        return SrtpVerdict.Opened;
    }

    /// <summary>
    /// Whether a spurt that has begun may have another burst before its last; if not, it ends, and what follows is another one. On the
    /// spurt's own thread, whichever seals meanwhile.
    /// </summary>
    public bool MayContinue(LinkSpurt spurt)
    {
        ArgumentNullException.ThrowIfNull(spurt);
        return _sender.MayContinue(spurt.Stream);
    }

    /// <summary>Seals the next burst of a spurt, on the thread that sends.</summary>
    /// <param name="spurt">The spurt; its first burst gives it an SSRC.</param>
    /// <param name="burst">What is said of the burst.</param>
    /// <param name="payload">Its 33 octets.</param>
    /// <param name="ahead">How many bursts of 60 ms it comes after the one before: 1 when none was lost.</param>
    /// <param name="datagram">Room for <see cref="VoiceLinkPacket.Longest"/> octets.</param>
    /// <returns>The datagram's length; 0 when the spurt's, or the session's, numbers are used up.</returns>
    public int Seal(LinkSpurt spurt, in LinkBurst burst, ReadOnlySpan<byte> payload, int ahead, Span<byte> datagram)
    {
        ArgumentNullException.ThrowIfNull(spurt);
        bool first = !spurt.IsBegun;
        if (first ? !_sender.TryBegin(out spurt.Stream) : spurt.Stream.IsUsedUp) return 0;
        spurt.Place = first ? 0 : spurt.Place + (uint)ahead;
        int length = VoiceLinkPacket.WriteBurst(datagram, burst, payload, unchecked(spurt.Place * VoiceLinkPacket.TicksPerBurst), first);
        _sent++;
        return _sender.Protect(ref spurt.Stream, datagram, length);
    }

    /// <summary>Whether a keep-alive should be sent: at the lower end each 5 s, each 500 ms before the first answer, at the upper one as an answer.</summary>
    public bool IsKeepAliveDue(long now)
    {
        if (End == VoiceLinkEnd.Upper) return _answerDue;
        return _keptAliveAt == long.MinValue || now - _keptAliveAt >= (LastHeard is null ? _firstKeepAliveTicks : _keepAliveTicks);
    }

    /// <summary>Seals a keep-alive, on the thread that sends; returns its length, 0 when the session's numbers are used up.</summary>
    public int SealKeepAlive(Span<byte> datagram, long now)
    {
        _answerDue = false;
        _keptAliveAt = now;
        if (_keepAlives.IsBegun && !_sender.MayContinue(_keepAlives.Stream)) _keepAlives.Reset();
        if (!_keepAlives.IsBegun && !_sender.TryBegin(out _keepAlives.Stream)) return 0;
        _sent++;
        return _sender.Protect(ref _keepAlives.Stream, datagram, VoiceLinkPacket.WriteKeepAlive(datagram));
    }

    /// <summary>Forgets what it seals with, on the thread that sends.</summary>
    public void StopSending() => _sender.Dispose();

    /// <summary>Forgets what it opens with, on the thread that receives.</summary>
    public void StopReceiving() => _receiver.Dispose();

    /// <summary>Forgets all keys, when neither thread uses it any more.</summary>
    public void Dispose()
    {
        StopSending();
        StopReceiving();
    }

    private void Follow(in PeerAddress from)
    {
        if (_peer is { } known && known.Value == from) return;
        if (_peer is not null) _moved++;
        _peer = new Address(from);
    }

    /// <summary>An address in a box, so that the other thread never sees half of one.</summary>
    private sealed class Address(PeerAddress value)
    {
        public PeerAddress Value { get; } = value;
    }
}
