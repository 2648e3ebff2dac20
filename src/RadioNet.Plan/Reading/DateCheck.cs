using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan.Reading;

/// <summary>The check that nothing stands or has its home in a place that is over.</summary>
internal static class DateCheck
{
    /// <summary>Reports what a plan that is otherwise right still has in places that ended by <paramref name="today"/>.</summary>
    public static void Check(NetworkPlan plan, DateOnly today, References references, ErrorList errors)
    {
        foreach (var fault in Faults(plan, today))
        {
            var (line, column) = references.Position(fault.Noun, fault.Line, fault.Place);
            errors.Add(line, column, fault.Message);
        }
    }

    /// <summary>Each entry in a place that ended by a day: what kind it is, its line, the place, and the sentence.</summary>
    public static IEnumerable<(string Noun, int Line, string Place, string Message)> Faults(NetworkPlan plan, DateOnly today)
    {
        var over = plan.Places.Where(p => p.IsOver(today)).ToDictionary(p => p.Id);
        if (over.Count == 0)
        {
            return [];
        }

        var heirs = plan.Places.SelectMany(p => p.Replaces.Select(r => (Old: r, Heir: $"\"{p.Id}\""))).ToLookup(r => r.Old, r => r.Heir);
        return
        [
            .. from use in PlaceUse.Of(plan)
               where over.ContainsKey(use.Place)
               select (use.Noun.En, use.Line, use.Place, Message(use.Noun.En, use.Id, "is at", over[use.Place])),
            .. from place in plan.Places
               where !place.IsOver(today) && place.In is not null && over.ContainsKey(place.In)
               select (PlaceKind.Kind.Noun, place.Line, place.In, Message(PlaceKind.Kind.Noun, place.Id, "lies in", over[place.In!])),
        ];

        string Message(string noun, string id, string verb, Place ended)
        {
            var then = heirs.Contains(ended.Id) ? $"Name {Nouns.OneOf(heirs[ended.Id])}, which took it over." : "Name a place that is there.";
            return $"{Nouns.Capital(noun)} {id} {verb} \"{ended.Id}\", which ended on {Measures.Text(ended.Until!.Value)}. {then}";
        }
    }
}
