using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Core.Vocoding;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Vocoders;
using SpurtOutcome = RadioNet.Api.SpurtOutcome;

namespace RadioNet.Core.Consoles;

/// <summary>
/// Who talks at this node's consoles. A press asks for the floor as a radio's first burst does; what is decided comes back by the switchboard, and one
/// thread of its own tells the talks, so that call control does not wait for an encoder.
/// </summary>
internal sealed partial class ConsoleTalking : IDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(20);

    private readonly IPlanView _plan;
    private readonly Func<Talkgroup, IVocoder> _vocoders;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly BellThread _thread;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<uint, ConsoleTalk> _talks = new();
    private readonly ConcurrentDictionary<IngressId, ConsoleTalk> _streams = new();
    private readonly ConcurrentQueue<(ConsoleTalk Talk, TalkDecision Said)> _said = new();
    private uint _last;
    private long _refused;

    public ConsoleTalking(IPlanView plan, Func<Talkgroup, IVocoder> vocoders, TimeProvider time, ILogger log)
    {
        (_plan, _vocoders, _time, _log) = (plan, vocoders, time, log);
        _thread = new BellThread("console talks", Work, () => !_said.IsEmpty, LogDefect);
    }

    /// <summary>What is said here, as the router takes it.</summary>
    public TalkRing Ring { get; } = new();

    /// <summary>Talks that run or ask.</summary>
    public int Count => _talks.Count;

    /// <summary>Presses since the start that asked for the floor.</summary>
    public long Asked => _last;

    /// <summary>Presses since the start that were refused before they asked.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public void Start() => _thread.Start();

    public void Dispose() => _thread.Dispose();

    /// <summary>A user presses. What becomes of it goes into the console's box.</summary>
    /// <param name="session">The console.</param>
    /// <param name="number">The talkgroup.</param>
    /// <param name="isEmergency">Whether it is an emergency.</param>
    /// <param name="takesOver">Whether to take the floor from who has it, as far as the user may.</param>
    public void Press(ConsoleSession session, uint number, bool isEmergency, bool takesOver)
    {
        lock (_gate)
        {
            if (session.Talk is { IsOver: false })
            {
                session.Outbox.Put(new ConsoleEvent.Error("talking", new("Bàn này đang nói. Hãy nhả nút trước.", "This console talks already. Release first.")));
                return;
            }

            if (!_plan.Current.TryTalkgroup(new TalkgroupId(number), out var talkgroup))
            {
                Refuse(session, number, Reasons.Word(Reason.UnknownTalkgroup), ConsoleTexts.Of(Reason.UnknownTalkgroup)!);
                return;
            }

            if (!session.User.MayTalk(talkgroup.Id) || !session.User.Radio.IsValid)
            {
                Refuse(session, number, Reasons.Word(Reason.NotAllowed), ConsoleTexts.Of(Reason.NotAllowed)!);
                return;
            }

            Begin(session, talkgroup, isEmergency, takesOver);
        }

        _thread.Ring();
    }

    /// <summary>A user lets go.</summary>
    public void Release(ConsoleSession session)
    {
        TalkOf(session)?.Release();
        _thread.Ring();
    }

    /// <summary>A user says 20 ms of speech; without a talk it goes nowhere.</summary>
    public void Say(ConsoleSession session, ReadOnlySpan<short> samples) => TalkOf(session)?.Take(samples);

    /// <summary>Ends when a console's talk is over: what was said goes out yet, and then its end is known.</summary>
    public async Task WhenOverAsync(ConsoleSession session, CancellationToken cancel)
    {
        while (TalkOf(session) is { IsOver: false } && !session.Outbox.IsClosed)
        {
            await Task.Delay(_tick, _time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>A talk's stream has begun, and what its user asked for. On the switchboard's thread.</summary>
    public bool Begin(IngressId stream, uint number)
    {
        if (!_talks.TryGetValue(number, out var talk))
        {
            return false;
        }

        _streams[stream] = talk;
        return talk.TakesOver;
    }

    /// <summary>What was decided about a stream. On the switchboard's thread.</summary>
    public void Decide(IngressId stream, TalkDecision said)
    {
        if (_streams.TryGetValue(stream, out var talk))
        {
            _said.Enqueue((talk, said));
            _thread.Ring();
        }
    }

    /// <summary>A stream is over. On the switchboard's thread.</summary>
    public void End(IngressId stream, Reason why)
    {
        if (_streams.TryRemove(stream, out var talk))
        {
            _said.Enqueue((talk, new TalkDecision(SpurtOutcome.Unspecified, why, 0, null)));
            _thread.Ring();
        }
    }

    /// <summary>One round, on its thread: says after how long it must come again.</summary>
    internal TimeSpan Work()
    {
        while (_said.TryDequeue(out var said))
        {
            said.Talk.Decide(said.Said);
        }

        foreach (var (number, talk) in _talks)
        {
            if (!TryAdvance(talk) || talk.IsOver)
            {
                _talks.TryRemove(number, out _);
            }
        }

        return _talks.IsEmpty ? BellThread.Idle : _tick;
    }

    /// <summary>A talk that fails is over, and said once; the others go on.</summary>
    private bool TryAdvance(ConsoleTalk talk)
    {
        try
        {
            talk.Advance();
            return true;
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            LogDefect(defect);
            talk.Fail();
            return false;
        }
    }

    private ConsoleTalk? TalkOf(ConsoleSession session)
    {
        lock (_gate)
        {
            return session.Talk;
        }
    }

    private void Begin(ConsoleSession session, Talkgroup talkgroup, bool isEmergency, bool takesOver)
    {
        var talk = new ConsoleTalk(_last + 1, session, talkgroup, isEmergency, takesOver, Ring, _plan, _time);
        if (!TalkEncoder.TryOpen(_vocoders(talkgroup), talk, out var encoder, out var missing, _thread.Ready))
        {
            Refuse(session, talkgroup.Id.Value, ConsoleTexts.NoVocoder, missing.Localized());
            return;
        }

        session.Talk = _talks[++_last] = talk;
        talk.Ask(encoder);
    }

    private void Refuse(ConsoleSession session, uint talkgroup, string reason, LocalizedText text)
    {
        Interlocked.Increment(ref _refused);
        session.Outbox.Put(new ConsoleEvent.Floor(FloorState.Denied, talkgroup) { Reason = reason, Text = text });
    }

    [LoggerMessage(EventId = 1181, Level = LogLevel.Error, Message = "A console's talk failed; what it was told is lost")]
    private partial void LogDefect(Exception defect);
}
