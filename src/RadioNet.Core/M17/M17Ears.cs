using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports;
using RadioNet.Protocols;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.M17;

/// <summary>
/// Takes the bursts of the talkgroups that links are joined with, and gives each to its links. One thread of its own does it, so that neither the router nor a
/// link waits for a vocoder.
/// </summary>
internal sealed partial class M17Ears : IDisposable
{
    /// <summary>Bursts that may wait: of eight calls at once, eight seconds.</summary>
    private const int Room = 1024;

    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SeldomLines _lines;
    private readonly long _origin;
    private readonly BellThread _thread;
    private readonly Lock _gate = new();
    private readonly List<M17Outgoing> _links = [];

    public M17Ears(TimeProvider time, ILogger log)
    {
        (_time, _log, _lines, _origin) = (time, log, new SeldomLines(time), time.GetTimestamp());
        _thread = new BellThread("M17 ears", Work, () => !Ring!.IsEmpty, Failed);
        Ring = new RecorderRing(Room, _thread.Ring);
    }

    /// <summary>The ears as the router sees them.</summary>
    public RecorderRing Ring { get; }

    /// <summary>From now on a link is given its talkgroup's voice.</summary>
    public void Add(M17Outgoing link)
    {
        _thread.Start();
        lock (_gate)
        {
            _links.Add(link);
            Share();
        }
    }

    /// <summary>A link is given nothing any more, and let go.</summary>
    public void Remove(M17Outgoing link)
    {
        lock (_gate)
        {
            _links.Remove(link);
            link.Dispose();
            Share();
        }
    }

    /// <summary>A decoder that works elsewhere has something. From any thread.</summary>
    public void Ready() => _thread.Ready();

    public void Dispose() => _thread.Dispose();

    private void Failed(Exception defect)
    {
        if (_lines.Due("ears") is > 0 and var times)
        {
            LogDefect(times, defect);
        }
    }

    /// <summary>Takes what has come, and says when something is due.</summary>
    private TimeSpan Work()
    {
        lock (_gate)
        {
            while (!Ring.IsEmpty)
            {
                TakeNext();
            }

            var now = _time.GetElapsedTime(_origin);
            var wait = BellThread.Idle;
            foreach (var link in _links)
            {
                link.Advance(now);
                if (link.DueAt is var due && due < TimeSpan.MaxValue && due - now < wait)
                {
                    wait = due - now;
                }
            }

            return wait < _soon ? _soon : wait;
        }
    }

    /// <summary>A burst that cannot be transcoded is gone all the same: the next one is none the worse for it.</summary>
    private void TakeNext()
    {
        try
        {
            ref readonly var burst = ref Ring.Peek();
            var arrived = _time.GetElapsedTime(_origin, burst.Arrived);
            foreach (var link in _links)
            {
                if (link.Talkgroup.Value != burst.Talkgroup)
                {
                    continue;
                }

                if (burst.IsEnd)
                {
                    link.End(burst, arrived);
                }
                else
                {
                    link.Take(burst, arrived);
                }
            }
        }
        finally
        {
            Ring.Drop();
        }
    }

    private void Share() => Ring.Talkgroups = _links.Select(link => link.Talkgroup.Value).ToFrozenSet();

    [LoggerMessage(EventId = 1214, Level = LogLevel.Error, Message = "A burst could not be passed to an M17 reflector ({Times} since the last such line)")]
    private partial void LogDefect(long times, Exception defect);
}
