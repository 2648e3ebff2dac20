namespace RadioNet.Core.Storage;

/// <summary>Who changed what, when; written in the same transaction as the change.</summary>
/// <param name="Number">From 1; 0 until it is stored.</param>
/// <param name="At">When, UTC, to the millisecond.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Action">What was done: <c>plan-apply</c>, <c>alarm-clear</c>, ….</param>
/// <param name="Detail">To what, a sentence.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Who, string Action, string Detail);
