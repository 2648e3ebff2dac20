namespace RadioNet.Protocols.Rtp;

/// <summary>
/// What came in one direction of a session, so that nothing is taken twice (RFC 3711, clause 3.3.2): of each of the newest 4,096 SSRCs
/// the newest 64 sequence numbers. SSRCs count up, so one that gave its place to a newer one is refused without being remembered.
/// </summary>
internal sealed class ReplayWindow
{
    /// <summary>SSRCs remembered.</summary>
    public const int Ssrcs = 4096;

    /// <summary>Sequence numbers remembered of each.</summary>
    public const int Sequences = 64;

    private readonly Entry[] _entries = new Entry[Ssrcs];

    private enum State : byte
    {
        Unknown,
        Running,
        Ended,
    }

    /// <summary>Judges a packet that is not authenticated yet; changes nothing.</summary>
    public SrtpVerdict Judge(uint ssrc, ushort sequence)
    {
        ref readonly Entry entry = ref At(ssrc);
        if (entry.State == State.Unknown || entry.Ssrc < ssrc) return SrtpVerdict.Opened;
        if (entry.Ssrc > ssrc) return SrtpVerdict.Late;
        int behind = entry.Newest - sequence;
        if (behind is >= 0 and < Sequences && (entry.Seen & (1UL << behind)) != 0) return SrtpVerdict.Replayed;
        return entry.State == State.Ended || behind >= Sequences ? SrtpVerdict.Late : SrtpVerdict.Opened;
    }

    /// <summary>Remembers a packet that was judged new and authenticated.</summary>
    /// <returns>
    /// How many packets are missing more than before, by the sequence numbers, which begin at 0; −1 for one that was missing and has
    /// come now, overtaken by others.
    /// </returns>
    public int Take(uint ssrc, ushort sequence)
    {
        ref Entry entry = ref At(ssrc);
        if (entry.State == State.Unknown || entry.Ssrc != ssrc)
        {
            entry = new Entry { Ssrc = ssrc, Newest = sequence, State = State.Running, Seen = 1 };
            return sequence;
        }

        int ahead = sequence - entry.Newest;
        if (ahead < 0)
        {
            entry.Seen |= 1UL << -ahead;
            return -1;
        }

        entry.Seen = (ahead < Sequences ? entry.Seen << ahead : 0) | 1;
        entry.Newest = sequence;
        return ahead - 1;
    }

    /// <summary>What comes of this SSRC from now on is late.</summary>
    public void End(uint ssrc)
    {
        ref Entry entry = ref At(ssrc);
        if (entry.State == State.Running && entry.Ssrc == ssrc) entry.State = State.Ended;
    }

    private ref Entry At(uint ssrc) => ref _entries[ssrc % Ssrcs];

    private struct Entry
    {
        /// <summary>Bit n: the number n before the newest has come.</summary>
        public ulong Seen;
        public uint Ssrc;
        public ushort Newest;
        public State State;
    }
}
