namespace RadioNet.Core.Records;

/// <summary>One decision about a call, with its why.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Text">What it decided, a sentence.</param>
/// <param name="CompetingCall">The call that competed; null when none did.</param>
/// <param name="PlanLine">The line of the plan that decided, as an export of that revision has it; 0 when none did.</param>
/// <param name="PlanRevision">The plan's revision then.</param>
public sealed record DecisionRecord(
    DateTimeOffset At, string Rule, string Text, string? CompetingCall = null, int PlanLine = 0, int PlanRevision = 0);
