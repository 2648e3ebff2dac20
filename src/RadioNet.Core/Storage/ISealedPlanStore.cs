using RadioNet.Plan;

namespace RadioNet.Core.Storage;

/// <summary>The root's plan at a node below it. What a call of it returned from is on disk. Safe from any thread.</summary>
public interface ISealedPlanStore
{
    /// <summary>The newest that came from the root; null before the first.</summary>
    SealedPlan? NewestSealed();

    /// <summary>The secrets that came with a revision of the root's; null for another.</summary>
    SecretsSheet? SecretsOf(int number);

    /// <summary>
    /// Stores a revision of the root's under the root's number, with its audit entry, in one transaction. Revisions of that
    /// number and above go: they were made here before the root's plan came.
    /// </summary>
    StoredRevision AddSealed(SealedRevision revision);
}
