using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Migration;

/// <summary>Which places of the new form took over a place of the old one.</summary>
internal sealed class Heirs
{
    private readonly Dictionary<string, ImmutableArray<string>> _byPlace;

    /// <param name="old">The plan that is migrated.</param>
    /// <param name="form">The plan that has the new form.</param>
    /// <param name="given">Places of the old form with what took them over, as a person says; before all else.</param>
    public Heirs(NetworkPlan old, NetworkPlan form, IReadOnlyDictionary<string, string> given)
    {
        var ids = form.Places.Select(p => p.Id).ToHashSet();
        var replaced = form.Places.SelectMany(p => p.Replaces.Select(r => (Old: r, New: p.Id))).ToLookup(r => r.Old, r => r.New);
        var root = form.Places.First(p => p.In is null).Id;
        _byPlace = old.Places.ToDictionary(p => p.Id, p => Of(p).ToImmutableArray());

        IEnumerable<string> Of(Place place) =>
            given.TryGetValue(place.Id, out var said) ? [said]
            : ids.Contains(place.Id) ? [place.Id]
            : replaced.Contains(place.Id) ? replaced[place.Id]
            : place.In is null ? [root]
            : place.Replaces.Where(ids.Contains);
    }

    /// <summary>None where nothing is said of the place; several where it was split.</summary>
    public ImmutableArray<string> this[string place] => _byPlace[place];
}
