using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Schema;
using RadioNet.Plan.Writing;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Editing;

/// <summary>
/// Changes one entry by writing the plan's text with the new values and reading it again: one set of checks
/// serves the file and the edit.
/// </summary>
internal sealed class EntryEditor<T>(NetworkPlan plan, Kind<T> kind, ImmutableArray<T> entries, Func<T, string> id, Func<T, LocalizedText?> name)
    where T : class
{
    public T? Find(string wanted) => entries.FirstOrDefault(e => id(e) == wanted);

    public PlanReading Add(string newId, IEnumerable<string> words) =>
        Find(newId) is null
            ? Apply(null, new EntryDraft<T>(kind, [(EntryDraft<T>.IdKey, newId)], null), words)
            : PlanReading.Failed($"{Nouns.Capital(kind.Noun)} {newId} is in the plan already. Set its values, or choose another id.");

    public PlanReading Set(string wanted, IEnumerable<string> words) =>
        Find(wanted) is { } entry
            ? Apply(entry, new EntryDraft<T>(kind, [.. kind.Written(entry, withSecrets: true)], name(entry)), words)
            : PlanReading.Failed($"There is no {kind.Noun} {Excerpt.Of(wanted)}. Add it first, or correct the id.");

    private PlanReading Apply(T? entry, EntryDraft<T> draft, IEnumerable<string> words)
    {
        var errors = words.Select(draft.Change).OfType<string>().Select(message => new PlanError(0, 0, message)).ToImmutableArray();
        if (errors.Length > 0)
        {
            return PlanReading.Failed(errors);
        }

        var text = PlanText.Of(plan, withSecrets: true, new EntryEdit(kind.Reference.Key, entry, draft.Values));
        var reading = PlanReader.Read(text);
        return reading.Succeeded
            ? reading
            : PlanReading.Failed([.. reading.Errors.Select(e => e with { Line = 0, Column = 0 })]);
    }
}
