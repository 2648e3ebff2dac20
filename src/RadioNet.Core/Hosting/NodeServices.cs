using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Accounts;
using RadioNet.Core.Calls;
using RadioNet.Core.Consoles;
using RadioNet.Core.M17;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Recordings;
using RadioNet.Core.Records;
using RadioNet.Core.Records.Outages;
using RadioNet.Core.Records.Traces;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Core.Vocoding;

namespace RadioNet.Core.Hosting;

/// <summary>What a node is made of. Parts start in this order and stop in the opposite one.</summary>
internal static class NodeServices
{
    public static void AddNode(this IServiceCollection services, NodeOptions options, string folder, PlanDatabase database)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<NodeAddresses>();
        AddPlan(services, database);
        AddRecords(services, folder);
        services.AddRecordings(options, folder);
        services.AddVocoding(options);
        services.AddConsoles();
        services.AddM17();
        services.AddCallHandling();
        services.StartM17();
        services.AddAccess(folder, database);
        services.AddAccounts(folder);
        services.AddTiers(options);
        services.AddSpans(options);
        AddApi(services);
    }

    public static void MapNode(this WebApplication app)
    {
        app.UseLinkGate();
        app.UseWebSockets();
        app.MapGrpcService<PlanApi>();
        app.MapGrpcService<CallApi>();
        app.MapGrpcService<LocationApi>();
        app.MapGrpcService<SiteApi>();
        app.MapGrpcService<StatusApi>();
        app.MapGrpcService<AlarmApi>();
        app.MapGrpcService<OutageApi>();
        app.MapGrpcService<TraceApi>();
        app.MapGrpcService<RecordingApi>();
        app.MapGrpcService<ConsoleApi>();
        app.MapGrpcService<ConsoleAudioApi>();
        app.MapGrpcService<AccessApi>();
        app.MapGrpcService<EnrollmentApi>();
        app.MapGrpcService<SiteLinkApi>();
        app.MapGrpcService<TierLinkApi>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        app.MapStatusPage();
        app.MapConsoleSockets();
        foreach (var part in app.Services.GetServices<IWebPart>())
        {
            part.Map(app);
        }
    }

    private static void AddPlan(IServiceCollection services, PlanDatabase database)
    {
        services.AddSingleton<IPlanStore>(database);
        services.AddSingleton<IAlarmStore>(database);
        services.AddSingleton<ISealedPlanStore>(database);
        services.AddSingleton<IRevokedStore>(database);
        services.AddSingleton<IOverlayStore>(database);
        services.AddSingleton<IStoreLog<AlarmRecord>>(database);
        services.AddSingleton(provider => new PlanKeeper(
            database, provider.GetRequiredService<TimeProvider>(), number => ReceivedPlan.Stored(database, number, provider.GetRequiredService<PlanReadings>())));
        services.AddSingleton(NodeStart.Identify);
    }

    private static void AddRecords(IServiceCollection services, string folder)
    {
        services.AddSingleton<LiveCalls>(_ => new LiveCalls());
        services.AddSingleton<RecordStore>(_ => new RecordStore(folder));
        services.AddSingleton<IRecordStore>(provider => provider.GetRequiredService<RecordStore>());
        services.AddSingleton<IStoreLog<CallRecord>>(provider => provider.GetRequiredService<RecordStore>());
        services.AddSingleton(provider => provider.GetRequiredService<RecordStore>().Locations);
        services.AddSingleton<IStoreLog<LocationRecord>>(provider => provider.GetRequiredService<LocationStore>());
        services.AddSingleton<ITraceStore>(provider => provider.GetRequiredService<RecordStore>());
        services.AddSingleton<AlarmBook>();
        services.AddSingleton<IAlarmBook>(provider => provider.GetRequiredService<AlarmBook>());
        services.AddSingleton<ILowerAlarms>(provider => provider.GetRequiredService<AlarmBook>());
        services.AddSingleton<OutageBook>();
        services.AddSingleton<NodePresence>();
        services.AddSingleton<NodeRecords>();
        services.AddSingleton<NodeAlarms>();
        services.AddSingleton<NodeLocations>();
        services.AddSingleton<ShownAlarms>();
        services.AddSingleton<LowerRecords>();
        services.AddSingleton<UpwardRoom>();
        services.AddSingleton<UpwardRecords>();
        services.AddSingleton<RecordWriter>();
        services.AddSingleton<ITraceJournal>(provider => provider.GetRequiredService<RecordWriter>());
        services.AddSingleton<TraceBook>();
        services.AddSingleton<CallMarks>();
        services.AddSingleton<TraceDesk>();
        services.AddSingleton<ICallJournal>(provider => provider.GetRequiredService<RecordWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<RecordWriter>());
        services.AddHostedService<RecordIndexKeeper>();
        services.AddSingleton<LocationJournal>();
        services.AddHostedService(provider => provider.GetRequiredService<LocationJournal>());
    }

    private static void AddApi(IServiceCollection services)
    {
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = ApiLimits.LargestMessage;
            grpc.MaxSendMessageSize = ApiLimits.LargestMessage;
        }).AddServiceOptions<EnrollmentApi>(strangers => strangers.MaxReceiveMessageSize = EnrollmentApi.LargestMessage)
            .AddServiceOptions<SiteLinkApi>(stations => stations.MaxReceiveMessageSize = ApiLimits.LargestStationMessage)
            .AddServiceOptions<TierLinkApi>(children => children.MaxReceiveMessageSize = ApiLimits.LargestChildMessage);
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks().AddCheck<NodeHealth>("node");
    }
}
