using RadioNet.Protocols.Ambe3000;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>A lane for pieces of one kind.</summary>
/// <param name="pieceSize">Elements of a piece.</param>
/// <param name="silence">The answer that says nothing.</param>
/// <param name="time">The clock by which pieces age.</param>
/// <param name="wake">Tells the chip's thread that a piece waits.</param>
/// <param name="ready">Tells the call that an answer can be taken.</param>
/// <param name="release">Gives the coder back.</param>
internal abstract class AmbeLane<TIn, TOut>(int pieceSize, TOut[] silence, TimeProvider time, Action wake, Action? ready, Action<AmbeLane> release) : AmbeLane, IDisposable
    where TIn : unmanaged
    where TOut : unmanaged
{
    private readonly Lock _gate = new();
    private readonly BlockQueue<TIn> _waiting = new(Capacity, pieceSize);
    private readonly BlockQueue<byte> _atChip = new(Capacity, 0);
    private readonly BlockQueue<TOut> _answers = new(Capacity, silence.Length);
    private bool _isServed = true;
    private volatile bool _isClosed;

    public override bool IsClosed => _isClosed;

    public override int WriteNext(Span<byte> packet, int? channel)
    {
        int written = 0;
        bool answered = false;
        lock (_gate)
        {
            while (written == 0 && _waiting.Count > 0)
            {
                if (_waiting.FirstSource == SpeechSource.Silence)
                {
                    if (_atChip.Count > 0) break; // Its turn comes when those before it are answered.
                    _waiting.Take(out _);
                    AddSilence();
                    answered = true;
                    continue;
                }

                var piece = _waiting.Take(out var source);
                _atChip.Add(source);
                written = Write(packet, channel, piece, source);
            }
        }

        if (answered) ready?.Invoke();
        return written;
    }

    public override bool Answer(in AmbePacket packet)
    {
        Span<TOut> answer = stackalloc TOut[silence.Length];
        bool isAnswer = TryRead(packet, answer);
        lock (_gate)
        {
            if (_isClosed || _atChip.Count == 0) return isAnswer;
            _atChip.Take(out var source);
            if (isAnswer) answer.CopyTo(_answers.Add(source));
            else AddSilence();
        }

        ready?.Invoke();
        return isAnswer;
    }

    public override void GiveUp()
    {
        lock (_gate)
        {
            if (_isClosed || _atChip.Count == 0) return;
            _atChip.Take(out _);
            AddSilence();
        }

        ready?.Invoke();
    }

    public override int Expire(long before)
    {
        int expired = 0;
        lock (_gate)
        {
            for (; _atChip.Count == 0 && _waiting.Count > 0 && _waiting.FirstStamp < before; expired++)
            {
                _waiting.Take(out _);
                AddSilence();
            }
        }

        if (expired > 0) ready?.Invoke();
        return expired;
    }

    public override void Serve(bool isServed)
    {
        lock (_gate)
        {
            _isServed = isServed;
            if (isServed || _isClosed) return;
            for (; _atChip.Count > 0; _atChip.Take(out _)) AddSilence();
            for (; _waiting.Count > 0; _waiting.Take(out _)) AddSilence();
        }

        ready?.Invoke();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
        }

        release(this);
    }

    /// <summary>Takes a piece of speech, a lost one, or one that is to become silence.</summary>
    protected bool Offer(ReadOnlySpan<TIn> piece, SpeechSource source)
    {
        bool isServed;
        lock (_gate)
        {
            if (_isClosed || _waiting.Count + _atChip.Count + _answers.Count == Capacity) return false;
            isServed = _isServed;
            if (!isServed) AddSilence();
            else if (source == SpeechSource.Speech) piece.CopyTo(_waiting.Add(source, time.GetTimestamp()));
            else _waiting.Add(source, time.GetTimestamp()).Clear();
        }

        if (isServed) wake();
        else ready?.Invoke();
        return true;
    }

    /// <summary>Takes the next answer.</summary>
    protected bool Take(Span<TOut> answer, out SpeechSource source)
    {
        lock (_gate)
        {
            source = SpeechSource.Silence;
            if (_answers.Count == 0) return false;
            _answers.Take(out source).CopyTo(answer);
            return true;
        }
    }

    /// <summary>Writes a piece as a request.</summary>
    protected abstract int Write(Span<byte> packet, int? channel, ReadOnlySpan<TIn> piece, SpeechSource source);

    /// <summary>Reads an answer.</summary>
    protected abstract bool TryRead(in AmbePacket packet, Span<TOut> answer);

    private void AddSilence() => silence.CopyTo(_answers.Add(SpeechSource.Silence));
}
