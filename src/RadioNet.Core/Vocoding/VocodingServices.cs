using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;

namespace RadioNet.Core.Vocoding;

/// <summary>Adds the vocoders to a node.</summary>
internal static class VocodingServices
{
    public static void AddVocoding(this IServiceCollection services, NodeOptions options)
    {
        if (!VocoderPlaces.TryRead(options.AmbeChips, options.VocoderLibraries, out var places, out var problems))
        {
            throw new NodeStartException(problems);
        }

        services.AddSingleton(provider => new NodeVocoders(
            places, provider.GetRequiredService<IAlarmBook>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<NodeVocoders>>()));
        services.AddHostedService(provider => provider.GetRequiredService<NodeVocoders>());
    }
}
