using RadioNet.CallControl.Calls;

namespace RadioNet.Core.Calls;

/// <summary>The calls that their arbiters reported as running, so that a record ends also when its arbiter has died.</summary>
internal sealed class RunningRecords
{
    private readonly Dictionary<string, CallReport> _byKey = [];

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

    /// <summary>The end of the record that an earlier arbiter of a key left running; null when none did.</summary>
    public CallReport? Abandon(string callKey, DateTimeOffset at) =>
        _byKey.Remove(callKey, out var running) ? running.Abandoned(at) : null;
}
