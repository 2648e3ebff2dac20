using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Playing;

/// <summary>From frames to pieces: each frame gives one, in order, whenever the decoder has it.</summary>
public sealed partial class CallPlayer
{
    /// <summary>Pieces that may be at the decoder: more than any decoder takes.</summary>
    private const int MostWaiting = 64;

    private readonly Waiting[] _waiting = new Waiting[MostWaiting];
    private readonly short[] _speech = new short[SpeechFrame.Samples];
    private int _waitingFirst;
    private int _waitingCount;
    private int _concealedInRow;
    private long _said;
    private long _concealed;
    private long _silent;
    private long _enciphered;
    private long _strange;
    private long _spurts;

    private SpeechPiece Place(int piece, TimeSpan arrived) => new()
    {
        Call = _call,
        Spurt = _spurt,
        Sequence = (uint)(piece - _firstPiece),
        IsFirst = piece == _firstPiece,
        ArrivedMicroseconds = arrived.Ticks / TimeSpan.TicksPerMicrosecond,
    };

    /// <summary>Gives a frame to the decoder; an empty one is lost.</summary>
    private void Offer(ReadOnlySpan<byte> frame, int piece, TimeSpan arrived)
    {
        if (_isEnciphered)
        {
            _enciphered++;
            return;
        }

        if (_waitingCount == MostWaiting) Pump();
        bool isDecoding = _waitingCount < MostWaiting && _decoder.Offer(frame);
        if (!isDecoding) Pump();
        Offer(Place(piece, arrived), isDecoding);
    }

    private void Offer(in SpeechPiece piece, bool isDecoding = false)
    {
        if (_waitingCount == MostWaiting)
        {
            if (!piece.IsLast) _silent++;
            return;
        }

        _waiting[(_waitingFirst + _waitingCount++) % MostWaiting] = new Waiting(piece, isDecoding);
        Pump();
    }

    /// <summary>Takes what the decoder has, and says it on.</summary>
    private void Pump()
    {
        while (_waitingCount > 0)
        {
            ref readonly var first = ref _waiting[_waitingFirst];
            var source = SpeechSource.Silence;
            if (!first.IsDecoding) Array.Clear(_speech);
            else if (!_decoder.TryTake(_speech, out source)) return;
            var piece = first.Piece with { IsConcealed = !first.Piece.IsLast && source != SpeechSource.Speech };
            _waitingFirst = (_waitingFirst + 1) % MostWaiting;
            _waitingCount--;
            if (!piece.IsLast) Count(source);
            Shape(source);
            _sink.Take(piece, _speech);
        }
    }

    private void Count(SpeechSource source)
    {
        if (source == SpeechSource.Speech) _said++;
        else if (source == SpeechSource.Concealed) _concealed++;
        else _silent++;
    }

    /// <summary>Levels the speech, and lets a guess that silence may follow fade away.</summary>
    private void Shape(SpeechSource source)
    {
        _concealedInRow = source == SpeechSource.Concealed ? _concealedInRow + 1 : 0;
        if (source == SpeechSource.Silence) return;
        _level?.Apply(_speech, isSpeech: source == SpeechSource.Speech);
        if (_concealedInRow == BurstQueue.MostConcealed) Fade.Out(_speech.AsSpan(SpeechFrame.Samples / 2));
    }

    private readonly record struct Waiting(SpeechPiece Piece, bool IsDecoding);
}
