using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Consoles;
using RadioNet.Core.Hosting;

namespace RadioNet.Command.Verbs;

/// <summary>The web console at a node's web address.</summary>
internal sealed class ConsolePage : IWebPart
{
    /// <summary>Adds it to a node's parts.</summary>
    public static void Add(IServiceCollection services)
    {
        ConsolePart.Add(services, provider => new Uri($"http://{provider.GetRequiredService<NodeAddresses>().Grpc}"));
        services.AddSingleton<IWebPart, ConsolePage>();
    }

    public void Map(WebApplication app) => ConsolePart.Map(app);
}
