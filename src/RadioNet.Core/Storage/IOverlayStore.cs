using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Storage;

/// <summary>Local edits: those that this node holds, and, at the root, what it decided about those of nodes below. On disk when a call returns.</summary>
public interface IOverlayStore
{
    /// <summary>What tells this folder from one that its node had before; never 0.</summary>
    uint FolderId { get; }

    /// <summary>The edits that this node holds, in their order.</summary>
    IReadOnlyList<OverlayHeld> LoadOverlay();

    /// <summary>Stores what a node holds now in place of what it held, with an audit entry when somebody asked for it.</summary>
    void SaveOverlay(OverlayLedger before, OverlayLedger after, AuditEntry? audit);

    /// <summary>What was decided about an edit; null when nothing was.</summary>
    OverlayDecision? FindDecision(OverlayKey key);

    /// <summary>Stores a decision that changes nothing of the plan; one that does is stored with its revision (<see cref="RevisionDraft.Takes"/>).</summary>
    void Decide(OverlayDecision decision, OverlayEdit edit);

    /// <summary>The talkgroups of which an edit that was made on one folder of a node was not taken.</summary>
    IReadOnlySet<uint> RefusedTalkgroups(string node, uint store);

    /// <summary>The edits of other nodes that were decided about since a time, with what was decided.</summary>
    IReadOnlyList<OverlayHeld> DecidedSince(DateTimeOffset time);

    /// <summary>How many edits of each node were not taken since a time.</summary>
    IReadOnlyDictionary<string, int> RefusedSince(DateTimeOffset time);
}
