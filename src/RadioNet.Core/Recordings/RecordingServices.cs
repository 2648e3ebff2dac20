using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Recordings.Lower;
using RadioNet.Core.Records;

namespace RadioNet.Core.Recordings;

/// <summary>Adds the recorder to a node.</summary>
internal static class RecordingServices
{
    public static void AddRecordings(this IServiceCollection services, NodeOptions options, string folder)
    {
        services.AddSingleton(new RecordingFolder(folder));
        services.AddSingleton<RecentRecordings>();
        services.AddSingleton<KeptChains>();
        services.AddSingleton<LowerRecordings>();
        services.AddSingleton<RecordingFetch>();
        services.AddSingleton<RecordingMatter>();
        services.AddSingleton<ITierMatter>(provider => provider.GetRequiredService<RecordingMatter>());
        services.AddSingleton(provider => new Recall(
            provider.GetRequiredService<RecentRecordings>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<NodeIdentity>().Id));
        services.AddSingleton(provider => new RecordingChain(
            provider.GetRequiredService<RecordingFolder>(), provider.GetRequiredService<NodeIdentity>().Id, provider.GetRequiredService<TimeProvider>(),
            () => provider.GetRequiredService<NodeCredentials>().Holder?.Current.Certificate));
        services.AddSingleton(provider => new RecordingRetention(
            provider.GetRequiredService<RecordingFolder>(), options.KeepRecordings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Recorder(
            provider.GetRequiredService<RecordingFolder>(), provider.GetRequiredService<RecordingChain>(), provider.GetRequiredService<RecordingRetention>(),
            provider.GetRequiredService<RecentRecordings>(), provider.GetRequiredService<IPlanView>(), provider.GetRequiredService<NodeIdentity>().Id,
            provider.GetRequiredService<IAlarmBook>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Recorder>>()));
        services.AddHostedService(provider => provider.GetRequiredService<Recorder>());
    }
}
