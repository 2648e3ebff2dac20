using System.Collections.Immutable;

namespace RadioNet.Plan.Overlay;

/// <summary>
/// The local edits that a node holds: its own, and those of nodes above that were cut off with it. Immutable; a change makes another.
/// Edits of others come first, each in the order of its making.
/// </summary>
public sealed class OverlayLedger
{
    private OverlayLedger(string self, ImmutableArray<OverlayHeld> all) => (Self, All) = (self, all);

    /// <summary>The node.</summary>
    public string Self { get; }

    /// <summary>All of them, decided ones of its own too.</summary>
    public ImmutableArray<OverlayHeld> All { get; }

    /// <summary>The number of the node's last edit; 0 before the first.</summary>
    public long LastNumber => All.Where(held => IsOwn(held.Edit)).Select(held => held.Edit.Key.Number).DefaultIfEmpty().Max();

    /// <summary>Those that the root has not decided about, as far as this node has heard.</summary>
    public IEnumerable<OverlayEdit> Open => All.Where(held => held.State == OverlayState.Open).Select(held => held.Edit);

    /// <summary>With what a node has stored.</summary>
    public static OverlayLedger Of(string self, IEnumerable<OverlayHeld> stored)
    {
        var all = stored.ToList();
        return new(self,
        [
            .. all.Where(held => held.Edit.Key.Node != self),
            .. all.Where(held => held.Edit.Key.Node == self).OrderBy(held => held.Edit.Key.Number),
        ]);
    }

    /// <summary>Whether an edit was made here.</summary>
    public bool IsOwn(OverlayEdit edit) => edit.Key.Node == Self;

    /// <summary>The edits that lie on top of a revision of the root's.</summary>
    public IReadOnlyList<OverlayEdit> InForce(int revision) => [.. All.Where(held => held.IsInForce(revision)).Select(held => held.Edit)];

    /// <summary>The last of each node's edits that lie on top of a revision, such as <c>core-low.1</c> or <c>core-mid.2+core-low.1</c>; empty when none do.</summary>
    public string Label(int revision) => string.Join('+', InForce(revision).GroupBy(edit => edit.Key.Node).Select(edits => edits.MaxBy(edit => edit.Key.Number)!.Key));

    /// <summary>With an edit of the node's own.</summary>
    public OverlayLedger With(OverlayEdit edit) => new(Self, All.Add(new OverlayHeld(edit)));

    /// <summary>With what the root decided; the same when that is of no open edit here.</summary>
    public OverlayLedger With(OverlayDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return All.FirstOrDefault(held => held.Edit.Key == decision.Key && held.State == OverlayState.Open) is { } held
            ? new(Self, All.Replace(held, held with
            {
                State = decision.IsTaken ? OverlayState.Taken : OverlayState.Refused,
                TakenAt = decision.IsTaken ? decision.Revision : 0,
                Why = decision.Why,
            }))
            : this;
    }

    /// <summary>With the edits of other nodes that a parent which cannot reach the root has in force, in place of those before; of what the root has decided nothing is taken back.</summary>
    public OverlayLedger WithAbove(IEnumerable<OverlayEdit> edits)
    {
        var own = All.Where(held => IsOwn(held.Edit)).ToList();
        var known = All.ToLookup(held => held.Edit.Key);
        return new(Self, [.. edits.Where(edit => !IsOwn(edit)).DistinctBy(edit => edit.Key).Select(edit => known[edit.Key].FirstOrDefault() ?? new OverlayHeld(edit)), .. own]);
    }

    /// <summary>Without the edits of other nodes that are in force no more.</summary>
    public OverlayLedger Settled(int revision) =>
        All.Any(held => !IsOwn(held.Edit) && !held.IsInForce(revision)) ? new(Self, [.. All.Where(held => IsOwn(held.Edit) || held.IsInForce(revision))]) : this;
}
