using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan.Migration;

/// <summary>
/// Takes a plan from one form of its network to another: the tiers and places become those of the other form, and everything
/// keeps its id. What lies in a place that is no more moves to the one that took it over (<see cref="Place.Replaces"/>); old places
/// stay as history. A talkgroup is heard at the same sites as before.
/// </summary>
public static class PlanMigration
{
    /// <summary>Migrates a plan; errors have the line and column of its text.</summary>
    /// <param name="text">The plan's text.</param>
    /// <param name="form">A plan that has passed its checks and has the new form; nothing but its tiers and places is taken from it.</param>
    /// <param name="given">
    /// Where things go, as a person says, before what the form says: a place of the new form by a place of the old one, or by an
    /// entry (<c>node/core-1</c>, <c>site/…</c>, <c>talkgroup/…</c>, <c>subscriber/…</c>, <c>user/…</c>).
    /// </param>
    public static PlanMigrationOutcome Migrate(string text, NetworkPlan form, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(given);
        var reading = PlanReader.Read(text, null, out var references);
        if (!reading.Succeeded)
        {
            return new PlanMigrationOutcome { Errors = reading.Errors };
        }

        var (old, errors) = (reading.Plan, new ErrorList());
        CheckGiven(old, form, given, errors);
        if (!errors.IsEmpty)
        {
            return new PlanMigrationOutcome { Errors = errors.ByPlace() };
        }

        var heirs = new Heirs(old, form, given);
        var placement = new Placement(old, heirs, given, references!, errors);
        return errors.IsEmpty ? Build(old, form, heirs, placement) : new PlanMigrationOutcome { Errors = errors.ByPlace() };
    }

    private static void CheckGiven(NetworkPlan old, NetworkPlan form, IReadOnlyDictionary<string, string> given, ErrorList errors)
    {
        var known = old.Places.Select(p => p.Id).Concat(PlaceUse.Of(old).Select(u => $"{u.Noun.En}/{u.Id}")).ToHashSet();
        var places = form.Places.Select(p => p.Id).ToHashSet();
        foreach (var (what, place) in given)
        {
            if (!known.Contains(what))
            {
                errors.Add(0, 0, $"--place {what}={place}: the plan has no {what}.{Suggestion.For(what, known)} Name a place of it, or an entry such as site/ID.");
            }

            if (!places.Contains(place))
            {
                errors.Add(0, 0, $"--place {what}={place}: the new form has no place {place}.{Suggestion.For(place, places)}");
            }
        }
    }

    private static PlanMigrationOutcome Build(NetworkPlan old, NetworkPlan form, Heirs heirs, Placement placement)
    {
        var tiers = new TierMerge(old.Tiers, form.Tiers);
        var places = new MergedPlaces(old, form, heirs, tiers);
        var moved = old with
        {
            Tiers = tiers.Used(places.Places),
            Places = places.Places,
            Nodes = [.. old.Nodes.Select(n => n with { At = placement.Of(n) })],
            Sites = [.. old.Sites.Select(s => s with { At = placement.Of(s), Was = places.Stays(s, placement.Of(s)) })],
            Talkgroups = [.. old.Talkgroups.Select(t => t with { Home = placement.Of(t) })],
            Subscribers = [.. old.Subscribers.Select(s => s with { Home = placement.Of(s) })],
            M17Links = [.. old.M17Links.Select(l => l with { At = placement.Of(l) })],
            Users = [.. old.Users.Select(u => u with { Place = placement.Of(u) })],
        };
        var coverage = new Coverage(old, moved);
        var plan = moved with { Talkgroups = [.. old.Talkgroups.Zip(moved.Talkgroups, coverage.Kept)] };

        // The reader's checks are the plan's: what it refuses must not leave here.
        var reading = PlanReader.Read(PlanWriter.Write(plan, withSecrets: true));
        if (!reading.Succeeded)
        {
            return new PlanMigrationOutcome
            {
                Errors = [.. reading.Errors.Select(e => new PlanError(0, 0, $"The new plan would be wrong: {e.Message}"))],
            };
        }

        var moves = PlaceUse.Of(old).Zip(PlaceUse.Of(plan)).Where(u => u.First.Place != u.Second.Place)
            .Select(u => new PlanMove(u.First.Noun, u.First.Id, u.First.Place, u.Second.Place, u.First.Line, coverage.Note(u.First)));
        return new PlanMigrationOutcome
        {
            Plan = reading.Plan,
            Moves = [.. moves],
            PlacesEnded = places.Ended,
            PlacesDropped = places.Dropped,
            PlacesAdded = places.Added,
        };
    }
}
