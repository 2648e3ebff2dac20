using RadioNet.Plan;

namespace RadioNet.Core.Storage;

/// <summary>A revision of the root's that is about to be stored at a node below.</summary>
/// <param name="Plan">As it came.</param>
/// <param name="Secrets">The secrets that came with it.</param>
/// <param name="Who">The root's node.</param>
/// <param name="At">When it came, UTC.</param>
/// <param name="Detail">What the audit says was done.</param>
public sealed record SealedRevision(SealedPlan Plan, SecretsSheet Secrets, string Who, DateTimeOffset At, string Detail);
