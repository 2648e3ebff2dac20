using System.Runtime.InteropServices;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Reading;

/// <summary>What entries were defined and what they name; checked at the end, as entries may come in any order.</summary>
internal sealed class References
{
    private readonly Dictionary<string, Dictionary<string, int>> _defined = [];
    private readonly Dictionary<string, Dictionary<uint, int>> _numbers = [];
    private readonly List<(ReferenceKind Kind, string Id, int Line, int Column, string Noun, int EntryLine)> _named = [];
    private Dictionary<(string Noun, int EntryLine, string Id), (int Line, int Column)>? _positions;
    private readonly List<(uint Id, int Line, int Column)> _talkgroups = [];

    /// <summary>Notes an entry; an error when the id is taken, which names the first one's line.</summary>
    public void Define(string noun, string id, YamlNode at, ErrorList errors) => Define(_defined, noun, id, at, errors);

    /// <inheritdoc cref="Define(string, string, YamlNode, ErrorList)"/>
    public void Define(string noun, uint id, YamlNode at, ErrorList errors) => Define(_numbers, noun, id, at, errors);

    /// <summary>The line that defines an entry; null when none does.</summary>
    public int? LineOf(string noun, string id) => _defined.GetValueOrDefault(noun)?.TryGetValue(id, out var line) == true ? line : null;

    /// <summary>Notes what an entry names; the entry's noun and line are for <see cref="Position"/>.</summary>
    public void Name(ReferenceKind kind, string id, YamlNode at, string noun, int entryLine) =>
        _named.Add((kind, id, at.Line, at.Column, noun, entryLine));

    /// <summary>Where an entry names a place; the entry's line where it is not known.</summary>
    public (int Line, int Column) Position(string noun, int entryLine, string place)
    {
        _positions ??= _named.Where(n => n.Kind == ReferenceKind.Place)
            .GroupBy(n => (n.Noun, n.EntryLine, n.Id)).ToDictionary(g => g.Key, g => (g.First().Line, g.First().Column));
        return _positions.GetValueOrDefault((noun, entryLine, place), (entryLine, 1));
    }

    public void NameTalkgroup(uint id, YamlNode at) => _talkgroups.Add((id, at.Line, at.Column));

    /// <summary>Reports what is named and nowhere defined.</summary>
    public void Check(ErrorList errors)
    {
        var talkgroups = _numbers.GetValueOrDefault("talkgroup") ?? [];
        foreach (var (id, line, column) in _talkgroups)
        {
            if (!talkgroups.ContainsKey(id))
            {
                errors.Add(line, column, $"There is no talkgroup {id}. Add it to \"talkgroups\", or take it out here.");
            }
        }

        foreach (var (kind, id, line, column, _, _) in _named)
        {
            var (noun, section) = Words(kind);
            var known = _defined.GetValueOrDefault(noun) ?? [];
            if (!known.ContainsKey(id))
            {
                errors.Add(line, column, $"There is no {noun} \"{id}\".{Suggestion.For(id, known.Keys.Take(5000))} Add it to \"{section}\", or name another here.");
            }
        }
    }

    private static (string Noun, string Section) Words(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Place => ("place", "places"),
        ReferenceKind.Agency => ("agency", "agencies"),
        ReferenceKind.Site => ("site", "sites"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static void Define<TId>(Dictionary<string, Dictionary<TId, int>> defined, string noun, TId id, YamlNode at, ErrorList errors)
        where TId : notnull
    {
        ref var ids = ref CollectionsMarshal.GetValueRefOrAddDefault(defined, noun, out _);
        ids ??= [];
        if (!ids.TryAdd(id, at.Line))
        {
            errors.Add(at, $"{Nouns.Capital(noun)} {id} is defined already in line {ids[id]}. Give this one another id, or take one of them out.");
        }
    }
}
