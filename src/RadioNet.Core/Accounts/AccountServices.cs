using Microsoft.Extensions.DependencyInjection;
using RadioNet.Core.Consoles;

namespace RadioNet.Core.Accounts;

/// <summary>Adds the users' accounts to a node.</summary>
internal static class AccountServices
{
    public static void AddAccounts(this IServiceCollection services, string folder)
    {
        services.AddSingleton(provider => new SessionFile(folder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UserAccounts>();
        services.AddSingleton<IConsoleUsers, AccountConsoles>();
    }
}
