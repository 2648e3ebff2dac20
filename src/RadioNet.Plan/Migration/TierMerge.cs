using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Migration;

/// <summary>
/// The tiers of two forms as one list, in the order of both: the plan keeps its old places, and those have the tiers of their time.
/// The topmost of both are one, and so are those with the same name in either language.
/// </summary>
internal sealed class TierMerge
{
    private readonly Dictionary<int, int> _old = [];
    private readonly Dictionary<int, int> _new = [];
    private readonly ImmutableArray<Tier> _tiers;

    public TierMerge(ImmutableArray<Tier> old, ImmutableArray<Tier> form)
    {
        var tiers = ImmutableArray.CreateBuilder<Tier>();
        foreach (var (before, after) in Pairs(old, form))
        {
            var level = tiers.Count + 1;
            tiers.Add(new Tier(level, (after ?? before)!.Name));
            if (before is not null)
            {
                _old[before.Level] = level;
            }

            if (after is not null)
            {
                _new[after.Level] = level;
            }
        }

        _tiers = tiers.ToImmutable();
    }

    /// <summary>The new form's tiers, and of the old ones those that a place of the plan has.</summary>
    public ImmutableArray<Tier> Used(ImmutableArray<Place> places) =>
        [.. _tiers.Where(t => _new.ContainsValue(t.Level) || places.Any(p => p.Tier == t.Level))];

    public Place Old(Place place) => place with { Tier = _old[place.Tier] };

    public Place New(Place place) => place with { Tier = _new[place.Tier] };

    private static IEnumerable<(Tier? Old, Tier? New)> Pairs(ImmutableArray<Tier> old, ImmutableArray<Tier> form) =>
        [(old[0], form[0]), .. Rest(old, 1, form, 1)];

    /// <summary>The shortest list that has both in order: at most eight tiers on either side, so that trying both ways is cheap.</summary>
    private static ImmutableList<(Tier? Old, Tier? New)> Rest(ImmutableArray<Tier> old, int i, ImmutableArray<Tier> form, int j)
    {
        if (i == old.Length || j == form.Length)
        {
            return [.. old.Skip(i).Select(t => ((Tier?)t, (Tier?)null)), .. form.Skip(j).Select(t => ((Tier?)null, (Tier?)t))];
        }

        if (Alike(old[i].Name, form[j].Name))
        {
            return Rest(old, i + 1, form, j + 1).Insert(0, (old[i], form[j]));
        }

        var (oldFirst, newFirst) = (Rest(old, i + 1, form, j), Rest(old, i, form, j + 1));
        return oldFirst.Count <= newFirst.Count ? oldFirst.Insert(0, (old[i], null)) : newFirst.Insert(0, (null, form[j]));
    }

    private static bool Alike(LocalizedText a, LocalizedText b) =>
        a.Vi.Equals(b.Vi, StringComparison.OrdinalIgnoreCase) || a.En.Equals(b.En, StringComparison.OrdinalIgnoreCase);
}
