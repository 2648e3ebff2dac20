using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Command.Terminal;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Command.Client;

/// <summary>The connection to a node's gRPC services, and what its refusals mean to people.</summary>
internal sealed class NodeClient : IDisposable
{
    /// <summary>Where a node listens unless it was told otherwise.</summary>
    public const string UsualServer = "http://127.0.0.1:8081";

    private readonly GrpcChannel _channel;
    private readonly Uri _server;

    private NodeClient(Uri server)
    {
        _server = server;
        _channel = GrpcChannel.ForAddress(server, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = ApiLimits.LargestMessage,
            MaxSendMessageSize = ApiLimits.LargestMessage,
        });
    }

    /// <summary>Who asks, for the node's history: the name that this user has on this machine.</summary>
    public static string Who => Environment.UserName;

    public PlanService.PlanServiceClient Plan => new(_channel);

    public CallService.CallServiceClient Calls => new(_channel);

    public LocationService.LocationServiceClient Locations => new(_channel);

    public SiteService.SiteServiceClient Sites => new(_channel);

    public StatusService.StatusServiceClient Status => new(_channel);

    public AlarmService.AlarmServiceClient Alarms => new(_channel);

    public OutageService.OutageServiceClient Outages => new(_channel);

    public TraceService.TraceServiceClient Traces => new(_channel);

    public RecordingService.RecordingServiceClient Recordings => new(_channel);

    public AccessService.AccessServiceClient Access => new(_channel);

    public static NodeClient To(string server)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new Failure(
                $"--server {server} không phải là URL như {UsualServer}.", $"--server {server} is no URL such as {UsualServer}.", 2);
        }

        return new NodeClient(uri);
    }

    /// <summary>A new id, so that a change that is sent twice is made once.</summary>
    public static string NewRequestId() => Guid.NewGuid().ToString("N");

    /// <summary>Runs what asks the node; its refusals become failures.</summary>
    public async Task GuardAsync(Func<Task> ask)
    {
        try
        {
            await ask().ConfigureAwait(false);
        }
        catch (RpcException refused)
        {
            throw Explain(refused);
        }
    }

    public void Dispose() => _channel.Dispose();

    /// <summary>The errors that the node found in a plan; null when the refusal is about something else.</summary>
    public static PlanErrors? PlanErrorsOf(RpcException refused) =>
        refused.Trailers.GetValueBytes(ApiLimits.PlanErrorsTrailer) is { } bytes ? PlanErrors.Parser.ParseFrom(bytes) : null;

    private Failure Explain(RpcException refused) => refused.StatusCode switch
    {
        StatusCode.Unavailable => new Failure(
            $"Không có nút nào trả lời ở {_server}. Hãy chạy 'radionet core', hoặc chỉ đúng nút bằng --server URL.",
            $"No node answers at {_server}. Start one with 'radionet core', or name the right one with --server URL."),
        StatusCode.Internal or StatusCode.Unknown or StatusCode.Unimplemented => new Failure(
            $"{_server} trả lời không như một nút RadioNet ({refused.Status.Detail}). Địa chỉ gRPC của nút có đúng không?",
            $"{_server} does not answer as a RadioNet node does ({refused.Status.Detail}). Is it the node's gRPC address?"),
        _ when PlanErrorsOf(refused) is { } errors => new Failure([.. errors.Errors.Select(error => LocalizedText.Same(error.Message))]),
        _ => new Failure(refused.Status.Detail, refused.Status.Detail),
    };
}
