namespace RadioNet.CallControl;

/// <summary>One decision, with why.</summary>
/// <param name="At">When, by the node's wall clock.</param>
/// <param name="Rule">The rule's name, for example <c>floor.granted</c>.</param>
/// <param name="Subject">Whom it concerns: a radio, a site.</param>
/// <param name="Reason">The reason, when it denies or ends.</param>
/// <param name="Competing">The call or radio that stood against it; null when none did.</param>
/// <param name="PlanLine">The line of the plan that it goes by, from 1; 0 when none.</param>
/// <param name="Revision">The plan's revision.</param>
public sealed record Decision(
    DateTimeOffset At, string Rule, string Subject, Reason Reason, string? Competing, int PlanLine, int Revision);
