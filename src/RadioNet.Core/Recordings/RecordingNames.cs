using System.Collections.Concurrent;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;

namespace RadioNet.Core.Recordings;

/// <summary>
/// What call control says of the numbers that voice carries. Written on the switchboard's thread before the voice can come, read on the recorder's;
/// what was said of a call is forgotten when nothing more was for two hours, longer than any turn may be.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="over">Called when a call is over, on the switchboard's thread; null when nobody waits for that.</param>
internal sealed class RecordingNames(TimeProvider time, Action? over = null)
{
    private static readonly TimeSpan _generation = TimeSpan.FromHours(2);

    private volatile Generation _new = new(time.GetTimestamp());
    private volatile Generation _old = new(time.GetTimestamp());
    private long _ended;

    /// <summary>How many calls are over so far.</summary>
    public long Ended => Interlocked.Read(ref _ended);

    /// <summary>A spurt's voice is going to pass here.</summary>
    public void Note(CallId call, SpurtId spurt, string site = "", string heardBy = "")
    {
        Rotate();
        _new.Calls[IdSource.NumberOf(call)] = call.ToString();
        var number = IdSource.NumberOf(spurt);
        if (site.Length > 0 || !_new.Spurts.ContainsKey(number))
        {
            _new.Spurts[number] = new SpurtName(spurt.ToString(), site, heardBy);
        }
    }

    /// <summary>A call's arbiter is here, and says how it stands.</summary>
    /// <param name="report">Its report.</param>
    /// <param name="heardBy">How people call what heard a spurt.</param>
    public void Note(CallReport report, Func<SpurtReport, string> heardBy)
    {
        if (report.State == CallState.Ended)
        {
            Rotate();
            _new.Over[IdSource.NumberOf(report.Id)] = true;
            Interlocked.Increment(ref _ended);
            over?.Invoke();
        }
        else if (report.State == CallState.Running && report.Spurts is [.., var newest])
        {
            Note(report.Id, newest.Id, newest.From.Site, heardBy(newest));
        }
    }

    /// <summary>A call's id; a word with its number where nobody said it.</summary>
    public string CallOf(ulong number) =>
        _new.Calls.TryGetValue(number, out var call) || _old.Calls.TryGetValue(number, out call) ? call : $"unnamed-{number:x16}";

    /// <summary>What is known of a spurt; empty words where nobody said it.</summary>
    public SpurtName SpurtOf(ulong number) =>
        _new.Spurts.TryGetValue(number, out var spurt) || _old.Spurts.TryGetValue(number, out spurt) ? spurt : SpurtName.Unknown;

    /// <summary>Whether a call's arbiter, which is here, has said that it is over.</summary>
    public bool IsOver(ulong call) => _new.Over.ContainsKey(call) || _old.Over.ContainsKey(call);

    private void Rotate()
    {
        if (time.GetElapsedTime(_new.Since) > _generation)
        {
            (_old, _new) = (_new, new Generation(time.GetTimestamp()));
        }
    }

    private sealed class Generation(long since)
    {
        public long Since { get; } = since;

        public ConcurrentDictionary<ulong, string> Calls { get; } = new();

        public ConcurrentDictionary<ulong, SpurtName> Spurts { get; } = new();

        public ConcurrentDictionary<ulong, bool> Over { get; } = new();
    }
}
