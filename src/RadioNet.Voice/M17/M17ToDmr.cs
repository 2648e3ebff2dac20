using System.Diagnostics.CodeAnalysis;
using RadioNet.Protocols.M17;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.M17;

/// <summary>
/// Makes DMR bursts of the M17 streams at one module, one spurt after the other: 40 ms in, a burst whenever 60 ms are there, with no buffer
/// more. It has no thread and no clock, allocates nothing per packet, and is used by one thread at a time.
/// </summary>
public sealed class M17ToDmr : IDisposable
{
    /// <summary>A stream that says nothing for so long is over.</summary>
    public static readonly TimeSpan StreamTimeout = TimeSpan.FromSeconds(1.6);

    /// <summary>While a stream's last packet is not older, no other stream is heard.</summary>
    private static readonly TimeSpan _hold = TimeSpan.FromMilliseconds(200);

    /// <summary>Packets in a row that are bridged: 400 ms.</summary>
    private const int MostBridged = 10;

    private const int FramesOfPacket = 2;
    private const int FrameOctets = M17StreamPacket.PayloadOctets / FramesOfPacket;

    private readonly IVoiceDecoder _decoder;
    private readonly TalkEncoder _talker;
    private readonly Func<M17LinkSetup, TalkSpurt?> _admit;
    private readonly short[] _speech = new short[SpeechFrame.Samples];
    private Stage _stage;
    private ushort _stream;
    private int _next;
    private TimeSpan _lastHeard;
    private M17ToDmrCounters _counters;

    private M17ToDmr(IVoiceDecoder decoder, TalkEncoder talker, Func<M17LinkSetup, TalkSpurt?> admit) =>
        (_decoder, _talker, _admit) = (decoder, talker, admit);

    private enum Stage : byte
    {
        Idle,
        Open,
        Denied,
        Over,
    }

    /// <summary>Whether a stream is passed on now.</summary>
    public bool IsOpen => _stage == Stage.Open;

    /// <summary>When <see cref="Advance"/> has something to do, if nothing comes before.</summary>
    public TimeSpan DueAt => _stage == Stage.Idle ? TimeSpan.MaxValue : _lastHeard + StreamTimeout;

    /// <summary>What became of the packets so far.</summary>
    public M17ToDmrCounters Counters => _counters;

    /// <summary>Opens the coders of both sides.</summary>
    /// <param name="catalogue">All vocoders of this machine.</param>
    /// <param name="vocoder">The talkgroup's vocoder.</param>
    /// <param name="admit">Says what the bursts of a stream say, once at its beginning; null when it is not let in.</param>
    /// <param name="sink">Where the bursts go.</param>
    /// <param name="edge">What does it; whoever opens it disposes it.</param>
    /// <param name="refusal">Why nothing does.</param>
    /// <param name="ready">Called when the talkgroup's vocoder works elsewhere and has a frame: then <see cref="Advance"/> is due.</param>
    public static bool TryOpen(
        VocoderCatalogue catalogue,
        IVocoder vocoder,
        Func<M17LinkSetup, TalkSpurt?> admit,
        IBurstSink sink,
        [NotNullWhen(true)] out M17ToDmr? edge,
        [NotNullWhen(false)] out VocoderText? refusal,
        Action? ready = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(admit);
        edge = null;
        if (!TalkEncoder.TryOpen(vocoder, sink, out var talker, out refusal, ready, isMicrophone: false)) return false;
        if (!catalogue.Find(VocoderNames.Codec2At3200)!.TryOpenDecoder(out var decoder, out refusal))
        {
            talker.Dispose();
            return false;
        }

        edge = new M17ToDmr(decoder, talker, admit);
        return true;
    }

    /// <summary>Takes a packet of a stream.</summary>
    public void Take(in M17StreamPacket packet, TimeSpan now)
    {
        Advance(now);
        if (_stage != Stage.Idle && packet.StreamId != _stream)
        {
            if (_stage == Stage.Open && now - _lastHeard < _hold)
            {
                _counters = _counters with { Busy = _counters.Busy + 1 };
                return;
            }

            End();
            _stage = Stage.Idle;
        }

        if (_stage == Stage.Idle) Begin(packet);
        _lastHeard = now;
        if (_stage == Stage.Open) Say(packet);
        else if (_stage == Stage.Over) _counters = _counters with { Late = _counters.Late + 1 };
        else if (packet.Setup.Type.IsPlainVoice) _counters = _counters with { Denied = _counters.Denied + 1 };
        else _counters = _counters with { Foreign = _counters.Foreign + 1 };
    }

    /// <summary>Time has passed, or the encoder has something.</summary>
    public void Advance(TimeSpan now)
    {
        _talker.Advance();
        if (now < DueAt) return;
        if (_stage == Stage.Open) _counters = _counters with { TimedOut = _counters.TimedOut + 1 };
        End();
        _stage = Stage.Idle;
    }

    /// <summary>Nothing more of the running stream is let in: its spurt ends now.</summary>
    public void Cut()
    {
        if (_stage != Stage.Open) return;
        End();
        _stage = Stage.Denied;
    }

    /// <summary>Gives the coders back. A spurt that runs gets no terminator; who wants one cuts it first.</summary>
    public void Dispose()
    {
        _decoder.Dispose();
        _talker.Dispose();
    }

    private void Begin(in M17StreamPacket packet)
    {
        (_stream, _next) = (packet.StreamId, packet.FrameNumber);
        var spurt = packet.Setup.Type.IsPlainVoice ? _admit(packet.Setup) : null;
        _stage = spurt is null ? Stage.Denied : Stage.Open;
        if (spurt is null) return;
        _counters = _counters with { Streams = _counters.Streams + 1 };
        _talker.Begin(spurt);
    }

    private void Say(in M17StreamPacket packet)
    {
        int ahead = (packet.FrameNumber - _next) & (M17StreamPacket.FrameNumbers - 1);
        if (ahead >= M17StreamPacket.FrameNumbers / 2)
        {
            _counters = _counters with { Late = _counters.Late + 1 };
            return;
        }

        bool isBridged = ahead <= MostBridged;
        for (int lost = isBridged ? ahead : 0; lost > 0; lost--)
        {
            Hear([]);
            Hear([]);
        }

        Hear(packet.Payload[..FrameOctets]);
        Hear(packet.Payload[FrameOctets..]);
        _counters = _counters with
        {
            Said = _counters.Said + 1,
            Bridged = _counters.Bridged + (isBridged ? ahead : 0),
            Skipped = _counters.Skipped + (isBridged ? 0 : ahead),
        };
        _next = (packet.FrameNumber + 1) & (M17StreamPacket.FrameNumbers - 1);
        if (!packet.IsLast) return;
        End();
        _stage = Stage.Over;
    }

    /// <summary>Passes on 20 ms; an empty frame is lost. Codec 2 decodes at once.</summary>
    private void Hear(ReadOnlySpan<byte> frame)
    {
        if (!_decoder.Offer(frame) || !_decoder.TryTake(_speech, out _)) _speech.AsSpan().Clear();
        _talker.Take(_speech);
    }

    private void End()
    {
        if (_stage == Stage.Open) _talker.End();
    }
}
