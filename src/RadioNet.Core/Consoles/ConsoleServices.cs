using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.Core.Hosting;
using RadioNet.Core.Vocoding;

namespace RadioNet.Core.Consoles;

/// <summary>Adds the consoles to a node.</summary>
internal static class ConsoleServices
{
    public static void AddConsoles(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var vocoders = provider.GetRequiredService<NodeVocoders>();
            return new ConsoleHub(
                provider.GetRequiredService<NodeIdentity>(), provider.GetRequiredService<IConsoleUsers>(), provider.GetRequiredService<IPlanView>(),
                talkgroup => vocoders.Of(talkgroup.Vocoder), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConsoleHub>>());
        });
        services.AddHostedService(provider => provider.GetRequiredService<ConsoleHub>());
    }
}
