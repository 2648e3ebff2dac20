namespace RadioNet.Core.Records;

/// <summary>What somebody answered to an alarm of a lower node, until that node has taken it.</summary>
/// <param name="Wanted">Acknowledged or cleared.</param>
/// <param name="Who">Who answered.</param>
/// <param name="At">When, UTC.</param>
public sealed record PendingAnswer(AlarmState Wanted, string Who, DateTimeOffset At);
