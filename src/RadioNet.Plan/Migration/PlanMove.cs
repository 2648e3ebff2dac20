using RadioNet.Plan.Model;

namespace RadioNet.Plan.Migration;

/// <summary>An entry that a migration took to another place.</summary>
/// <param name="Noun">What kind of entry it is.</param>
/// <param name="Id">Its id, which stays.</param>
/// <param name="From">The place's id before.</param>
/// <param name="To">The place's id after.</param>
/// <param name="Line">The entry's line in the plan that was migrated, from 1.</param>
/// <param name="Note">What else became of it.</param>
public sealed record PlanMove(LocalizedText Noun, string Id, string From, string To, int Line, PlanMoveNote Note);
