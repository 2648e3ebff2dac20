using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Services;

/// <summary>Decides at the root about local edits of nodes that were cut off: about each once, whoever brings it and however often.</summary>
internal sealed class OverlayJudge(PlanKeeper keeper, IOverlayStore store)
{
    private readonly Lock _gate = new();

    /// <summary>Decides; what it returns is on disk, with the revision that came of it.</summary>
    public OverlayDecision Decide(OverlayEdit edit)
    {
        lock (_gate)
        {
            if (store.FindDecision(edit.Key) is { } before)
            {
                return before;
            }

            var refused = store.RefusedTalkgroups(edit.Key.Node, edit.Key.Store);
            OverlayVerdict? verdict = null;
            var change = new ChangeRequest(edit.Who, $"{edit.Label} {edit.Comment}".TrimEnd()) { Takes = edit };
            var outcome = keeper.Edit(change, $"{edit.What}, made at {edit.Key.Node} as {edit.Label}", plan =>
            {
                verdict = OverlayMerge.Decide(plan, edit, refused);
                return verdict.Reading;
            });
            if (outcome.Kind == PlanOutcomeKind.Changed)
            {
                return new OverlayDecision(edit.Key, true, outcome.Revision.Number, null);
            }

            var decision = outcome.Kind == PlanOutcomeKind.Unchanged
                ? new OverlayDecision(edit.Key, true, outcome.Revision.Number, null)
                : new OverlayDecision(edit.Key, false, outcome.Revision.Number, verdict?.Why ?? LocalizedText.Same(outcome.Errors[0].Message));
            store.Decide(decision, edit);
            return decision;
        }
    }
}
