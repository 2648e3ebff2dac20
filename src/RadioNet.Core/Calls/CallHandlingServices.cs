using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Records;
using RadioNet.Core.Services;

namespace RadioNet.Core.Calls;

/// <summary>Adds call handling to a node.</summary>
internal static class CallHandlingServices
{
    public static void AddCallHandling(this IServiceCollection services)
    {
        services.AddSingleton<IPlanView, PlanView>();
        services.AddSingleton(Context);
        services.AddSingleton(provider => provider.GetRequiredService<SiloHost>().Nodes
            .Join(provider.GetRequiredService<NodeIdentity>().Id, provider.GetRequiredService<RulesContext>()));
        services.AddSingleton<AlarmRaiser>();
        services.AddSingleton(provider => new LocationNotes(
            provider.GetRequiredService<IPlanView>(), provider.GetRequiredService<NodeIdentity>().Id, provider.GetRequiredService<NodeOptions>().LocationInterval,
            provider.GetRequiredService<LocationJournal>().Put));
        services.AddSingleton(provider => new LiveStreams(provider.GetRequiredService<NodeIdentity>().Id));
        services.AddSingleton(provider => new TierSwitch(
            provider.GetRequiredService<NodeIdentity>().Id, provider.GetRequiredService<RulesContext>(), provider.GetRequiredService<ILogger<TierSwitch>>()));
        services.AddSingleton<CallHandling>();
        services.AddSingleton(provider => provider.GetRequiredService<CallHandling>().Stations);
        services.AddSingleton<StationRecords>();
        services.AddSingleton<INodeLive>(provider => provider.GetRequiredService<CallHandling>());
        services.AddHostedService(provider => provider.GetRequiredService<CallHandling>());
    }

    private static RulesContext Context(IServiceProvider provider)
    {
        var identity = provider.GetRequiredService<NodeIdentity>();
        return new RulesContext(
            provider.GetRequiredService<IPlanView>(),
            provider.GetRequiredService<TimeProvider>(),
            new IdSource(identity.Id, (int)identity.Boots),
            new CallTimers());
    }
}
