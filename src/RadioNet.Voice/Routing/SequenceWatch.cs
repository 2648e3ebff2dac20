using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Judges the bursts of one stream by their sequence numbers (modulo 256), without trusting them: some senders repeat one
/// number for ever, some start again at each header. A changed stream id starts the count anew.
/// </summary>
internal sealed class SequenceWatch
{
    /// <summary>A burst this much older than the newest is late; what is still older is a count that started anew.</summary>
    public const int LateWindow = 8;

    /// <summary>A jump further than this is a count that started anew, too.</summary>
    public const int LargestGap = 127;

    private readonly byte[] _payload = new byte[DmrdPacket.BurstLength];
    private bool _running;
    private byte _newest;

    /// <summary>The Homebrew stream id of the newest burst.</summary>
    public uint StreamId { get; private set; }

    public void Reset() => _running = false;

    /// <summary>Judges a burst; a fresh one becomes the newest. <paramref name="missing"/> tells how many were skipped before it.</summary>
    public BurstVerdict Judge(in DmrdPacket packet, out int missing)
    {
        missing = 0;
        byte sequence = packet.Sequence;
        if (_running && packet.StreamId == StreamId)
        {
            int ahead = (byte)(sequence - _newest);
            if (ahead == 0 && packet.Payload.SequenceEqual(_payload)) return BurstVerdict.Duplicate;
            if (IsLate(ahead)) return BurstVerdict.Late;
            if (ahead is > 1 and <= LargestGap) missing = ahead - 1;
        }

        _running = true;
        _newest = sequence;
        StreamId = packet.StreamId;
        packet.Payload.CopyTo(_payload);
        return BurstVerdict.Fresh;
    }

    /// <summary>Whether a burst is surely an old one of this stream: its stream id is the same and says something, its number is older.</summary>
    public bool IsOld(in DmrdPacket packet) =>
        _running && packet.StreamId != 0 && packet.StreamId == StreamId && IsLate((byte)(packet.Sequence - _newest));

    /// <summary>Whether a number that is so far ahead of the newest, modulo 256, is one of shortly before it.</summary>
    public static bool IsLate(int ahead) => ahead >= 256 - LateWindow;
}
