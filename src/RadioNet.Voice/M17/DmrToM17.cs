using System.Diagnostics.CodeAnalysis;
using RadioNet.Protocols.M17;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.M17;

/// <summary>
/// Makes an M17 stream of each spurt of a DMR call: a packet leaves whenever 40 ms are there, with no buffer more. What is lost is concealed as
/// for any listener (<see cref="CallPlayer"/>), and what is not concealed is missing in the frame numbers. It has no thread and no clock,
/// allocates nothing per burst, and is used by one thread at a time.
/// </summary>
public sealed class DmrToM17 : ISpeechSink, IDisposable
{
    /// <summary>As loud as it was said: listeners level what they hear themselves.</summary>
    private static readonly PlayingOptions _playing = new() { LevelControl = false };

    private const int FrameOctets = M17StreamPacket.PayloadOctets / 2;

    private readonly IVoiceEncoder _encoder;
    private readonly byte[] _silentFrame;
    private readonly Func<ulong, M17LinkSetup?> _describe;
    private readonly IM17PacketSink _sink;
    private readonly byte[] _packet = new byte[M17StreamPacket.Length];
    private readonly byte[] _payload = new byte[M17StreamPacket.PayloadOctets];
    private CallPlayer _player = null!;
    private M17LinkSetup? _setup;
    private ushort _stream;
    private uint _next;
    private bool _isOpen;

    private DmrToM17(IVocoder vocoder, IVoiceEncoder encoder, Func<ulong, M17LinkSetup?> describe, IM17PacketSink sink)
    {
        (_encoder, _silentFrame, _describe, _sink) = (encoder, vocoder.SilentFrame.ToArray(), describe, sink);
        _stream = (ushort)Random.Shared.Next(1 << 16);
    }

    /// <summary>When <see cref="Advance"/> has something to do, if nothing comes before.</summary>
    public TimeSpan DueAt => _player.DueAt;

    /// <summary>What became of the call's speech.</summary>
    public CallPlayerCounters Heard => _player.Counters;

    /// <summary>Packets that left.</summary>
    public long Sent { get; private set; }

    /// <summary>Opens the coders of both sides.</summary>
    /// <param name="catalogue">All vocoders of this machine.</param>
    /// <param name="vocoder">The talkgroup's vocoder.</param>
    /// <param name="call">The call's number.</param>
    /// <param name="describe">Says who calls whom in a spurt, by its number, once at its beginning; null when it is not for M17.</param>
    /// <param name="sink">Where the packets go.</param>
    /// <param name="edge">What does it; whoever opens it disposes it.</param>
    /// <param name="refusal">Why nothing does.</param>
    /// <param name="ready">Called when the talkgroup's vocoder works elsewhere and has speech: then <see cref="Advance"/> is due.</param>
    public static bool TryOpen(
        VocoderCatalogue catalogue,
        IVocoder vocoder,
        ulong call,
        Func<ulong, M17LinkSetup?> describe,
        IM17PacketSink sink,
        [NotNullWhen(true)] out DmrToM17? edge,
        [NotNullWhen(false)] out VocoderText? refusal,
        Action? ready = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentNullException.ThrowIfNull(sink);
        edge = null;
        var codec2 = catalogue.Find(VocoderNames.Codec2At3200)!;
        if (!codec2.TryOpenEncoder(out var encoder, out refusal)) return false;
        var opened = new DmrToM17(codec2, encoder, describe, sink);
        if (!CallPlayer.TryOpen(vocoder, call, opened, out var player, out refusal, ready, _playing))
        {
            encoder.Dispose();
            return false;
        }

        opened._player = player;
        edge = opened;
        return true;
    }

    /// <summary>Takes a burst of the call.</summary>
    public void Take(in SpokenBurst burst, TimeSpan now) => _player.Take(burst, now);

    /// <summary>The spurt is over, whether its terminator came or not.</summary>
    public void End(TimeSpan now) => _player.End(now);

    /// <summary>Time has passed, or the decoder has something.</summary>
    public void Advance(TimeSpan now) => _player.Advance(now);

    /// <summary>Gives the coders back.</summary>
    public void Dispose()
    {
        _player.Dispose();
        _encoder.Dispose();
    }

    void ISpeechSink.Take(in SpeechPiece piece, ReadOnlySpan<short> samples)
    {
        if (piece.IsFirst) Begin(piece.Spurt);
        if (!_isOpen || _setup is not { } setup) return;
        if (piece.IsLast)
        {
            End(setup);
            return;
        }

        if (piece.Sequence != _next) Skip(setup, piece.Sequence);
        if (!_encoder.Offer(samples) || !_encoder.TryTake(Half(piece.Sequence), out _)) _silentFrame.CopyTo(Half(piece.Sequence));
        _next = piece.Sequence + 1;
        if (_next % 2 == 0) Send(setup, piece.Sequence, isLast: false);
    }

    private void Begin(ulong spurt)
    {
        _setup = _describe(spurt);
        (_stream, _next, _isOpen) = ((ushort)(_stream + Random.Shared.Next(1, 1 << 16)), 0, true);
    }

    /// <summary>What was neither heard nor guessed is left out, by whole packets.</summary>
    private void Skip(in M17LinkSetup setup, uint sequence)
    {
        if (_next % 2 != 0)
        {
            _silentFrame.CopyTo(Half(_next));
            Send(setup, _next, isLast: false);
        }

        if (sequence % 2 != 0) _silentFrame.CopyTo(Half(sequence - 1));
    }

    /// <summary>The end is known only after all of a spurt: it is silence behind what was said.</summary>
    private void End(in M17LinkSetup setup)
    {
        if (_next % 2 == 0) _silentFrame.CopyTo(_payload, 0);
        _silentFrame.CopyTo(_payload, FrameOctets);
        Send(setup, _next, isLast: true);
        _isOpen = false;
    }

    private Span<byte> Half(uint sequence) => _payload.AsSpan((int)(sequence % 2) * FrameOctets, FrameOctets);

    private void Send(in M17LinkSetup setup, uint sequence, bool isLast)
    {
        M17StreamPacket.Write(_packet, _stream, setup, (int)(sequence / 2 % M17StreamPacket.FrameNumbers), isLast, _payload);
        Sent++;
        _sink.Take(_packet);
    }
}
