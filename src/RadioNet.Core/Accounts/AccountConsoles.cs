using System.Diagnostics.CodeAnalysis;
using RadioNet.Core.Consoles;
using RadioNet.Core.Services;

namespace RadioNet.Core.Accounts;

/// <summary>The users who are signed in, for the consoles' speech.</summary>
internal sealed class AccountConsoles(UserAccounts accounts, PlanKeeper plan) : IConsoleUsers
{
    public bool TryUse(string token, [NotNullWhen(true)] out ConsoleUser? user)
    {
        user = accounts.TryUse(token, out var who) ? new ConsoleUser(who.User, plan.Current) : null;
        return user is not null;
    }
}
