using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>The marks of one spurt at this node while it passes. Times are the monotonic clock's, counted from where both clocks were read.</summary>
internal sealed class SpurtEntry(string call, string spurt, TimeProvider time)
{
    /// <summary>A spurt that goes to more listeners than this leaves some out.</summary>
    private const int MostMarks = 1_000;

    private readonly DateTimeOffset _utc = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();
    private readonly SpurtMarks _marks = new() { Call = call, Spurt = spurt };

    public string Call => _marks.Call;

    public string Spurt => _marks.Spurt;

    /// <summary>Whether its voice came in here.</summary>
    public bool IsHeard { get; set; }

    /// <summary>When it was begun, monotonic.</summary>
    public long Begun => _timestamp;

    public void Add(MarkKind kind, long timestamp, string where = "", string detail = "")
    {
        if (_marks.Marks.Count >= MostMarks)
        {
            _marks.LeftOut++;
            return;
        }

        var at = _utc + ((timestamp - _timestamp) / (double)time.TimestampFrequency * TimeSpan.FromSeconds(1));
        _marks.Marks.Add(new Mark { Kind = kind, At = (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, Where = where, Detail = detail });
    }

    /// <summary>What was noted so far; another object than what is added to.</summary>
    public SpurtMarks Copy() => _marks.Clone();
}
