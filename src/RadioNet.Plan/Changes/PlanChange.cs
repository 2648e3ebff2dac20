using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Changes;

/// <summary>What becomes of one entry of the plan.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Section">The list that it stands in, such as <c>talkgroups</c>.</param>
/// <param name="Noun">What such an entry is called.</param>
/// <param name="Id">Its id; within a site <c>site/base-station/carrier</c>.</param>
/// <param name="Fields">The values that change; all that are said for an entry that is added or removed.</param>
/// <param name="Line">The line of the new plan that says so; of the old one for an entry that goes; 0 where not known.</param>
public sealed record PlanChange(PlanChangeKind Kind, string Section, LocalizedText Noun, string Id, ImmutableArray<PlanFieldChange> Fields, int Line);
