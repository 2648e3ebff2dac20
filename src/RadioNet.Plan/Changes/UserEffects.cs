using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;

namespace RadioNet.Plan.Changes;

/// <summary>Who may sign in, and as what.</summary>
internal static class UserEffects
{
    public static IEnumerable<LocalizedText> Of(NetworkPlan before, NetworkPlan after)
    {
        var old = before.Users.ToDictionary(u => u.Name);
        var now = after.Users.ToDictionary(u => u.Name);
        var kept = after.Users.Where(u => old.ContainsKey(u.Name)).ToList();
        return
        [
            .. Say(before.Users.Where(u => !now.ContainsKey(u.Name)), "không còn đăng nhập được", "can no longer sign in", "can no longer sign in"),
            .. Say(kept.Where(u => u.PasswordHash != old[u.Name].PasswordHash), "phải đăng nhập bằng mật khẩu mới", "must sign in with a new password", "must sign in with new passwords"),
            .. kept.Where(u => (u.Role, u.Place) != (old[u.Name].Role, old[u.Name].Place)).GroupBy(u => (u.Role, u.Place)).SelectMany(Roles),
            .. Say(after.Users.Where(u => !old.ContainsKey(u.Name)), "nay đăng nhập được", "can now sign in", "can now sign in"),
        ];
    }

    private static IEnumerable<LocalizedText> Roles(IGrouping<(UserRole Role, string Place), User> group)
    {
        var role = Words.Of(Words.Roles, group.Key.Role);
        return Say(group, $"nay có vai trò {role} tại {group.Key.Place}", $"now has the role {role} at {group.Key.Place}", $"now have the role {role} at {group.Key.Place}");
    }

    private static IEnumerable<LocalizedText> Say(IEnumerable<User> users, string vi, string one, string many)
    {
        var list = users.ToList();
        return list.Count == 0 ? [] : [Subject.Users(list).Says(vi, one, many)];
    }
}
