using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Api.Links;

namespace RadioNet.BaseStation.Tests.Link;

/// <summary>A node's end of site links over real HTTP/2, that does what a test wants of it.</summary>
internal sealed class PlayedNode : SiteLinkService.SiteLinkServiceBase, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ToBaseStation> _toSay = new();
    private volatile bool _isEnding;

    private PlayedNode(LinkCredentials? credentials)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (credentials is not null)
            {
                var shown = SslStreamCertificateContext.Create(credentials.Certificate, [credentials.Authority], offline: true);
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = shown,
                        ClientCertificateRequired = true,
                        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                    }),
                });
            }
        }));
        builder.Services.AddGrpc();
        builder.Services.AddRouting();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<PlayedNode>();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>How a station's hello is answered; false ends its stream.</summary>
    public Func<Attach, IServerStreamWriter<ToBaseStation>, Task<bool>> Answer { get; set; } = WelcomeAsync;

    /// <summary>What stations said, all of them in turn.</summary>
    public ConcurrentQueue<FromBaseStation> Said { get; } = new();

    public IEnumerable<Attach> Hellos => Said.Where(said => said.Attach is not null).Select(said => said.Attach);

    /// <summary>What a station hears of what was revoked that is attached elsewhere.</summary>
    public RevokedList? Revoked { get; set; }

    /// <summary>Streams that are open.</summary>
    public int Open { get; private set; }

    /// <summary>Ends the stream that is open at its next message.</summary>
    public void End() => _isEnding = true;

    /// <summary>A node that shows a certificate over TLS, or without.</summary>
    public static async Task<PlayedNode> StartAsync(LinkCredentials? credentials = null)
    {
        var node = new PlayedNode(credentials);
        await node._app.StartAsync();
        node.Address = new Uri(node._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return node;
    }

    /// <summary>Welcomes a station and lets it stay.</summary>
    public static async Task<bool> WelcomeAsync(Attach hello, IServerStreamWriter<ToBaseStation> to)
    {
        await to.WriteAsync(new ToBaseStation { Welcome = new Welcome { Node = "played", PingMilliseconds = 200 } });
        return true;
    }

    public override Task<StationHailAnswer> Hail(StationHail request, ServerCallContext context) =>
        Task.FromResult(new StationHailAnswer { Revoked = Revoked?.Number > request.Revoked ? Revoked : null });

    /// <summary>Says something to the station that is attached, with the answer to its next ping.</summary>
    public void Say(ToBaseStation message) => _toSay.Enqueue(message);

    public override async Task Attach(IAsyncStreamReader<FromBaseStation> requestStream, IServerStreamWriter<ToBaseStation> responseStream, ServerCallContext context)
    {
        Open++;
        try
        {
            while (!_isEnding && await requestStream.MoveNext(context.CancellationToken))
            {
                var said = requestStream.Current;
                Said.Enqueue(said);
                if (said.Attach is { } hello && !await Answer(hello, responseStream)) return;
                if (said.Ping is not null) await responseStream.WriteAsync(new ToBaseStation { Pong = said.Ping });
                while (_toSay.TryDequeue(out var message))
                {
                    await responseStream.WriteAsync(message);
                }
            }
        }
        finally
        {
            _isEnding = false;
            Open--;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
