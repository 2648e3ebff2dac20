using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;

namespace RadioNet.Consoles;

/// <summary>The node's services as the console asks them: over gRPC alone, each time with the token of who asks.</summary>
/// <param name="node">Where the node listens; asked when the first question is.</param>
internal sealed class ConsoleClient(Func<Uri> node) : IDisposable
{
    private readonly Lazy<GrpcChannel> _channel = new(() => GrpcChannel.ForAddress(node()));

    /// <summary>The services.</summary>
    public ConsoleService.ConsoleServiceClient Service => new(_channel.Value);

    /// <summary>What says who asks.</summary>
    public static Metadata As(string token) => new() { { "authorization", $"Bearer {token}" } };

    /// <summary>Who holds a token; null for a token that serves no more.</summary>
    public async Task<WhoAmIResponse?> WhoAsync(string? token, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        try
        {
            return await Service.WhoAmIAsync(new WhoAmIRequest(), As(token), cancellationToken: cancel).ConfigureAwait(false);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unauthenticated)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (_channel.IsValueCreated)
        {
            _channel.Value.Dispose();
        }
    }
}
