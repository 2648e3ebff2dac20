using System.Collections.Concurrent;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.HilRigs.Tests.Driving;

/// <summary>
/// A rig's modem in the hands of the product: its <see cref="PortKeeper"/>, its <see cref="ModemSession"/> and, for calls, its
/// <see cref="DmrRepeater"/>. Nothing of the modem's protocol is decided here; this writes down what they say, with its time.
/// </summary>
internal sealed class RigModem : IPortUser, IModemUser, IRepeaterOutlet, IDisposable
{
    private static readonly TimeSpan _writeLimit = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _writeAgain = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _shortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _restLimit = TimeSpan.FromMilliseconds(500);

    private readonly Func<TimeSpan> _clock;
    private readonly PortKeeper _keeper;
    private readonly DmrRepeater? _repeater;
    private readonly ConcurrentQueue<Action<TimeSpan>> _orders = new();
    private IModemPort? _port;
    private long _losses;
    private TimeSpan _now;
    private TaskCompletionSource<ModemAnswer>? _request;
    private volatile bool _isDisposed;

    /// <summary>Begins to keep a modem.</summary>
    /// <param name="open">Opens its port, within the rig's limits.</param>
    /// <param name="setup">What the modem is to be.</param>
    /// <param name="options">The session's times.</param>
    /// <param name="calls">How it repeats; null: it carries no calls.</param>
    /// <param name="clock">The run's clock.</param>
    public RigModem(Func<CancellationToken, PortOpening> open, ModemSetup setup, ModemSessionOptions? options, RepeaterSettings? calls, Func<TimeSpan> clock)
    {
        _clock = clock;
        Session = new ModemSession(setup, this, options);
        _repeater = calls is null ? null : new DmrRepeater(calls, this, (in AccessRequest _) => Reason.None, clock());
        _repeater?.OnLinkState(isUp: true, clock());

        // As a carrier has it: a modem that is back works again within 5 s.
        var timing = new PortTiming { LongestRetry = TimeSpan.FromSeconds(3) };
        _keeper = new PortKeeper(this, open, "rig", timing, null);
        _keeper.Start();
    }

    /// <summary>The session: its condition, its modem and its health are for any thread.</summary>
    public ModemSession Session { get; }

    /// <summary>How the port is.</summary>
    public PortStatus Port => _keeper.Status;

    /// <summary>The phases that the modem was in.</summary>
    public ConcurrentQueue<(TimeSpan At, ModemCondition Condition)> Conditions { get; } = new();

    /// <summary>Its statuses.</summary>
    public ConcurrentQueue<(TimeSpan At, StatusReply Status)> Statuses { get; } = new();

    /// <summary>What it refused.</summary>
    public ConcurrentQueue<(TimeSpan At, ModemCommand Command, NakReason Reason)> Refusals { get; } = new();

    /// <summary>What it heard.</summary>
    public ConcurrentQueue<HeardBurst> Bursts { get; } = new();

    /// <summary>What people are told of it.</summary>
    public ConcurrentQueue<ModemAlarm> Alarms { get; } = new();

    /// <summary>What the repeater said.</summary>
    public ConcurrentQueue<RepeaterEvent> Sentences { get; } = new();

    /// <summary>Exceptions of the product's code: each is a defect.</summary>
    public ConcurrentQueue<Exception> Defects { get; } = new();

    /// <summary>What the repeater met.</summary>
    public RepeaterCounters Calls => _repeater?.Counters ?? default;

    /// <summary>Whether it works.</summary>
    public bool IsReady => Session.Condition.Phase is ModemPhase.Ready or ModemPhase.Maintenance;

    TimeSpan IPortUser.Patience
    {
        get
        {
            var now = _clock();
            var due = Session.NextDue;
            if (_repeater?.NextDue(now) is { } other && other < due) due = other;
            var wait = due - now;
            if (!Session.Outgoing.IsEmpty && _writeAgain < wait) wait = _writeAgain;
            return wait < _shortestWait ? _shortestWait : wait;
        }
    }

    /// <summary>Waits until something holds; false when it doesn't in time.</summary>
    public static async Task<bool> UntilAsync(Func<bool> holds, TimeSpan limit, CancellationToken cancel)
    {
        for (long start = TimeProvider.System.GetTimestamp(); !holds(); await Task.Delay(_look, cancel))
            if (TimeProvider.System.GetElapsedTime(start) > limit)
                return holds();
        return true;
    }

    /// <summary>Does something with the session on its thread.</summary>
    public Task<T> DoAsync<T>(Func<ModemSession, TimeSpan, T> action)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders.Enqueue(now => done.SetResult(action(Session, now)));
        _keeper.Wake();
        return done.Task;
    }

    /// <summary>Sends a frame as a carrier does; false when it was dropped.</summary>
    public Task<bool> SendAsync(byte[] frame) => DoAsync((session, now) => session.Send(frame, now));

    /// <summary>Gives the repeater a burst of the network.</summary>
    public void Play(LinkBurst head, uint stream, uint timestamp, byte[] burst)
    {
        _orders.Enqueue(now => _repeater!.OnNetwork(head, stream, timestamp, burst, now));
        _keeper.Wake();
    }

    /// <summary>Sends a technician's command and waits for what becomes of it.</summary>
    public async Task<ModemAnswer> RequestAsync(byte[] frame, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<ModemAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isTaken = await DoAsync((session, now) =>
        {
            _request = answer;
            return session.TryRequest(frame, now);
        }).WaitAsync(cancel);
        return isTaken ? await answer.Task.WaitAsync(cancel) : ModemAnswer.NotSent;
    }

    /// <summary>Puts the modem to rest and closes its port.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (_keeper.Status.State == PortState.Open)
        {
            _orders.Enqueue(Session.Stop);
            _keeper.Wake();
            for (long start = TimeProvider.System.GetTimestamp(); !Session.IsStopped && TimeProvider.System.GetElapsedTime(start) < _restLimit;) Thread.Sleep(_look);
        }

        _keeper.Dispose();
    }

    void IPortUser.Opened(IModemPort port)
    {
        _port = port;
        Guard(() => Session.Opened(port.Name, Now()));
        ((IPortUser)this).Turn();
    }

    void IPortUser.Bytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Session.Feed(bytes, Now());
        }
#pragma warning disable CA1031 // Whatever it is, it is a defect that the report names.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            Defects.Enqueue(defect);
        }
    }

    void IPortUser.Turn()
    {
        Guard(() =>
        {
            while (_orders.TryDequeue(out var order)) order(Now());
            Session.Tick(Now());
            _repeater?.Tick(_now);
        });
        var outgoing = Session.Outgoing;
        if (_port is { } port && !outgoing.IsEmpty) Session.Taken(port.Write(outgoing, _writeLimit).Count);
        if (Session.IsLost) _keeper.Reopen(new PortFault(PortFaultKind.Unreachable, Session.Condition.Cause!.Text));
    }

    void IPortUser.Lost(PortFault cause)
    {
        _port = null;
        Guard(() => Session.Closed(ModemFault.Of(cause), Now()));
    }

    void IPortUser.Changed(PortStatus status)
    {
        bool isRefused = status.State == PortState.Waiting && status.Losses == _losses;
        _losses = status.Losses;
        if (isRefused) Guard(() => Session.Closed(ModemFault.Of(status.Fault!), Now()));
    }

    void IModemUser.OnAir(in DmrData burst, double? dbm, TimeSpan now)
    {
        Bursts.Enqueue(new(now, burst.Slot, burst.Control, burst.Burst.ToArray(), dbm));
        _repeater?.OnAir(burst.Slot, burst.Control, burst.Burst, dbm is { } level ? (int)Math.Round(level) : null, now);
    }

    void IModemUser.OnAirLost(Timeslot slot, TimeSpan now) => _repeater?.OnAirLost(slot, now);

    void IModemUser.OnStatus(in StatusReply status, TimeSpan now)
    {
        Statuses.Enqueue((now, status));
        _repeater?.OnModemStatus(status, now);
    }

    void IModemUser.OnState(ModemState state, TimeSpan now) => _repeater?.OnModemState(state, now);

    void IModemUser.OnRefused(ModemCommand command, NakReason reason, TimeSpan now)
    {
        Refusals.Enqueue((now, command, reason));
        _repeater?.OnRefused(command, reason, now);
    }

    void IModemUser.OnIdentified(bool isSent, TimeSpan now)
    {
        // No scenario asks for an identification.
    }

    void IModemUser.OnCondition(ModemCondition condition, TimeSpan now)
    {
        Conditions.Enqueue((now, condition));
        if (condition.Phase == ModemPhase.Ready) _repeater?.OnModemState(ModemState.Dmr, now);
        else _repeater?.OnModemGone(now);
    }

    void IModemUser.OnAlarm(ModemAlarm alarm, TimeSpan now) => Alarms.Enqueue(alarm);

    void IModemUser.OnOther(in ModemFrame frame, TimeSpan now)
    {
        // Debug messages and, under maintenance, statuses that nobody asked for.
    }

    void IModemUser.OnAnswer(ModemAnswer answer, TimeSpan now) => Interlocked.Exchange(ref _request, null)?.TrySetResult(answer);

    void IRepeaterOutlet.SendToModem(ReadOnlySpan<byte> frame) => Session.Send(frame, _now);

    void IRepeaterOutlet.SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place)
    {
        // A rig has no network.
    }

    void IRepeaterOutlet.Tell(in RepeaterEvent said)
    {
        if (said.Kind == RepeaterEventKind.DmrStateWanted) Session.WantDmr(_now);
        Sentences.Enqueue(said);
    }

    private TimeSpan Now() => _now = _clock();

    private void Guard(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            Defects.Enqueue(defect);
        }
    }
}
