using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RadioNet.Core.M17;

/// <summary>Adds the links to M17 reflectors to a node.</summary>
internal static class M17Services
{
    public static void AddM17(this IServiceCollection services)
    {
        services.TryAddSingleton(new M17Times());
        services.AddSingleton<M17Hub>();
    }

    /// <summary>They begin when calls are carried, and end before.</summary>
    public static void StartM17(this IServiceCollection services) => services.AddHostedService(provider => provider.GetRequiredService<M17Hub>());
}
