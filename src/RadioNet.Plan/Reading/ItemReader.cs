using System.Collections.Immutable;
using System.Globalization;
using RadioNet.Plan.Model;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;

namespace RadioNet.Plan.Reading;

/// <summary>
/// One entry of the plan with its values by key. Each value is read with its check; what is wrong is
/// reported with its place, and the fallback stands in, so that everything wrong is found in one reading.
/// </summary>
internal sealed partial class ItemReader
{
    private readonly Dictionary<string, YamlNode> _values = [];
    private readonly string _noun;

    private ItemReader(YamlNode at, string noun, ReadContext context) => (At, _noun, Context) = (at, noun, context);

    public YamlNode At { get; }

    public ReadContext Context { get; }

    private ErrorList Errors => Context.Errors;

    /// <summary>Takes a mapping's values by key; null, with an error, when the node is no mapping.</summary>
    public static ItemReader? Of(YamlNode node, string noun, ImmutableArray<string> keys, ReadContext context)
    {
        if (node is not YamlMapping mapping)
        {
            context.Errors.Add(node, $"{Nouns.A(noun, capital: true)} is written as keys with values: {{ {keys[0]}: … }}.");
            return null;
        }

        var item = new ItemReader(node, noun, context);
        foreach (var (key, value) in mapping.Entries)
        {
            item.Take(key, value, keys);
        }

        return item;
    }

    /// <summary>The mapping at a key, or one without values where the key is missing or something else stands there.</summary>
    public ItemReader Group(string key, ImmutableArray<string> keys) =>
        (Find(key) is { } node ? Of(node, key, keys, Context) : null) ?? new ItemReader(At, key, Context);

    /// <summary>The value's node, for the place of an error; the whole entry where the key is missing.</summary>
    public YamlNode Where(string key) => _values.GetValueOrDefault(key, At);

    public YamlNode? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>A required value's node; null, with an error, when it is missing.</summary>
    public YamlNode? Required(string key)
    {
        if (_values.TryGetValue(key, out var node))
        {
            return node;
        }

        Errors.Add(At, $"This {_noun} has no \"{key}\". Add it.");
        return null;
    }

    /// <summary>A required id; null, with an error, when it is missing or none.</summary>
    public string? RequiredId(string key) => Required(key) is { } node ? AsId(key, node) : null;

    /// <summary>An id that may be missing.</summary>
    public string? Id(string key) => Find(key) is { } node ? AsId(key, node) : null;

    /// <summary>A reference to another entry, checked at the end; null where it is missing or none.</summary>
    public string? Reference(string key, ReferenceKind kind, bool required)
    {
        var node = required ? Required(key) : Find(key);
        var id = node is null ? null : AsId(key, node);
        if (id is not null)
        {
            Context.References.Name(kind, id, node!, _noun, At.Line);
        }

        return id;
    }

    /// <summary>A text for people, or a secret.</summary>
    public string? Text(string key) => Find(key) is { } node ? AsText(key, node) : null;

    /// <summary>A required text; null, with an error, when it is missing or none.</summary>
    public string? RequiredText(string key) => Required(key) is { } node ? AsText(key, node) : null;

    /// <summary>A required whole number; null, with an error, when it is missing or out of range.</summary>
    public long? RequiredNumber(string key, long least, long most) => Required(key) is { } node ? AsNumber(key, node, least, most) : null;

    /// <summary>A whole number with its range.</summary>
    public int Number(string key, int least, int most, int fallback) =>
        Find(key) is { } node && AsNumber(key, node, least, most) is { } value ? (int)value : fallback;

    /// <summary>One of a few words.</summary>
    public T Word<T>(string key, ImmutableArray<(string Word, T Value)> words, T fallback)
        where T : struct => Find(key) is { } node ? AsWord(key, node, words) ?? fallback : fallback;

    /// <summary>A required word; null, with an error, when it is missing or another.</summary>
    public T? RequiredWord<T>(string key, ImmutableArray<(string Word, T Value)> words)
        where T : struct => Required(key) is { } node ? AsWord(key, node, words) : null;

    public bool Flag(string key, bool fallback) => Word(key, Words.Flags, fallback);

    public ColorCode ColorCode(string key, ColorCode fallback) => new((byte)Number(key, 0, 15, fallback.Value));

    public Timeslot Timeslot(string key, Timeslot fallback) => (Timeslot)Number(key, 1, 2, (int)fallback);

    /// <summary>A name: one text, or <c>{ vi: …, en: … }</c> of which one may be missing.</summary>
    public LocalizedText? Name(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalar scalar:
                return AsText(key, scalar) is { } text ? LocalizedText.Same(text) : null;
            case YamlMapping mapping when Of(mapping, "name", ["vi", "en"], Context) is { } item:
                var (vi, en) = (item.Text("vi"), item.Text("en"));
                if (mapping.Entries.Count == 0)
                {
                    Errors.Add(mapping, $"\"{key}\" is empty. Write one text, or {{ vi: …, en: … }}.");
                }

                return vi is null && en is null ? null : new LocalizedText((vi ?? en)!, (en ?? vi)!);
            case var node:
                Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write one text, or {{ vi: …, en: … }}.");
                return null;
        }
    }

    /// <summary>The entries of a list; empty where the key is missing or has no value.</summary>
    public IReadOnlyList<YamlNode> List(string key)
    {
        switch (Find(key))
        {
            case null or YamlScalar { IsNull: true }:
                return [];
            case YamlSequence list:
                return list.Items;
            case var node:
                Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write a list: [a, b], or one entry a line, each after \"- \".");
                return [];
        }
    }

    public long? AsNumber(string key, YamlNode node, long least, long most)
    {
        if (node is YamlScalar scalar && long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
        {
            return value;
        }

        Errors.Add(node, string.Create(CultureInfo.InvariantCulture, $"\"{key}\" is {Shown(node)}. Write a whole number from {least} to {most}."));
        return null;
    }

    public string? AsId(string key, YamlNode node)
    {
        if (node is YamlScalar { IsNull: false } scalar && NameRules.IsId(scalar.Text))
        {
            return scalar.Text;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write an id of letters a–z, digits, \"-\", \"_\" and \".\", at most {NameRules.LongestId} long.");
        return null;
    }

    private string? AsText(string key, YamlNode node)
    {
        if (node is YamlScalar { IsNull: false } scalar && NameRules.IsText(scalar.Text))
        {
            return scalar.Text;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write a text on one line, at most {NameRules.LongestText} characters long and without control characters.");
        return null;
    }

    public T? AsWord<T>(string key, YamlNode node, ImmutableArray<(string Word, T Value)> words)
        where T : struct
    {
        foreach (var (word, value) in words)
        {
            if (node is YamlScalar scalar && scalar.Text == word)
            {
                return value;
            }
        }

        var hint = node is YamlScalar { IsNull: false } wrong ? Suggestion.For(wrong.Text, words.Select(w => w.Word)) : "";
        Errors.Add(node, $"\"{key}\" is {Shown(node)}.{hint} Write {Nouns.OneOf(words.Select(w => w.Word))}.");
        return null;
    }

    private void Take(YamlScalar key, YamlNode value, ImmutableArray<string> keys)
    {
        if (!keys.Contains(key.Text))
        {
            Errors.Add(key, $"{Nouns.A(_noun, capital: true)} has no key \"{Excerpt.Of(key.Text)}\".{Suggestion.For(key.Text, keys)} Its keys are {string.Join(", ", keys)}.");
        }
        else if (!_values.TryAdd(key.Text, value))
        {
            Errors.Add(key, $"\"{key.Text}\" stands here twice; the first is in line {_values[key.Text].Line}. Take one of them out.");
        }
    }

    public static string Shown(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => "empty",
        YamlScalar scalar => $"\"{Excerpt.Of(scalar.Text)}\"",
        YamlSequence => "a list",
        _ => "a mapping",
    };
}
