using System.Diagnostics.CodeAnalysis;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Playing;

/// <summary>
/// Plays one call, once, for however many listen: bursts in, speech out in pieces of 20 ms as soon as each can be decoded. It has
/// no thread and no clock, allocates nothing per burst, and is used by one thread at a time. Who feeds it gives it all
/// bursts that wait before it says what time it is.
/// </summary>
public sealed partial class CallPlayer : IDisposable
{
    private readonly ulong _call;
    private readonly IVoiceDecoder _decoder;
    private readonly ISpeechSink _sink;
    private readonly BurstQueue _queue;
    private readonly LevelControl? _level;
    private readonly EndedSpurts _ended = new();
    private BurstPlaces _places;
    private EmbeddedLinkControlAccumulator _embedded;
    private ulong _spurt;
    private int _firstPiece;
    private int _lastEmbedded;
    private bool _isOpen;
    private bool _isEnciphered;

    private CallPlayer(ulong call, IVoiceDecoder decoder, ISpeechSink sink, PlayingOptions options, ArrivalMeter meter)
    {
        (_call, _decoder, _sink) = (call, decoder, sink);
        _queue = new BurstQueue(meter, options);
        _queue.Begin();
        _level = options.LevelControl ? new LevelControl() : null;
    }

    /// <summary>When <see cref="Advance"/> has something to do, if nothing comes before; never, mostly.</summary>
    public TimeSpan DueAt => _isOpen ? _queue.DueAt : TimeSpan.MaxValue;

    /// <summary>What became of the speech so far.</summary>
    public CallPlayerCounters Counters => new(
        _said, _concealed, _silent, _queue.Counts.Skipped, _queue.Counts.Trimmed, _enciphered, _queue.Counts.Late, _queue.Counts.Duplicates, _strange, _spurts);

    /// <summary>Opens a decoder for a call and its player.</summary>
    /// <param name="vocoder">The talkgroup's vocoder.</param>
    /// <param name="call">The call's number.</param>
    /// <param name="sink">Who hears it.</param>
    /// <param name="player">The player; whoever opens it disposes it.</param>
    /// <param name="refusal">Why there is none.</param>
    /// <param name="ready">
    /// Called when a decoder that works elsewhere, such as a chip, has speech: then <see cref="Advance"/> is due. It must neither wait nor throw.
    /// </param>
    /// <param name="options">How it is played.</param>
    /// <param name="meter">What earlier calls learned of the way here; a new one when null.</param>
    public static bool TryOpen(
        IVocoder vocoder,
        ulong call,
        ISpeechSink sink,
        [NotNullWhen(true)] out CallPlayer? player,
        [NotNullWhen(false)] out VocoderText? refusal,
        Action? ready = null,
        PlayingOptions? options = null,
        ArrivalMeter? meter = null)
    {
        ArgumentNullException.ThrowIfNull(vocoder);
        ArgumentNullException.ThrowIfNull(sink);
        options ??= new PlayingOptions();
        options.Validate();
        player = null;
        if (!DmrSpeech.IsOf(vocoder, out refusal) || !vocoder.TryOpenDecoder(out var decoder, out refusal, ready)) return false;
        player = new CallPlayer(call, decoder, sink, options, meter ?? new ArrivalMeter(options));
        return true;
    }

    /// <summary>Takes a burst of the call: voice, header, terminator; others say nothing. The first of another spurt ends the one before.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="now">The time.</param>
    public void Take(in SpokenBurst burst, TimeSpan now)
    {
        if (!burst.Burst.IsVoice()) return;
        if (!_isOpen || burst.Spurt != _spurt)
        {
            if (_ended.Contains(burst.Spurt))
            {
                _strange++;
                return;
            }

            End(now);
            Begin(burst.Spurt);
        }

        int place = _places.Of(burst.Burst, burst.Sequence);
        if (burst.Burst.IsVoiceBurst())
        {
            Hear(burst, place);
            _queue.Take(place, burst.Payload, burst.Arrived);
        }
        else if (burst.Burst == DmrdBurst.Terminator)
        {
            _queue.End(place);
        }
        else
        {
            _queue.Expect(place + 1);
            _isEnciphered |= burst.Burst == DmrdBurst.PrivacyHeader
                || (FullLinkControl.TryReadHeader(burst.Payload, out var lc) && lc.IsVoiceCall && lc.ServiceOptions.IsPrivate);
        }

        Advance(now);
    }

    /// <summary>The spurt is over, whether its terminator came or not: what is held of it is played now.</summary>
    public void End(TimeSpan now)
    {
        if (!_isOpen) return;
        _queue.Close();
        Play(now);
    }

    /// <summary>Plays what is due, and what a chip has decoded meanwhile.</summary>
    public void Advance(TimeSpan now)
    {
        if (_isOpen) Play(now);
        Pump();
    }

    /// <summary>Gives the decoder back; nothing more is heard.</summary>
    public void Dispose() => _decoder.Dispose();

    private void Begin(ulong spurt)
    {
        (_spurt, _isOpen, _isEnciphered, _firstPiece, _lastEmbedded) = (spurt, true, false, -1, -1);
        _places = default;
        _embedded.Reset();
        _queue.Begin();
        _spurts++;
    }

    /// <summary>Reads the call's link control between the speech: who joins late hears there that it is enciphered.</summary>
    private void Hear(in SpokenBurst burst, int place)
    {
        if (burst.Burst == DmrdBurst.VoiceA) return;
        if (place != _lastEmbedded + 1) _embedded.Reset();
        _lastEmbedded = place;
        if (_embedded.TryAdd(burst.Payload, out var lc) && lc.IsVoiceCall) _isEnciphered = lc.ServiceOptions.IsPrivate;
    }

    private void Play(TimeSpan now)
    {
        for (; ; )
        {
            var step = _queue.Next(now, out var frame, out int piece, out var arrived);
            if (step == QueueStep.Wait) return;
            if (step == QueueStep.End)
            {
                Finish(piece, now);
                return;
            }

            if (_firstPiece < 0) _firstPiece = piece;
            Offer(frame, piece, arrived);
        }
    }

    private void Finish(int piece, TimeSpan now)
    {
        if (_firstPiece >= 0) Offer(Place(piece, now) with { IsLast = true });
        _ended.Add(_spurt);
        _isOpen = false;
        Pump();
    }
}
