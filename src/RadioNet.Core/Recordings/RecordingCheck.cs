using RadioNet.Plan.Model;

namespace RadioNet.Core.Recordings;

/// <summary>What a check of a data folder's recordings found.</summary>
/// <param name="Findings">Each recording, in the chain's order, then files that are in no chain.</param>
/// <param name="Faults">What is wrong with the chain itself; empty when nothing is.</param>
/// <param name="Entries">The chain's entries.</param>
/// <param name="Unsealed">How many of them stand behind the newest root: nobody signed those yet.</param>
/// <param name="Notes">What could not be checked, and need not be wrong.</param>
public sealed record RecordingCheck(
    IReadOnlyList<RecordingFinding> Findings, IReadOnlyList<LocalizedText> Faults, long Entries, long Unsealed, IReadOnlyList<LocalizedText> Notes)
{
    /// <summary>Whether nothing is altered, missing or foreign, and the chain is whole.</summary>
    public bool IsRight => Faults.Count == 0 && !Findings.Any(finding => finding.IsWrong);

    /// <summary>How many recordings are in a state.</summary>
    public int Count(RecordingState state) => Findings.Count(finding => finding.State == state);
}
