using System.Collections.Immutable;

namespace RadioNet.Plan.Schema;

/// <summary>One kind of entry, for the reference.</summary>
/// <param name="Key">The list that its entries stand in, such as <c>talkgroups</c>.</param>
/// <param name="Noun">One entry's name in both languages.</param>
/// <param name="Meaning">What an entry is, as a sentence.</param>
/// <param name="Fields">Its keys, in the order in which they are written.</param>
public sealed record PlanSection(string Key, Model.LocalizedText Noun, string Meaning, ImmutableArray<PlanField> Fields);
