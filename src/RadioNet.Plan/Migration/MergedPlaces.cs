using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Migration;

/// <summary>The places of the new form, and those of the old one that stay as history, each with the day on which it ended.</summary>
internal sealed class MergedPlaces
{
    private readonly Dictionary<string, Place> _history = [];

    public MergedPlaces(NetworkPlan old, NetworkPlan form, Heirs heirs, TierMerge tiers)
    {
        var there = form.Places.ToDictionary(p => p.Id);
        var (root, oldRoot) = (form.Places.First(p => p.In is null).Id, old.Places.First(p => p.In is null).Id);
        var lastChange = form.Places.Max(p => p.From);
        foreach (var place in old.Places.Where(p => !there.ContainsKey(p.Id)))
        {
            // The root has no room beside the new one: what lay in it lies in the new one.
            var within = place.In == oldRoot ? root : place.In;
            var end = place.Until ?? heirs[place.Id].Select(id => there[id].From).Min() ?? lastChange;
            if (end is not null && within is not null && (there.ContainsKey(within) || _history.ContainsKey(within)))
            {
                Ended += place.Until is null ? 1 : 0;
                _history[place.Id] = tiers.Old(place) with { In = within, Until = end };
            }
        }

        Places = [.. form.Places.Select(tiers.New), .. _history.Values];
        Dropped = old.Places.Count(p => p.In is not null && !there.ContainsKey(p.Id) && !_history.ContainsKey(p.Id));
        Added = form.Places.Length - old.Places.Count(p => there.ContainsKey(p.Id));
    }

    public ImmutableArray<Place> Places { get; }

    public int Ended { get; }

    public int Dropped { get; }

    public int Added { get; }

    /// <summary>The stays of a site that moves away from a place; those in places that the plan has no more are left out.</summary>
    public ImmutableArray<FormerPlace> Stays(Site site, string to)
    {
        var stays = site.Was.Where(w => Places.Any(p => p.Id == w.At)).ToImmutableArray();
        return site.At != to && _history.TryGetValue(site.At, out var left) && stays.All(w => w.Until < left.Until)
            ? stays.Add(new FormerPlace(site.At, left.Until!.Value))
            : stays;
    }
}
