using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;

namespace RadioNet.Plan;

/// <summary>Puts the stored secrets where a plan says <c>kept</c>.</summary>
public static class PlanSecrets
{
    /// <summary>The word that stands for the secret that is stored now.</summary>
    public const string Kept = "kept";

    /// <summary>
    /// The new plan with each <see cref="Kept"/> secret and password hash taken from the stored plan;
    /// an error, with its line, for an id that the stored plan has no secret of.
    /// </summary>
    public static PlanReading Fill(NetworkPlan newPlan, NetworkPlan storedPlan)
    {
        ArgumentNullException.ThrowIfNull(newPlan);
        ArgumentNullException.ThrowIfNull(storedPlan);
        var secrets = storedPlan.Sites.SelectMany(s => s.Repeaters).ToDictionary(r => r.Id, r => r.Secret);
        var hashes = storedPlan.Users.ToDictionary(u => u.Name, u => u.PasswordHash);
        var errors = new ErrorList();
        var sites = newPlan.Sites.Select(s => s with { Repeaters = [.. s.Repeaters.Select(r => Fill(r, secrets, errors))] });
        var users = newPlan.Users.Select(u => Fill(u, hashes, errors));
        var filled = newPlan with { Sites = [.. sites], Users = [.. users] };
        return errors.IsEmpty ? PlanReading.Of(filled) : PlanReading.Failed(errors.ByPlace());
    }

    private static Repeater Fill(Repeater repeater, Dictionary<Protocols.RepeaterId, string> secrets, ErrorList errors)
    {
        if (repeater.Secret != Kept)
        {
            return repeater;
        }

        if (secrets.TryGetValue(repeater.Id, out var secret) && secret != Kept)
        {
            return repeater with { Secret = secret };
        }

        errors.Add(repeater.Line, 1, $"The secret of repeater {repeater.Id} is \"kept\", but none is stored. Write the secret itself.");
        return repeater;
    }

    private static User Fill(User user, Dictionary<string, string> hashes, ErrorList errors)
    {
        if (user.PasswordHash != Kept)
        {
            return user;
        }

        if (hashes.TryGetValue(user.Name, out var hash) && hash != Kept)
        {
            return user with { PasswordHash = hash };
        }

        errors.Add(user.Line, 1, $"The password hash of user \"{user.Name}\" is \"kept\", but none is stored. Write the hash itself.");
        return user;
    }
}
