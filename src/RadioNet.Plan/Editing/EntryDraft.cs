using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Schema;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Editing;

/// <summary>An entry while words change it: its keys with their values, as YAML of one line.</summary>
internal sealed class EntryDraft<T>(Kind<T> kind, List<(string Key, string Text)> values, LocalizedText? name)
    where T : class
{
    public const string IdKey = "id";
    private const string NameKey = "name";

    private LocalizedText? _name = name;

    public IReadOnlyList<(string Key, string Text)> Values => values;

    /// <summary>Takes one word; a sentence when it is no change of such an entry.</summary>
    public string? Change(string word)
    {
        if (!EditWord.TryParse(word, out var edit))
        {
            return $"\"{Excerpt.Of(word)}\" is no change. Write key=value, such as priority=8.";
        }

        if (edit.Key == IdKey)
        {
            return $"The id of a {kind.Noun} does not change. Remove it and add another.";
        }

        if (edit.Key is NameKey + ".vi" or NameKey + ".en" && kind.Keys.Contains(NameKey))
        {
            return ChangeName(edit);
        }

        return Find(edit.Key) switch
        {
            null => $"{Nouns.A(kind.Noun, capital: true)} has no key \"{Excerpt.Of(edit.Key)}\".{Suggestion.For(edit.Key, Keys)} Its keys are {string.Join(", ", Keys)}.",
            { IsList: true } list => ChangeList(list, edit with { Key = list.Key }),
            _ when edit.Operation != EditOperation.Assign => $"\"{edit.Key}\" is no list. Write {edit.Key}=value.",
            var field => Put(field.Key, edit.Value.Length == 0 ? null : YamlText.Quoted(edit.Value)),
        };
    }

    private IEnumerable<string> Keys => kind.Fields.Select(f => f.Key);

    /// <summary>The field of a key; of a key in a mapping what follows the dot will do, where no other has the same.</summary>
    private Field<T>? Find(string key)
    {
        if (kind.Fields.FirstOrDefault(f => f.Key == key) is { } exact)
        {
            return exact;
        }

        var within = kind.Fields.Where(f => f.Key.EndsWith("." + key, StringComparison.Ordinal)).ToList();
        return within.Count == 1 ? within[0] : null;
    }

    private string? ChangeName(EditWord edit)
    {
        if (edit.Operation != EditOperation.Assign || edit.Value.Length == 0)
        {
            return $"\"{edit.Key}\" wants a text: {edit.Key}=Rescue.";
        }

        _name ??= LocalizedText.Same(edit.Value);
        _name = edit.Key == NameKey + ".vi" ? _name with { Vi = edit.Value } : _name with { En = edit.Value };
        return Put(NameKey, $"{{ vi: {YamlText.Quoted(_name.Vi)}, en: {YamlText.Quoted(_name.En)} }}");
    }

    private string? ChangeList(Field<T> field, EditWord edit)
    {
        var words = edit.Value.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var text = values.Find(v => v.Key == edit.Key).Text ?? "";
        if (edit.Operation == EditOperation.Assign)
        {
            // A single word may be "all" or "affiliated": the reader knows which list takes a word.
            return Put(edit.Key, words is ["all" or "affiliated"] ? words[0] : ListText(words));
        }

        if (!text.StartsWith('[') && field.Reference.HasLiteralDefault)
        {
            return $"\"{edit.Key}\" is no list now. Write the whole list: {edit.Key}=a,b.";
        }

        var before = text.Trim('[', ']').Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(t => t.Trim('"'));
        return Put(edit.Key, ListText(edit.Operation == EditOperation.Include ? before.Concat(words) : before.Except(words)));
    }

    private static string? ListText(IEnumerable<string> words)
    {
        var quoted = words.Select(YamlText.Quoted).ToList();
        return quoted.Count == 0 ? null : YamlText.List(quoted);
    }

    private string? Put(string key, string? text)
    {
        values.RemoveAll(v => v.Key == key);
        if (text is not null)
        {
            values.Add((key, text));
        }

        return null;
    }
}
