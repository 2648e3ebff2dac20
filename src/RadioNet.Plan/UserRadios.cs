using System.Collections.Frozen;
using System.Text;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan;

/// <summary>
/// The individual addresses that radios see when users talk. One that the plan does not give comes from the user's name, so that every node has the
/// same and other changes of the plan leave it: of two names with the same one, and where a subscriber or another user has it, the later in the order
/// of names has the next free one.
/// </summary>
public static class UserRadios
{
    /// <summary>The lowest address that is derived.</summary>
    public const uint First = 16_000_000;

    /// <summary>How many may be derived; all below the addresses that ETSI TS 102 361-1, annex A, keeps for gateways.</summary>
    public const uint Count = 700_000;

    /// <summary>All users of a plan, by their address.</summary>
    internal static FrozenDictionary<uint, User> Of(NetworkPlan plan)
    {
        if (plan.Users.IsEmpty)
        {
            return FrozenDictionary<uint, User>.Empty;
        }

        var users = new Dictionary<uint, User>();
        foreach (var user in plan.Users.Where(u => u.Id is not null))
        {
            users[user.Id!.Value.Value] = user;
        }

        var taken = plan.Subscribers.Select(s => s.Id.Value).Concat(plan.M17Links.Select(l => l.Radio.Value)).Where(id => id is >= First and < First + Count).ToHashSet();
        foreach (var user in plan.Users.Where(u => u.Id is null).OrderBy(u => u.Name, StringComparer.Ordinal))
        {
            var offset = Hash(user.Name) % Count;
            for (var tried = 0u; tried < Count && (taken.Contains(First + offset) || !users.TryAdd(First + offset, user)); tried++)
            {
                offset = (offset + 1) % Count;
            }
        }

        return users.ToFrozenDictionary();
    }

    /// <summary>FNV-1a, 32 bits: the same in every process.</summary>
    private static uint Hash(string name)
    {
        var hash = 2_166_136_261u;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ octet) * 16_777_619u);
        }

        return hash;
    }
}
