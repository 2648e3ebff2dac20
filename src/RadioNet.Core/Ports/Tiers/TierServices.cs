using Microsoft.Extensions.DependencyInjection;
using RadioNet.Core.Hosting;
using RadioNet.Core.Services;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Adds the links to the nodes above and below to a node.</summary>
internal static class TierServices
{
    public static void AddTiers(this IServiceCollection services, NodeOptions options)
    {
        services.AddSingleton(TierLinkOptions.Of(options.Parents));
        services.AddSingleton<TierPlans>();
        services.AddSingleton<TierAlarms>();
        services.AddSingleton(provider => new TierPost(() => provider.GetRequiredService<TierPlans>().Self));
        services.AddSingleton<TierVoice>();
        services.AddSingleton<ChildBook>();
        services.AddSingleton<ITierQuiet, BetweenCalls>();
        services.AddSingleton<UpwardPump>();
        services.AddSingleton<TierLink>();
        services.AddSingleton<NodeMessages>();
        services.AddHostedService(provider => provider.GetRequiredService<TierLink>());
    }
}
