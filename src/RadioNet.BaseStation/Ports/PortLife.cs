using System.Diagnostics;

namespace RadioNet.BaseStation.Ports;

/// <summary>The rules by which a port is kept open; it does nothing itself.</summary>
internal sealed class PortLife(PortTiming timing, TimeProvider time)
{
    /// <summary>What leads where, and what is to be done there; an event that is not listed does not happen in that state.</summary>
    private static readonly Dictionary<(PortState, PortEvent), (PortState Next, PortAction Action)> Table = new()
    {
        [(PortState.Stopped, PortEvent.Start)] = (PortState.Opening, PortAction.Open),
        [(PortState.Opening, PortEvent.Opened)] = (PortState.Open, PortAction.Use),
        [(PortState.Opening, PortEvent.Refused)] = (PortState.Waiting, PortAction.Wait),
        [(PortState.Opening, PortEvent.Stop)] = (PortState.Stopped, PortAction.End),
        [(PortState.Open, PortEvent.Lost)] = (PortState.Waiting, PortAction.Wait),
        [(PortState.Open, PortEvent.Stop)] = (PortState.Stopped, PortAction.End),
        [(PortState.Waiting, PortEvent.Due)] = (PortState.Opening, PortAction.Open),
        [(PortState.Waiting, PortEvent.Stop)] = (PortState.Stopped, PortAction.End),
    };

    private TimeSpan _nextRetry = timing.FirstRetry;
    private PortFault? _lastFault;
    private long _since;

    public PortStatus Status { get; private set; } = PortStatus.Stopped;

    /// <summary>How long it still has to wait; never negative.</summary>
    public TimeSpan UntilDue
    {
        get
        {
            var left = Status.RetryIn - time.GetElapsedTime(_since);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Takes an event, and says what is to be done.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="fault">Why, with <see cref="PortEvent.Refused"/> and <see cref="PortEvent.Lost"/>.</param>
    public PortAction Handle(PortEvent happened, PortFault? fault = null)
    {
        if (!Table.TryGetValue((Status.State, happened), out var row)) throw new UnreachableException($"A port that is {Status.State} was told of {happened}.");
        if (happened == PortEvent.Lost && time.GetElapsedTime(_since) >= timing.SettledAfter) _nextRetry = timing.FirstRetry;
        var before = Status;
        Status = new PortStatus(
            row.Next,
            fault,
            row.Action == PortAction.Wait ? TakeRetry() : default,
            before.Openings + (happened == PortEvent.Opened ? 1 : 0),
            before.Losses + (happened == PortEvent.Lost ? 1 : 0),
            IsRepeated: happened == PortEvent.Refused && fault == _lastFault);
        if (happened is PortEvent.Refused or PortEvent.Opened or PortEvent.Lost) _lastFault = happened == PortEvent.Refused ? fault : null;
        _since = time.GetTimestamp();
        return row.Action;
    }

    private TimeSpan TakeRetry()
    {
        var retry = _nextRetry;
        var doubled = 2 * retry;
        _nextRetry = doubled < timing.LongestRetry ? doubled : timing.LongestRetry;
        return retry;
    }
}
