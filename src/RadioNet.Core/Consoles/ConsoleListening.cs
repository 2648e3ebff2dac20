using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.Core.Calls;
using RadioNet.Core.Recordings;
using RadioNet.Core.Vocoding;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.Consoles;

/// <summary>
/// Who hears what at this node's consoles: takes the bursts of talkgroups that somebody listens to, decodes each call once, and puts its speech into the
/// boxes of all who listen. One thread of its own does it, so that neither the router nor a console waits.
/// </summary>
internal sealed partial class ConsoleListening : IDisposable
{
    /// <summary>For how long a decoder is kept after a spurt: the next one is mostly the answer.</summary>
    private static readonly TimeSpan _keepsDecoder = TimeSpan.FromSeconds(4);

    /// <summary>A spurt of which nothing comes for so long is over, though its end was not heard.</summary>
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(1);

    private readonly IPlanView _plan;
    private readonly Func<Talkgroup, IVocoder> _vocoders;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly BellThread _thread;
    private readonly Lock _gate = new();
    private readonly ListenerTable _listeners = new();
    private readonly Dictionary<ulong, HeardCall> _calls = [];
    private readonly List<ulong> _over = [];
    private readonly byte[] _message = new byte[SpeechMessage.Length];
    private readonly long _origin;
    private readonly uint _originMilliseconds;
    private ushort _lastPath;
    private long _opened;
    private long _pieces;

    public ConsoleListening(IPlanView plan, Func<Talkgroup, IVocoder> vocoders, TimeProvider time, ILogger log, int room = RecorderRing.UsualCapacity)
    {
        (_plan, _vocoders, _time, _log) = (plan, vocoders, time, log);
        _thread = new BellThread("console ears", Work, () => !Ring!.IsEmpty, LogDefect);
        Ring = new RecorderRing(room, _thread.Ring);
        Names = new RecordingNames(time);
        _origin = time.GetTimestamp();
        _originMilliseconds = (uint)time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    /// <summary>The consoles' ears as the router sees them.</summary>
    public RecorderRing Ring { get; }

    /// <summary>What call control says of the numbers that bursts carry.</summary>
    public RecordingNames Names { get; }

    /// <summary>Decoders that were opened since the start: one a call, however many listen.</summary>
    public long Opened => Interlocked.Read(ref _opened);

    /// <summary>Pieces of speech that were decoded since the start.</summary>
    public long Pieces => Interlocked.Read(ref _pieces);

    /// <summary>The talkgroups that somebody listens to, told at each change, under a lock: who hears it does not wait.</summary>
    public Action<ImmutableHashSet<uint>>? Wants { get; set; }

    public void Start() => _thread.Start();

    public void Dispose() => _thread.Dispose();

    /// <summary>From now on a console listens to these talkgroups, as far as its user may, and to no others.</summary>
    public void Listen(ConsoleSession session, FrozenSet<uint> talkgroups)
    {
        lock (_gate)
        {
            var before = session.Wanted;
            Share(_listeners.Set(session, talkgroups));
            foreach (var call in _calls.Values.Where(call => call.Told is not null && !before.Contains(call.Talkgroup) && ListenerTable.IsHeardBy(call.Talkgroup, session)))
            {
                session.Outbox.Put(call.Told!);
            }
        }
    }

    /// <summary>A console is gone.</summary>
    public void Leave(ConsoleSession session)
    {
        lock (_gate)
        {
            Share(_listeners.Remove(session));
        }
    }

    /// <summary>What users may hear may have changed.</summary>
    public void LookAgain()
    {
        lock (_gate)
        {
            Share(_listeners.Share());
        }
    }

    /// <summary>Puts decoded speech into all boxes. On the thread that feeds the player, under the gate.</summary>
    internal void Hand(HeardCall call, in SpeechPiece piece, ReadOnlySpan<short> samples)
    {
        Interlocked.Increment(ref _pieces);
        var flags = (byte)((piece.IsFirst ? SpeechMessage.First : 0) | (piece.IsLast ? SpeechMessage.Last : 0) | (piece.IsConcealed ? SpeechMessage.Concealed : 0));
        var milliseconds = unchecked(_originMilliseconds + (uint)(piece.ArrivedMicroseconds / 1000));
        SpeechMessage.Write(_message, flags, call.Path, call.Talkgroup, piece.Sequence, milliseconds, samples);
        foreach (var session in _listeners.Of(call.Talkgroup))
        {
            session.Outbox.Put(_message);
        }
    }

    /// <summary>One round: takes what has come, plays what is due, and says when more is.</summary>
    private TimeSpan Work()
    {
        lock (_gate)
        {
            while (!Ring.IsEmpty)
            {
                TakeNext();
            }

            var now = Now();
            var wait = BellThread.Idle;
            foreach (var (number, call) in _calls)
            {
                call.Player?.Advance(now);
                if (IsOver(call))
                {
                    _over.Add(number);
                }
                else if (call.Player is { DueAt: var due } && due < TimeSpan.MaxValue && due - now < wait)
                {
                    wait = due - now;
                }
            }

            ForgetOver();
            return wait < _soon ? _soon : wait;
        }
    }

    /// <summary>A burst that cannot be played is gone all the same: the next one is none the worse for it.</summary>
    private void TakeNext()
    {
        try
        {
            Take(Ring.Peek());
        }
        finally
        {
            Ring.Drop();
        }
    }

    private void Take(in RecordedBurst burst)
    {
        if (burst.IsEnd)
        {
            var stream = burst.Stream;
            var over = _calls.Values.FirstOrDefault(call => call.IsTalking && call.Stream == stream);
            if (over is not null)
            {
                Finish(over);
            }

            return;
        }

        if (!_listeners.IsHeard(burst.Talkgroup))
        {
            return;
        }

        if (!_calls.TryGetValue(burst.Call, out var call))
        {
            _calls[burst.Call] = call = new HeardCall(this, burst.Talkgroup, NextPath());
        }

        Open(burst.Call, call);
        if (!call.IsTalking || call.Spurt != burst.Spurt)
        {
            Finish(call);
            Begin(call, burst);
        }

        call.SilentSince = burst.Arrived;

        // By the time when it came, and not by now: a pause of this thread is no reason to give up what waits behind it.
        var arrived = _time.GetElapsedTime(_origin, burst.Arrived);
        call.Player?.Take(new SpokenBurst { Spurt = burst.Spurt, Burst = burst.Burst, Sequence = burst.Sequence, Arrived = arrived, Payload = burst.Payload }, arrived);
    }

    private void Open(ulong number, HeardCall call)
    {
        if (call.Player is not null || call.Unheard is not null)
        {
            return;
        }

        if (!_plan.Current.TryTalkgroup(new TalkgroupId(call.Talkgroup), out var talkgroup))
        {
            call.Unheard = ConsoleTexts.Of(Reason.UnknownTalkgroup);
        }
        else if (CallPlayer.TryOpen(_vocoders(talkgroup), number, call, out var player, out var refusal, _thread.Ready))
        {
            call.Player = player;
            Interlocked.Increment(ref _opened);
        }
        else
        {
            call.Unheard = refusal.Localized();
        }
    }

    private void Begin(HeardCall call, in RecordedBurst burst)
    {
        (call.IsTalking, call.Stream, call.Spurt, call.Source) = (true, burst.Stream, burst.Spurt, burst.Source);
        call.Told = new ConsoleEvent.Spurt(
            call.Talkgroup, call.Path, Names.CallOf(burst.Call), Names.SpurtOf(burst.Spurt).Id, burst.Source.Value, _plan.Current.NameOf(burst.Source), true, call.Unheard);
        Tell(call, call.Told);
    }

    /// <summary>What is held of a spurt is played, and then it is said to be over.</summary>
    private void Finish(HeardCall call)
    {
        if (!call.IsTalking)
        {
            return;
        }

        call.Player?.End(Now());
        call.IsTalking = false;
        call.SilentSince = _time.GetTimestamp();
        Tell(call, call.Told! with { Begins = false });
        call.Told = null;
    }

    private void Tell(HeardCall call, ConsoleEvent said)
    {
        foreach (var session in _listeners.Of(call.Talkgroup))
        {
            session.Outbox.Put(said);
        }
    }

    /// <summary>Whether nothing comes of a call any more, or nobody listens to it.</summary>
    private bool IsOver(HeardCall call)
    {
        var silent = _time.GetElapsedTime(call.SilentSince);
        if (call.IsTalking && silent > _longestPause)
        {
            Finish(call);
        }

        return !_listeners.IsHeard(call.Talkgroup) || (!call.IsTalking && silent > _keepsDecoder);
    }

    private void ForgetOver()
    {
        foreach (var number in _over)
        {
            if (_calls.Remove(number, out var call))
            {
                call.Player?.Dispose();
            }
        }

        _over.Clear();
    }

    /// <summary>A number that no call of now has.</summary>
    private ushort NextPath()
    {
        do
        {
            _lastPath++;
        }
        while (_lastPath == 0 || _calls.Values.Any(call => call.Path == _lastPath));
        return _lastPath;
    }

    /// <summary>Tells which talkgroups are heard here, when they are others. Under the gate.</summary>
    private void Share(bool areOthers)
    {
        if (areOthers)
        {
            Ring.Talkgroups = _listeners.Talkgroups.ToFrozenSet();
            Wants?.Invoke([.. _listeners.Talkgroups]);
        }
    }

    private TimeSpan Now() => _time.GetElapsedTime(_origin);

    [LoggerMessage(EventId = 1180, Level = LogLevel.Error, Message = "A burst could not be played to consoles; it is dropped")]
    private partial void LogDefect(Exception defect);
}
