namespace RadioNet.Core.Records;

/// <summary>What a follower of calls is told: one call that changed, or all that run now.</summary>
/// <param name="Number">The number of the newest change that this includes, from 1.</param>
/// <param name="Changed">The call that changed; null in a snapshot.</param>
/// <param name="Snapshot">The calls that run, oldest first; null for a change.</param>
public sealed record CallChange(long Number, CallRecord? Changed, IReadOnlyList<CallRecord>? Snapshot);
