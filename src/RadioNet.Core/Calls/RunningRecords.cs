using RadioNet.CallControl;
using RadioNet.CallControl.Calls;

namespace RadioNet.Core.Calls;

/// <summary>The calls that their arbiters reported as running, so that a record ends also when its arbiter has died.</summary>
internal sealed class RunningRecords
{
    private readonly Dictionary<string, CallReport> _byKey = [];
    private HashSet<CallId> _unheld = [];

    /// <summary>Takes a call's newest report.</summary>
    public void Note(CallReport report)
    {
        if (report.State == CallState.Running)
        {
            _byKey[report.Key] = report;
        }
        else if (_byKey.TryGetValue(report.Key, out var running) && running.Id == report.Id)
        {
            _byKey.Remove(report.Key);
        }
    }

    /// <summary>
    /// The ends of records whose arbiter holds nothing here any more and did not say how its call ended: it died, and another node has
    /// taken the call over, or nobody needs one. To be asked once in a while: what an arbiter says last may be on its way, so a record
    /// ends when it is found so twice.
    /// </summary>
    /// <param name="isHeld">Whether an arbiter here holds something of a call, by its key.</param>
    /// <param name="at">The time.</param>
    public IReadOnlyList<CallReport> Abandon(Predicate<string> isHeld, DateTimeOffset at)
    {
        var unheld = _byKey.Values.Where(report => !isHeld(report.Key)).ToList();
        var dead = unheld.Where(report => _unheld.Contains(report.Id)).ToList();
        dead.ForEach(report => _byKey.Remove(report.Key));
        _unheld = [.. unheld.Select(report => report.Id)];
        return [.. dead.Select(report => report.Abandoned(at))];
    }

    /// <summary>The end of the record that an earlier arbiter of a key left running; null when none did.</summary>
    public CallReport? Abandon(string callKey, DateTimeOffset at) =>
        _byKey.Remove(callKey, out var running) ? running.Abandoned(at) : null;
}
