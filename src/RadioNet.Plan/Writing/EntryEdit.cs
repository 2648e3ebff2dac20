namespace RadioNet.Plan.Writing;

/// <summary>One entry written otherwise than the model has it.</summary>
/// <param name="Section">The list that it stands in.</param>
/// <param name="Replaced">The model's entry that it takes the place of; null for a new one.</param>
/// <param name="Values">Its keys with their values, as YAML of one line.</param>
internal sealed record EntryEdit(string Section, object? Replaced, IReadOnlyList<(string Key, string Text)> Values);
