using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Ports;
using RadioNet.Core.Records;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Voice.M17;

namespace RadioNet.Core.M17;

/// <summary>
/// One link of the plan to a module of a reflector, from its wish to its end: finds the reflector's address, opens the link and both ways over it, looks at it now and
/// then, and raises the alarm when it is down. A loop of its own does it: a name that nobody finds keeps no other link waiting.
/// </summary>
internal sealed partial class M17Port : IAsyncDisposable
{
    private readonly M17Ears _ears;
    private readonly M17Room _room;
    private readonly IAlarmBook _alarms;
    private readonly M17Times _times;
    private readonly ILogger _log;
    private readonly SeldomLines _lines;
    private readonly CancellationTokenSource _end = new();
    private readonly M17Incoming _incoming;
    private readonly M17Outgoing _outgoing;
    private readonly Task _loop;
    private volatile M17Link? _link;
    private volatile IPEndPoint? _reflector;
    private volatile LocalizedText? _problem;
    private long _since;
    private long _triedAt;
    private long _upAt;
    private volatile bool _isUp;
    private bool _isAlarmed;

    public M17Port(SlotPort port, M17Talks talks, M17Ears ears, M17Room room, IAlarmBook alarms, M17Times times, SeldomLines lines, ILogger log)
    {
        (Port, _ears, _room, _alarms, _times, _lines, _log) = (port, ears, room, alarms, times, lines, log);
        var sayings = new M17Sayings(room.Time);
        _incoming = new M17Incoming(port, talks, sayings, room);
        _outgoing = new M17Outgoing(port, talks, sayings, room, () => _link, ears.Ready);
        _since = _upAt = room.Time.GetTimestamp();
        _isAlarmed = alarms.Open.Any(alarm => alarm.Kind == AlarmKind.M17LinkDown && alarm.Node.Length == 0 && alarm.Subject == Plan.Id);
        ears.Add(_outgoing);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>The link's number, and the plan's word for it.</summary>
    public SlotPort Port { get; }

    private M17LinkPlan Plan => Port.M17Link!;

    /// <summary>How it is now.</summary>
    public M17LinkView View() => new(
        Plan, _isUp, _room.Time.GetUtcNow() - _room.Time.GetElapsedTime(Volatile.Read(ref _since)), _isUp ? null : Problem, _incoming.Missing ?? _outgoing.Missing, _reflector,
        _incoming.LastHeard, _incoming.LastRefusal, _link?.Counters ?? default, _room.Counts);

    /// <summary>Ends the link, and takes leave of the reflector.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _end.Dispose();
    }

    private LocalizedText? Problem => _link is null ? _problem : M17Texts.Of(Plan, _incoming.Fault);

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await LookAsync().ConfigureAwait(false);
                await Task.Delay(_times.Look, _room.Time, _end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // It is not wanted any more.
        }
        finally
        {
            _ears.Remove(_outgoing);
            Shut();
            _incoming.Dispose();
        }
    }

    /// <summary>What fails here is a defect of one look: the next one comes.</summary>
    private async Task LookAsync()
    {
        try
        {
            if (IsDue())
            {
                await TryAsync().ConfigureAwait(false);
            }

            Judge();
        }
        catch (Exception defect) when (defect is not (OperationCanceledException or OutOfMemoryException))
        {
            if (_lines.Due($"{Plan.Id} look") is > 0 and var times)
            {
                LogDefect(Plan.Id, times, defect);
            }
        }
    }

    /// <summary>Whether to look for the reflector: at the start, after a failure, and where its name may have moved.</summary>
    private bool IsDue()
    {
        var tried = _room.Time.GetElapsedTime(_triedAt);
        return _triedAt == 0 || (_link is null ? tried >= _times.Retry : !_isUp && !IPAddress.TryParse(Plan.Host, out _) && tried >= _times.Resolve
            && _room.Time.GetElapsedTime(_upAt) >= _times.Resolve);
    }

    private async Task TryAsync()
    {
        _triedAt = _room.Time.GetTimestamp();
        if (await FindAsync().ConfigureAwait(false) is not { } found)
        {
            _problem = M17Texts.NotFound(Plan);
            return;
        }

        if (_link is not null && found.Equals(_reflector))
        {
            return;
        }

        Shut();
        _reflector = found;
        Open(found);
    }

    private async Task<IPEndPoint?> FindAsync()
    {
        if (IPAddress.TryParse(Plan.Host, out var address))
        {
            return new IPEndPoint(address, Plan.Port);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        patience.CancelAfter(_times.Lookup);
        try
        {
            var all = await Dns.GetHostAddressesAsync(Plan.Host, patience.Token).ConfigureAwait(false);
            var first = all.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? all.FirstOrDefault();
            return first is null ? null : new IPEndPoint(first, Plan.Port);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException && !_end.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Open(IPEndPoint reflector)
    {
        try
        {
            var link = new M17Link(reflector, _times.Session(Plan), _incoming, _room.Time);
            _incoming.Wake = link.Wake;
            _link = link;
            link.Start();
        }
        catch (SocketException refused)
        {
            _problem = M17Texts.NoSocket(Plan, refused.SocketErrorCode.ToString());
        }
    }

    private void Shut()
    {
        var link = _link;
        _link = null;
        link?.Dispose();
    }

    /// <summary>Says what has changed, and whether that is an alarm.</summary>
    private void Judge()
    {
        var isUp = _link is { State: M17LinkState.Linked };
        if (isUp != _isUp)
        {
            _isUp = isUp;
            Volatile.Write(ref _since, _room.Time.GetTimestamp());
            Tell(isUp);
        }

        if (isUp)
        {
            _upAt = _room.Time.GetTimestamp();
        }

        var lasts = _room.Time.GetElapsedTime(_since);
        if (!isUp && !_isAlarmed && lasts >= _times.Down)
        {
            _isAlarmed = true;
            _ = _alarms.RaiseAsync(AlarmKind.M17LinkDown, Plan.Id, M17Texts.Alarm(Plan, Problem));
        }
        else if (isUp && _isAlarmed && lasts >= _times.Steady)
        {
            _isAlarmed = false;
            _ = _alarms.ClearAsync(AlarmKind.M17LinkDown, Plan.Id, AlarmRecord.Itself);
        }
    }

    private void Tell(bool isUp)
    {
        if (_lines.Due(Plan.Id) is not (> 0 and var times))
        {
            return;
        }

        if (isUp)
        {
            LogUp(Plan.Id, Plan.Host, Plan.Module, Plan.Talkgroup.Value, times);
        }
        else
        {
            LogDown(Plan.Id, Problem?.En ?? "", times);
        }
    }

    [LoggerMessage(EventId = 1210, Level = LogLevel.Information, Message = "M17 link {Link}: linked to module {Module} of {Host} for talkgroup {Talkgroup} ({Times} changes since the last such line)")]
    private partial void LogUp(string link, string host, char module, uint talkgroup, long times);

    [LoggerMessage(EventId = 1211, Level = LogLevel.Warning, Message = "M17 link {Link} is down. {Why} ({Times} changes since the last such line)")]
    private partial void LogDown(string link, string why, long times);

    [LoggerMessage(EventId = 1212, Level = LogLevel.Error, Message = "M17 link {Link} could not be looked at ({Times} since the last such line)")]
    private partial void LogDefect(string link, long times, Exception defect);
}
