using System.Diagnostics.CodeAnalysis;
using RadioNet.Protocols.Dmr;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Talking;

/// <summary>
/// Makes a spurt's DMR bursts of what a person says without a radio: a burst leaves as soon as its three pieces of 20 ms are encoded.
/// It has no thread and no clock, allocates nothing per piece, and is used by one thread at a time; spurt after spurt.
/// </summary>
public sealed class TalkEncoder : IDisposable
{
    /// <summary>Pieces that may be at the encoder: more than any encoder takes.</summary>
    private const int MostWaiting = 64;

    private readonly IVoiceEncoder _encoder;
    private readonly byte[] _silentFrame;
    private readonly SpurtWriter _writer;
    private readonly MicrophoneFilter? _filter;
    private readonly bool[] _isEncoding = new bool[MostWaiting];
    private readonly short[] _speech = new short[SpeechFrame.Samples];
    private readonly byte[] _frame = new byte[VocoderFrame.Octets];
    private int _first;
    private int _count;
    private int _stale;
    private bool _isOpen;
    private bool _isEnding;

    private TalkEncoder(IVocoder vocoder, IVoiceEncoder encoder, IBurstSink sink, bool isMicrophone)
    {
        (_encoder, _silentFrame) = (encoder, vocoder.SilentFrame.ToArray());
        _filter = isMicrophone ? new MicrophoneFilter() : null;
        _writer = new SpurtWriter(sink);
    }

    /// <summary>Whether a spurt runs: from <see cref="Begin"/> until its terminator left.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Pieces that were encoded.</summary>
    public long Encoded { get; private set; }

    /// <summary>Pieces that became the vocoder's frame of silence: the encoder could not do better, or they filled up a superframe.</summary>
    public long Silent { get; private set; }

    /// <summary>Opens an encoder for a talker.</summary>
    /// <param name="vocoder">The talkgroup's vocoder.</param>
    /// <param name="sink">Where the bursts go.</param>
    /// <param name="talker">The encoder; whoever opens it disposes it.</param>
    /// <param name="refusal">Why there is none.</param>
    /// <param name="ready">
    /// Called when an encoder that works elsewhere, such as a chip, has a frame: then <see cref="Advance"/> is due. It must neither wait nor throw.
    /// </param>
    /// <param name="isMicrophone">Whether the speech comes from a microphone and is filtered; what another vocoder gave was filtered where it was said.</param>
    public static bool TryOpen(
        IVocoder vocoder,
        IBurstSink sink,
        [NotNullWhen(true)] out TalkEncoder? talker,
        [NotNullWhen(false)] out VocoderText? refusal,
        Action? ready = null,
        bool isMicrophone = true)
    {
        ArgumentNullException.ThrowIfNull(vocoder);
        ArgumentNullException.ThrowIfNull(sink);
        talker = null;
        if (!DmrSpeech.IsOf(vocoder, out refusal) || !vocoder.TryOpenEncoder(out var encoder, out refusal, ready)) return false;
        talker = new TalkEncoder(vocoder, encoder, sink, isMicrophone);
        return true;
    }

    /// <summary>Begins a spurt: its header leaves. One that runs is ended first, without what is still being encoded.</summary>
    public void Begin(TalkSpurt spurt)
    {
        ArgumentNullException.ThrowIfNull(spurt);
        if (_isOpen) Abandon();
        (_isOpen, _isEnding) = (true, false);
        _filter?.Reset();
        _writer.Begin(spurt);
    }

    /// <summary>Takes 20 ms of speech.</summary>
    /// <param name="samples">160 samples, signed 16-bit, 8 kHz.</param>
    /// <returns>False when no spurt runs: nothing comes of it.</returns>
    public bool Take(ReadOnlySpan<short> samples)
    {
        if (!_isOpen || _isEnding) return false;
        if (samples.Length != SpeechFrame.Samples) throw new ArgumentException("A piece has 160 samples.", nameof(samples));
        samples.CopyTo(_speech);
        _filter?.Apply(_speech);
        if (_count == MostWaiting) Advance();
        bool isEncoding = _count < MostWaiting && _encoder.Offer(_speech);
        Add(isEncoding);
        return true;
    }

    /// <summary>The talker released: silence fills up the superframe, and when all is encoded the terminator leaves.</summary>
    public void End()
    {
        if (!_isOpen || _isEnding) return;
        _isEnding = true;
        Advance();
    }

    /// <summary>Sends what an encoder has done meanwhile.</summary>
    public void Advance()
    {
        while (_count > 0)
        {
            var source = SpeechSource.Silence;
            if (!_isEncoding[_first]) _silentFrame.CopyTo(_frame, 0);
            else if (!_encoder.TryTake(_frame, out source)) return;
            _first = (_first + 1) % MostWaiting;
            _count--;
            if (_stale > 0) _stale--;
            else Write(_frame, source);
        }

        if (_isOpen && _isEnding) Finish();
    }

    /// <summary>Gives the encoder back. A spurt that runs gets no terminator; who wants one ends it first.</summary>
    public void Dispose() => _encoder.Dispose();

    private void Add(bool isEncoding)
    {
        if (_count == MostWaiting) return;
        _isEncoding[(_first + _count++) % MostWaiting] = isEncoding;
        Advance();
    }

    private void Write(ReadOnlySpan<byte> frame, SpeechSource source)
    {
        if (source == SpeechSource.Speech) Encoded++;
        else Silent++;
        _writer.Add(frame);
    }

    private void Finish()
    {
        for (int missing = _writer.MissingFrames; missing > 0; missing--) Write(_silentFrame, SpeechSource.Silence);
        _writer.End();
        _isOpen = false;
    }

    /// <summary>Ends a spurt now; frames of it that are still at a chip count for nothing when they come.</summary>
    private void Abandon()
    {
        _stale = _count;
        Finish();
    }
}
