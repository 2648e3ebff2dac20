using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>A revision that came from above, checked, with the secrets that came with it; the others are <see cref="PlanSecrets.Kept"/>.</summary>
/// <param name="Sealed">As it came.</param>
/// <param name="Secrets">The secrets.</param>
/// <param name="Index">Both together.</param>
internal sealed record ReceivedPlan(SealedPlan Sealed, SecretsSheet Secrets, PlanIndex Index)
{
    public NetworkPlan Plan => Index.Plan;

    /// <summary>What is stored of it.</summary>
    public SealedRevision ToStore(string from, DateTimeOffset at) =>
        new(Sealed, Secrets, Index.Nodes.Root ?? "", at, $"revision {Sealed.Number} of the root, by way of {from}");

    /// <summary>A stored revision as it was when it came; null for one that is not the newest of the root's, which its text gives.</summary>
    public static PlanIndex? Stored(ISealedPlanStore store, int number, PlanReadings readings) =>
        store.NewestSealed() is { } newest && newest.Number == number && store.SecretsOf(number) is { } secrets
        && readings.Read(newest.PackedText) is { Reading.Succeeded: true } read
            ? read.With(secrets, number)
            : null;
}
