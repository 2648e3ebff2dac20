using Microsoft.Extensions.DependencyInjection;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>Adds the network's CA and the links address to a node.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services, string folder, IAccessStore store)
    {
        services.AddSingleton(store);
        services.AddSingleton(provider => new LinkClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new NodeCredentials(
            folder, store, provider.GetRequiredService<PlanKeeper>(), provider.GetRequiredService<NodeIdentity>(),
            provider.GetRequiredService<LinkClock>()));
        services.AddSingleton<Revocations>();
        services.AddSingleton<StandingNodes>();
        services.AddSingleton<LinkAdmission>();
        services.AddSingleton<EnrollmentGuard>();
        services.AddSingleton<CertificateDesk>();
        services.AddSingleton<LinkConnections>();
        services.AddSingleton<LinkEndpoint>();
        services.AddHostedService<LinkUpkeep>();
        services.AddHostedService<NodeRenewal>();
    }
}
