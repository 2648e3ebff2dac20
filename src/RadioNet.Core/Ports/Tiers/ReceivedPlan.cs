using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>A revision that came from above, checked, with the secrets that came with it; the others are <see cref="PlanSecrets.Kept"/>.</summary>
internal sealed record ReceivedPlan(SealedPlan Sealed, NetworkPlan Plan)
{
    /// <summary>What is stored of it.</summary>
    public RevisionDraft Draft(string from, DateTimeOffset at)
    {
        var text = PlanWriter.Write(Plan, withSecrets: true);
        return new RevisionDraft(text, Convert.ToHexStringLower(PlanHash.OfText(text)), RevisionOrigin.Root, new NodeTree(Plan).Root ?? "", at, "")
        {
            Detail = $"revision {Sealed.Number} of the root, by way of {from}",
        };
    }
}
