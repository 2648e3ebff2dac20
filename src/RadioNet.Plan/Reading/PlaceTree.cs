using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Reading;

/// <summary>The checks that places form one tree, that levels deepen downwards, and that nodes stand in it.</summary>
internal sealed class PlaceTree
{
    private readonly Dictionary<int, YamlNode> _levels = [];
    private readonly List<(Place Place, YamlNode Entry, YamlNode Tier, YamlNode? In)> _places = [];
    private readonly List<(NodePlan Node, YamlNode At)> _nodes = [];

    public void AddTier(int level, YamlNode at, ErrorList errors)
    {
        if (!_levels.TryAdd(level, at))
        {
            errors.Add(at, $"Level {level} is defined already in line {_levels[level].Line}. Give each tier a level of its own.");
        }
    }

    public void AddPlace(Place place, YamlNode entry, YamlNode tier, YamlNode? within) => _places.Add((place, entry, tier, within));

    public void AddNode(NodePlan node, YamlNode at) => _nodes.Add((node, at));

    /// <summary>Reports what is wrong with the tree; without any error, the places come back parents first, else in file order.</summary>
    public ImmutableArray<Place> Check(ErrorList errors)
    {
        if (_levels.Count == 0)
        {
            errors.Add(1, 1, "The plan has no tiers. Add \"tiers\" with at least one: - { level: 1, name: Province }.");
        }

        var byId = new Dictionary<string, Place>();
        foreach (var (place, _, tier, _) in _places)
        {
            byId.TryAdd(place.Id, place);
            if (_levels.Count > 0 && !_levels.ContainsKey(place.Tier))
            {
                errors.Add(tier, $"There is no tier with level {place.Tier}. Add it to \"tiers\", or name one of {string.Join(", ", _levels.Keys.Order())}.");
            }
        }

        CheckLevels(byId, errors);
        CheckNodes(CheckRoot(errors), errors);
        return errors.IsEmpty ? ParentsFirst(byId) : [];
    }

    private void CheckLevels(Dictionary<string, Place> byId, ErrorList errors)
    {
        foreach (var (place, _, tier, _) in _places)
        {
            if (place.In is not null && byId.TryGetValue(place.In, out var parent) && place.Tier <= parent.Tier)
            {
                errors.Add(tier, $"Place \"{place.Id}\" is on level {place.Tier} but lies in \"{parent.Id}\", which is on level {parent.Tier}. Give it a larger level, or another \"in\".");
            }
        }
    }

    private Place? CheckRoot(ErrorList errors)
    {
        Place? root = null;
        foreach (var (place, entry, _, within) in _places)
        {
            if (within is not null)
            {
                continue;
            }

            if (root is null)
            {
                root = place;
                continue;
            }

            errors.Add(entry, $"Place \"{place.Id}\" has no \"in\", but \"{root.Id}\" in line {root.Line} is the root already. Say with \"in\" which place it lies in.");
        }

        if (_places.Count == 0)
        {
            errors.Add(1, 1, "The plan has no places. Add \"places\" with at least the root: - { id: my-province, tier: 1 }.");
        }
        else if (root is null)
        {
            errors.Add(_places[0].Entry, "No place is the root: each has an \"in\". Take \"in\" away from the one that holds all others.");
        }

        return root;
    }

    private void CheckNodes(Place? root, ErrorList errors)
    {
        var taken = new Dictionary<string, NodePlan>();
        foreach (var (node, at) in _nodes)
        {
            if (!taken.TryAdd(node.At, node))
            {
                errors.Add(at, $"Node \"{taken[node.At].Id}\" in line {taken[node.At].Line} stands at \"{node.At}\" already. A place has one node at most: move this one, or take it out.");
            }
        }

        if (root is not null && !taken.ContainsKey(root.Id))
        {
            var line = _nodes.Count > 0 ? _nodes[0].Node.Line : root.Line;
            errors.Add(line, 1, $"No node stands at the root place \"{root.Id}\". Add one to \"nodes\": - {{ id: core-{root.Id}, at: {root.Id} }}.");
        }
    }

    /// <summary>Only for a tree whose levels deepen downwards: there a walk upwards ends.</summary>
    private ImmutableArray<Place> ParentsFirst(Dictionary<string, Place> byId)
    {
        var sorted = ImmutableArray.CreateBuilder<Place>(_places.Count);
        var done = new HashSet<string>();
        var way = new Stack<Place>();
        foreach (var (start, _, _, _) in _places)
        {
            for (var place = start; place is not null && !done.Contains(place.Id); place = place.In is null ? null : byId.GetValueOrDefault(place.In))
            {
                way.Push(place);
            }

            while (way.TryPop(out var place))
            {
                done.Add(place.Id);
                sorted.Add(place);
            }
        }

        return sorted.ToImmutable();
    }
}
