using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports;
using RadioNet.Core.Records;
using RadioNet.Core.Vocoding;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Voice.M17;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Routing;
using SpurtOutcome = RadioNet.Api.SpurtOutcome;

namespace RadioNet.Core.M17;

/// <summary>
/// The node's links to M17 reflectors, as the plan has them: opened, closed and opened anew as it changes; and the way of what call control decides about what is said
/// there.
/// </summary>
internal sealed partial class M17Hub : IHostedService, IDisposable
{
    /// <summary>How often it is said again what is listened to: thrice before an arbiter forgets it.</summary>
    private static readonly TimeSpan _saysEach = TimeSpan.FromSeconds(10);

    private readonly string _node;
    private readonly IPlanView _plan;
    private readonly NodeVocoders _vocoders;
    private readonly IAlarmBook _alarms;
    private readonly TimeProvider _time;
    private readonly M17Times _times;
    private readonly ILogger _log;
    private readonly SeldomLines _lines;
    private readonly M17Talks _talks;
    private readonly M17Ears _ears;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ImmutableSortedDictionary<string, M17Port> _ports = ImmutableSortedDictionary.Create<string, M17Port>(StringComparer.Ordinal);
    private volatile bool _isRunning;
    private TalkRing? _ring;
    private Action<ImmutableHashSet<uint>>? _wants;
    private ITimer? _timer;

    public M17Hub(NodeIdentity identity, IPlanView plan, NodeVocoders vocoders, IAlarmBook alarms, TimeProvider time, M17Times times, ILogger<M17Hub> log)
    {
        (_node, _plan, _vocoders, _alarms, _time, _times, _log) = (identity.Id, plan, vocoders, alarms, time, times, log);
        (_lines, _talks, _ears) = (new SeldomLines(time), new M17Talks(time), new M17Ears(time, log));
    }

    /// <summary>The ears as the router sees them.</summary>
    public RecorderRing Ears => _ears.Ring;

    /// <summary>The links that are wanted, by id.</summary>
    public IEnumerable<M17LinkView> Links => _ports.Values.Select(port => port.View());

    /// <summary>Takes the ways to the router and to call control; before the start.</summary>
    /// <param name="ring">Where what is said at reflectors goes.</param>
    /// <param name="wants">Is told the talkgroups that are listened to, at each change and again now and then.</param>
    public void Connect(TalkRing ring, Action<ImmutableHashSet<uint>> wants) => (_ring, _wants) = (ring, wants);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _isRunning = true;
        _timer = _time.CreateTimer(_ => Want(), null, _saysEach, _saysEach);
        ObeyPlan();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isRunning = false;
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await ObeyAsync().ConfigureAwait(false);
        _ears.Dispose();
    }

    public void Dispose()
    {
        _isRunning = false;
        _timer?.Dispose();
        _ears.Dispose();
        _turn.Dispose();
    }

    /// <summary>Another plan holds: links that it does not want as they are end, those that it wants begin. It waits for none of them.</summary>
    public void ObeyPlan() => _ = Task.Run(ObeyAsync);

    /// <summary>A talk's stream has begun; null when the number is none of a link. On the switchboard's thread.</summary>
    public M17Talk? Begin(IngressId ingress, StreamId stream, uint number) => _talks.TryBegin(ingress, stream, number, out var talk) ? talk : null;

    /// <summary>What was decided about a stream. On the switchboard's thread.</summary>
    public void Decide(IngressId ingress, SpurtOutcome outcome, Reason why = Reason.None)
    {
        if (_talks.TryGet(ingress, out var talk))
        {
            talk.Owner.Decide(talk, outcome, why);
        }
    }

    /// <summary>A stream is over. On the switchboard's thread.</summary>
    public void End(IngressId ingress, StreamId stream) => _talks.End(ingress, stream);

    private async Task ObeyAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await ChangeAsync().ConfigureAwait(false);
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            LogDefect(defect);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ChangeAsync()
    {
        var wanted = !_isRunning || _ring is null ? [] : _plan.Current.M17Links
            .Where(port => port.Site.Id == ConsoleSites.Of(_node) && port.M17Link!.Enabled).ToDictionary(port => port.M17Link!.Id);
        var ended = _ports.Values.Where(port => !wanted.TryGetValue(port.Port.M17Link!.Id, out var now) || !IsSame(port.Port, now)).ToList();
        _ports = _ports.RemoveRange(ended.Select(port => port.Port.M17Link!.Id));
        await Task.WhenAll(ended.Select(port => port.DisposeAsync().AsTask())).ConfigureAwait(false);
        foreach (var (id, port) in wanted)
        {
            if (!_ports.ContainsKey(id))
            {
                _ports = _ports.Add(id, Open(port));
            }
        }

        if (_isRunning)
        {
            ClearStrangers();
        }

        Want();
    }

    private M17Port Open(SlotPort port)
    {
        var room = new M17Room(_plan, () => _vocoders.Catalogue, talkgroup => _vocoders.Of(talkgroup.Vocoder), _ring!, new M17Counts(), _time);
        return new M17Port(port, _talks, _ears, room, _alarms, _times, _lines, _log);
    }

    /// <summary>The alarms of links that are wanted no more are over.</summary>
    private void ClearStrangers()
    {
        foreach (var alarm in _alarms.Open.Where(alarm => alarm is { Kind: AlarmKind.M17LinkDown, Node.Length: 0 } && !_ports.ContainsKey(alarm.Subject)))
        {
            _ = _alarms.ClearAsync(AlarmKind.M17LinkDown, alarm.Subject, AlarmRecord.Itself);
        }
    }

    private void Want() => _wants?.Invoke([.. _ports.Values.Select(port => port.Port.M17Link!.Talkgroup.Value)]);

    private static bool IsSame(SlotPort one, SlotPort other) => one.Id == other.Id && one.M17Link! with { Line = 0 } == other.M17Link! with { Line = 0 };

    [LoggerMessage(EventId = 1213, Level = LogLevel.Error, Message = "The M17 links could not be made those of the plan")]
    private partial void LogDefect(Exception defect);
}
