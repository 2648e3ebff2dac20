using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan.Reading;

/// <summary>The check that nothing stands or has its home in a place that is over.</summary>
internal static class DateCheck
{
    /// <summary>Reports what a plan that is otherwise right still has in places that ended by <paramref name="today"/>.</summary>
    public static void Check(NetworkPlan plan, DateOnly today, References references, ErrorList errors)
    {
        var over = plan.Places.Where(p => p.IsOver(today)).ToDictionary(p => p.Id);
        if (over.Count == 0)
        {
            return;
        }

        foreach (var use in PlaceUse.Of(plan).Where(u => over.ContainsKey(u.Place)))
        {
            Add(use.Noun.En, use.Id, use.Line, over[use.Place], "is at");
        }

        foreach (var place in plan.Places.Where(p => !p.IsOver(today) && p.In is not null && over.ContainsKey(p.In)))
        {
            Add(PlaceKind.Kind.Noun, place.Id, place.Line, over[place.In!], "lies in");
        }

        void Add(string noun, string id, int line, Place ended, string verb)
        {
            var at = references.Position(noun, line, ended.Id);
            var heirs = plan.Places.Where(p => p.Replaces.Contains(ended.Id)).Select(p => $"\"{p.Id}\"").ToList();
            var then = heirs.Count == 0 ? "Name a place that is there." : $"Name {Nouns.OneOf(heirs)}, which took it over.";
            errors.Add(at.Line, at.Column, $"{Nouns.Capital(noun)} {id} {verb} \"{ended.Id}\", which ended on {Measures.Text(ended.Until!.Value)}. {then}");
        }
    }
}
