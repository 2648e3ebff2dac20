using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Schema;

/// <summary>One kind of entry: what it is called and what its keys are. The reader, the writer, the comparison and the reference go by it.</summary>
internal sealed class Kind<T>
{
    public Kind(string section, LocalizedText noun, string meaning, ImmutableArray<Field<T>> fields, params ReadOnlySpan<PlanField> nested)
    {
        Fields = fields;
        Keys = [.. fields.Select(f => f.Key.Split('.')[0]).Distinct(), .. nested.ToArray().Select(n => n.Key)];
        Reference = new PlanSection(section, noun, meaning, [.. fields.Select(f => f.Reference), .. nested]);
    }

    /// <summary>The keys with a value of one line.</summary>
    public ImmutableArray<Field<T>> Fields { get; }

    /// <summary>All keys of an entry, those with nested entries too; of keys with a dot the part before it.</summary>
    public ImmutableArray<string> Keys { get; }

    public PlanSection Reference { get; }

    public string Noun => Reference.Noun.En;

    /// <summary>The keys in one of an entry's mappings: what follows the dot.</summary>
    public ImmutableArray<string> KeysIn(string group) =>
        [.. Fields.Where(f => f.Key.StartsWith(group + ".", StringComparison.Ordinal)).Select(f => f.Key[(group.Length + 1)..])];

    /// <summary>The values that differ from their defaults, as YAML of one line, in writing order.</summary>
    public IEnumerable<(string Key, string Text)> Written(T item, bool withSecrets)
    {
        foreach (var field in Fields)
        {
            if (field.Write(item) is { } text && (!field.Reference.HasLiteralDefault || text != field.Reference.Default))
            {
                yield return (field.Key, field.Secret && !withSecrets ? PlanSecrets.Kept : text);
            }
        }
    }
}
