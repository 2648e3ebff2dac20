namespace RadioNet.Core.Records.Outages;

/// <summary>
/// Turns that were given over from one side's record to the other's when their call was joined. A turn keeps its id, so it is
/// known in both: in the first it ends with <c>joined</c>, and it counts there alone.
/// </summary>
internal sealed class GivenTurns
{
    private readonly Dictionary<string, (string Call, DateTimeOffset At)> _given = [];

    public GivenTurns(IReadOnlyCollection<CallRecord> calls)
    {
        var all = calls.SelectMany(call => call.Spurts.Select(spurt => (Call: call.Id, Spurt: spurt))).ToLookup(turn => turn.Spurt.Id);
        foreach (var (call, spurt) in all.SelectMany(turn => turn))
        {
            if (spurt is { EndReason: OutageReports.JoinedReason, Ended: { } at } && all[spurt.Id].Any(other => other.Call != call && !(other.Spurt.Ended < at)))
            {
                _given.TryAdd(spurt.Id, (call, at));
            }
        }
    }

    /// <summary>Whether a turn goes on in another record.</summary>
    public bool IsGiven(CallRecord call, SpurtRecord spurt) => _given.TryGetValue(spurt.Id, out var given) && given.Call == call.Id;

    /// <summary>Whether a turn began in another record.</summary>
    public bool IsTaken(CallRecord call, SpurtRecord spurt) =>
        _given.TryGetValue(spurt.Id, out var given) && given.Call != call.Id && !(spurt.Ended < given.At);
}
