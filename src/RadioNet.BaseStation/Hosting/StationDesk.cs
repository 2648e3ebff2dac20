using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Plan;

namespace RadioNet.BaseStation.Hosting;

/// <summary>
/// The one thread on which it is decided who decides about the station's spurts: the node, or the station itself
/// (<see cref="StationCalls"/>). What carriers, link and clock say is obeyed in the order in which it comes; who says it waits for
/// nothing.
/// </summary>
internal sealed partial class StationDesk : IStationCallsUser, IDisposable
{
    /// <summary>How often it is said of a spurt that it still runs.</summary>
    private static readonly TimeSpan _aliveInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<Action<StationCalls>> _orders = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly StationCalls _calls;
    private readonly IStationDeskUser _user;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private long _saidAlive;
    private volatile bool _isQuiet = true;
    private volatile bool _isStopping;
    private bool _hasFailed;

    /// <param name="options">The station.</param>
    /// <param name="start">Which start of it this is.</param>
    /// <param name="routes">The way of voice between its carriers.</param>
    /// <param name="user">Who carries out what is decided.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where a fault of the rules is told.</param>
    public StationDesk(StationOptions options, int start, LocalRoutes routes, IStationDeskUser user, TimeProvider time, ILogger<StationDesk> log)
    {
        (_user, _time, _log) = (user, time, log);
        _calls = new StationCalls(options.Site, options.BaseStation, start, null, time, routes, this);
        _saidAlive = time.GetTimestamp();
        _thread = new Thread(Run) { IsBackground = true, Name = "station calls" };
    }

    /// <summary>Whether nobody talks, and no call of the station's own is kept.</summary>
    public bool IsQuiet => _isQuiet && _orders.IsEmpty;

    /// <summary>Starts, once.</summary>
    public void Start() => _thread.Start();

    /// <summary>Says something, from any thread.</summary>
    public void Say(Action<StationCalls> order)
    {
        _orders.Enqueue(order);
        _wake.Set();
    }

    /// <summary>Ends the thread when all that was said is obeyed, and with it the calls that run.</summary>
    public void Dispose()
    {
        if (_isStopping)
        {
            return;
        }

        _isStopping = true;
        _wake.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _wake.Dispose();
    }

    void IStationCallsUser.AskNode(HeardSpurt spurt) => _user.Ask(spurt, Reason.None);

    void IStationCallsUser.TellRefused(HeardSpurt spurt, Reason why) => _user.Ask(spurt, why);

    void IStationCallsUser.Decided(HeardSpurt spurt, FloorOutcome outcome, Reason why, int position) => _user.Decided(spurt, outcome, why);

    [LoggerMessage(EventId = 5211, Level = LogLevel.Error, Message = "A rule of the station's own calls failed; calls go on. Told once")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private void Run()
    {
        while (!_isStopping)
        {
            Work();
            _wake.WaitOne(Guarded(calls => calls.UntilNext(_aliveInterval), _aliveInterval));
        }

        Work();
        Guarded(calls => calls.Close());
        Keep();
    }

    private void Work()
    {
        while (_orders.TryDequeue(out var order))
        {
            Guarded(order);
        }

        if (_time.GetElapsedTime(_saidAlive) >= _aliveInterval)
        {
            _saidAlive = _time.GetTimestamp();
            Guarded(SayAlive);
        }

        Guarded(calls => calls.Tick());
        _isQuiet = _calls.IsQuiet;
        Keep();
    }

    private void SayAlive(StationCalls calls)
    {
        foreach (var spurt in calls.Spurts.ToArray())
        {
            if (_user.Hears(spurt))
            {
                calls.StillThere(spurt.Ingress);
            }
        }
    }

    private void Keep()
    {
        if (_calls.Drain() is { Count: > 0 } records)
        {
            _user.Keep(records);
        }
    }

    private void Guarded(Action<StationCalls> order) => Guarded(
        calls =>
        {
            order(calls);
            return true;
        },
        false);

    /// <summary>A rule that fails costs what it was asked, and nothing else.</summary>
    private T Guarded<T>(Func<StationCalls, T> ask, T otherwise)
    {
        try
        {
            return ask(_calls);
        }
        catch (Exception failed)
        {
            if (!_hasFailed)
            {
                LogFailed(_log, failed);
            }

            _hasFailed = true;
            return otherwise;
        }
    }
}
