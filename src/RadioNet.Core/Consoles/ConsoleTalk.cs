using RadioNet.CallControl;
using RadioNet.Core.Ports;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Vocoders;
using Options = RadioNet.Protocols.Dmr.ServiceOptions;
using SpurtOutcome = RadioNet.Api.SpurtOutcome;

namespace RadioNet.Core.Consoles;

/// <summary>
/// One talk of a console, from press to end. What is said before the floor is granted is kept, 300 ms of it, so that no first syllable is clipped; then
/// it goes out as fast as it was said, with what follows behind it. Used under its own lock: by its console, and by the thread of
/// <see cref="ConsoleTalking"/>.
/// </summary>
internal sealed class ConsoleTalk : IBurstSink
{
    /// <summary>How often a talk that waits says that it still asks.</summary>
    private static readonly TimeSpan _asksEach = TimeSpan.FromMilliseconds(200);

    /// <summary>How long an arbiter may take: it learns for 1.2 s, and a slow line takes its time.</summary>
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromSeconds(5);

    /// <summary>For how long what was said before the release still waits for the floor.</summary>
    private static readonly TimeSpan _longestAfterRelease = TimeSpan.FromSeconds(1);

    /// <summary>When nothing came from the console for so long, silence is sent, so that the spurt does not end at receivers.</summary>
    private static readonly TimeSpan _fillsAfter = TimeSpan.FromMilliseconds(240);

    /// <summary>When nothing came for so long, the talk is over.</summary>
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly SaidPieces _pieces;
    private readonly byte[] _header = new byte[DmrdPacket.BurstLength];
    private readonly short[] _silence = new short[SpeechFrame.Samples];
    private readonly ConsoleSession _session;
    private readonly TalkRing _ring;
    private readonly IPlanView _plan;
    private readonly TimeProvider _time;
    private readonly LinkControl _call;
    private TalkEncoder? _encoder;
    private FloorState _state = FloorState.Asked;
    private byte _sequence;
    private bool _isOver;
    private bool _isReleased;
    private bool _hasEnded;
    private long _asked;
    private long _lastAsk;
    private long _released;
    private long _lastPiece;
    private long _lastFed;

    /// <param name="number">Its number, which its bursts carry as stream id.</param>
    /// <param name="session">Whose it is.</param>
    /// <param name="talkgroup">Where.</param>
    /// <param name="isEmergency">Whether it is an emergency.</param>
    /// <param name="takesOver">Whether it asks to take the floor from who has it.</param>
    /// <param name="ring">Where its bursts go.</param>
    /// <param name="plan">The plan, for people's names.</param>
    /// <param name="time">The clock.</param>
    public ConsoleTalk(uint number, ConsoleSession session, Talkgroup talkgroup, bool isEmergency, bool takesOver, TalkRing ring, IPlanView plan, TimeProvider time)
    {
        (Number, _session, Talkgroup, TakesOver, _ring, _plan, _time) = (number, session, talkgroup, takesOver, ring, plan, time);
        _pieces = new SaidPieces(time);
        _call = LinkControl.GroupVoice(talkgroup.Id, session.User.Radio, new Options(isEmergency ? Options.EmergencyBit : (byte)0));
    }

    /// <summary>Its number.</summary>
    public uint Number { get; }

    /// <summary>The talkgroup.</summary>
    public Talkgroup Talkgroup { get; }

    /// <summary>Whether it asks to take the floor from who has it.</summary>
    public bool TakesOver { get; }

    /// <summary>Whether nothing more comes of it here.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    /// <summary>Asks for the floor: its header leaves.</summary>
    public void Ask(TalkEncoder encoder)
    {
        lock (_gate)
        {
            _encoder = encoder;
            _asked = _lastAsk = _lastPiece = _lastFed = _time.GetTimestamp();
            _session.Outbox.Put(Floor(FloorState.Asked));
            encoder.Begin(new TalkSpurt(_call, TalkRing.ColorCode));
        }
    }

    /// <summary>Takes 20 ms of speech.</summary>
    public void Take(ReadOnlySpan<short> samples)
    {
        lock (_gate)
        {
            if (IsOver || _isReleased)
            {
                return;
            }

            _lastPiece = _time.GetTimestamp();
            _pieces.Add(samples, _state == FloorState.Granted);
            Pump();
        }
    }

    /// <summary>The user let go. What was said already goes out yet.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (IsOver || _isReleased)
            {
                return;
            }

            (_isReleased, _released) = (true, _time.GetTimestamp());
            if (_state == FloorState.Queued)
            {
                Abort(Floor(FloorState.Ended) with { Reason = ConsoleTexts.Released });
            }
            else
            {
                Pump();
            }
        }
    }

    /// <summary>Hears what was decided.</summary>
    public void Decide(TalkDecision said)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return;
            }

            switch (said.Outcome)
            {
                case SpurtOutcome.Granted when _state != FloorState.Granted:
                    _state = FloorState.Granted;
                    _session.Outbox.Put(Floor(FloorState.Granted));
                    Pump();
                    break;
                case SpurtOutcome.Queued:
                    Queue(said);
                    break;
                case SpurtOutcome.Denied:
                    Abort(Floor(FloorState.Denied, said));
                    break;
                case SpurtOutcome.Stopped:
                    Abort(Floor(said.Why == Reason.PreEmpted ? FloorState.PreEmpted : FloorState.Ended, said));
                    break;
                case SpurtOutcome.Unspecified:
                    Close(Floor(FloorState.Ended, said) with { Reason = _hasEnded ? Reasons.Word(Reason.Ended) : Reasons.Word(said.Why) });
                    break;
            }
        }
    }

    /// <summary>Time has passed, or an encoder that works elsewhere has something.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return;
            }

            if (_state == FloorState.Granted)
            {
                AdvanceSpeech();
            }
            else
            {
                AskOn();
            }
        }
    }

    /// <summary>It cannot go on: its floor goes back, and its user may press again.</summary>
    public void Fail()
    {
        lock (_gate)
        {
            if (!IsOver)
            {
                Abort(Floor(FloorState.Ended) with { Reason = Reasons.Word(Reason.PortLost) });
            }
        }
    }

    /// <inheritdoc/>
    void IBurstSink.Take(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload)
    {
        if (burst == DmrdBurst.VoiceHeader)
        {
            payload.CopyTo(_header);
        }

        Write(burst, _sequence = sequence, payload);
        _hasEnded |= burst == DmrdBurst.Terminator;
    }

    private void Queue(TalkDecision said)
    {
        if (_isReleased)
        {
            Abort(Floor(FloorState.Ended) with { Reason = ConsoleTexts.Released });
            return;
        }

        _state = FloorState.Queued;
        _session.Outbox.Put(Floor(FloorState.Queued, said with { Why = Reason.Busy }));
    }

    private void AskOn()
    {
        if (_isReleased && _time.GetElapsedTime(_released) > _longestAfterRelease)
        {
            Abort(Floor(FloorState.Ended) with { Reason = ConsoleTexts.Released });
        }
        else if (_state == FloorState.Asked && _time.GetElapsedTime(_asked) > _longestAnswer)
        {
            Abort(Floor(FloorState.Denied) with { Reason = ConsoleTexts.NoAnswer, Text = ConsoleTexts.NobodyAnswers });
        }
        else if (_time.GetElapsedTime(_lastAsk) >= _asksEach)
        {
            _lastAsk = _time.GetTimestamp();
            Write(DmrdBurst.VoiceHeader, 0, _header);
        }
    }

    private void AdvanceSpeech()
    {
        _encoder!.Advance();
        Pump();
        if (_isReleased || IsOver)
        {
            return;
        }

        if (_time.GetElapsedTime(_lastPiece) > _longestSilence)
        {
            (_isReleased, _released) = (true, _time.GetTimestamp());
            Pump();
        }
        else if (_pieces.Count == 0 && _time.GetElapsedTime(_lastFed) > _fillsAfter)
        {
            for (var piece = 0; piece < VoiceBurst.Frames; piece++)
            {
                Feed(_silence);
            }
        }
    }

    /// <summary>Lets out what is due.</summary>
    private void Pump()
    {
        if (_state != FloorState.Granted || IsOver)
        {
            return;
        }

        while (_pieces.TryTakeDue(out var piece))
        {
            Feed(piece);
        }

        if (_isReleased && _pieces.Count == 0)
        {
            _encoder!.End();
        }
    }

    private void Feed(ReadOnlySpan<short> piece)
    {
        _lastFed = _time.GetTimestamp();
        _encoder!.Take(piece);
    }

    /// <summary>Ends the talk before its speech does: the router hears a terminator, which frees the floor or leaves the queue.</summary>
    private void Abort(ConsoleEvent said)
    {
        Span<byte> terminator = stackalloc byte[DmrdPacket.BurstLength];
        FullLinkControl.WriteTerminator(terminator, _call, TalkRing.ColorCode);
        Write(DmrdBurst.Terminator, (byte)(_sequence + 1), terminator);
        Close(said);
    }

    private void Close(ConsoleEvent said)
    {
        _pieces.Clear();
        _encoder?.Dispose();
        _encoder = null;
        _session.Outbox.Put(said);
        Volatile.Write(ref _isOver, true);
    }

    private void Write(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload) => _ring.TryWrite(
        new DmrdHeader
        {
            Sequence = sequence,
            Source = _call.Source,
            Target = Talkgroup.Id.Value,
            TargetKind = AddressKind.Group,
            Slot = Talkgroup.Slot,
            Burst = burst,
            StreamId = Number,
        },
        payload);

    private ConsoleEvent.Floor Floor(FloorState state) => new(state, Talkgroup.Id.Value);

    private ConsoleEvent.Floor Floor(FloorState state, TalkDecision said) => new(state, Talkgroup.Id.Value)
    {
        Reason = Reasons.Word(said.Why),
        Text = ConsoleTexts.Of(said.Why),
        For = said.Holder?.AtMost,
        By = said.Holder is { } holder ? _plan.Current.NameOf(holder.Radio) is { Length: > 0 } name ? name : holder.Radio.ToString() : "",
        Position = said.Position,
    };
}
