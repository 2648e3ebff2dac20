using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Links;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Access;

/// <summary>What the links address answers to whom, and that it and the others stay apart.</summary>
public sealed class LinkGateTests : IAsyncLifetime
{
    private static readonly FileDescriptor[] Contracts =
    [
        PlanReflection.Descriptor, CallReflection.Descriptor, SiteReflection.Descriptor, StatusReflection.Descriptor,
        AlarmReflection.Descriptor, AccessReflection.Descriptor, HealthReflection.Descriptor,
    ];

    private readonly TempFolder _mine = new();
    private LinkRig? _rig;

    private LinkRig Rig => _rig!;

    public async ValueTask InitializeAsync() => _rig = await LinkRig.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        _mine.Dispose();
    }

    [Fact]
    public async Task What_people_run_the_network_with_is_not_on_links()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        var methods = Contracts.SelectMany(file => file.Services).SelectMany(service => service.Methods).ToList();
        Assert.InRange(methods.Count, 20, 100);
        var (peer, stranger) = (Rig.Channel(site), Rig.Stranger());
        foreach (var method in methods.Select(method => $"/{method.Service.FullName}/{method.Name}"))
        {
            Assert.Equal((method, StatusCode.Unimplemented), (method, await CallAsync(peer, method)));
            Assert.Equal((method, StatusCode.Unauthenticated), (method, await CallAsync(stranger, method)));
        }

        Assert.Equal(StatusCode.Unimplemented, await CallAsync(peer, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"));
        Assert.Equal(StatusCode.Unimplemented, await CallAsync(peer, "/radionet.v1.NoSuchService/Get"));
    }

    [Fact]
    public async Task What_is_on_links_is_nowhere_else()
    {
        using var admin = GrpcChannel.ForAddress(Rig.Grpc);
        FileDescriptor[] ofLinks = [EnrollmentReflection.Descriptor, SiteLinkReflection.Descriptor, TierLinkReflection.Descriptor];
        foreach (var method in ofLinks.SelectMany(file => file.Services).SelectMany(service => service.Methods))
        {
            Assert.Equal(StatusCode.Unimplemented, await CallAsync(admin, $"/{method.Service.FullName}/{method.Name}"));
        }
    }

    [Fact]
    public async Task A_stranger_gets_nothing_but_enrollment()
    {
        Assert.Equal(StatusCode.Unauthenticated, await CallAsync(Rig.Stranger(), "/radionet.v1.EnrollmentService/Renew"));
        Assert.Equal(StatusCode.Unauthenticated, await CallAsync(Rig.Stranger(), "/radionet.v1.SiteLinkService/Attach"));
        Assert.Equal(StatusCode.Unauthenticated, await CallAsync(Rig.Stranger(), "/radionet.v1.TierLinkService/Attach"));
        Assert.Equal(StatusCode.Unauthenticated, await CallAsync(Rig.Stranger(), "/radionet.v1.TierLinkService/Hail"));
        Assert.Equal(StatusCode.InvalidArgument, await CallAsync(Rig.Stranger(), "/radionet.v1.EnrollmentService/Enroll"));
    }

    [Fact]
    public async Task A_base_station_sends_no_message_without_bounds()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        foreach (var (length, answer) in new[] { (250_000, StatusCode.NotFound), (300_000, StatusCode.ResourceExhausted) })
        {
            using var call = new SiteLinkService.SiteLinkServiceClient(Rig.Channel(site)).Attach();
            try
            {
                await call.RequestStream.WriteAsync(new FromBaseStation { Attach = new Attach { BaseStation = "bs1", Software = new string('x', length) } });
            }
            catch (RpcException)
            {
                // The node refused before it had read all; why, its answer says.
            }

            var refused = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(LinkRig.Bound));
            Assert.Equal(answer, refused.StatusCode);
        }
    }

    [Fact]
    public async Task The_pages_are_not_on_links_whatever_host_is_asked_for()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = Rig.Check().Options(() => site.Certificate) });
        foreach (var host in new[] { Rig.Links.Authority, Rig.Grpc.Authority, $"{Rig.Node.Addresses.Web}" })
        {
            foreach (var path in new[] { "/", "/healthz", "/nowhere" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Rig.Links, path))
                {
                    Version = HttpVersion.Version20,
                    VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                    Headers = { Host = host },
                };
                using var answer = await client.SendAsync(request);
                Assert.Equal((HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            }
        }
    }

    [Fact]
    public async Task A_certificate_of_another_network_gets_no_connection()
    {
        using var other = NetworkAuthority.Create(Rig.Time.GetUtcNow());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var foreign = other.Issue(
            LinkIdentity.Of("test-net", LinkPeerKind.Site, "hill"), new PublicKey(key), Rig.Time.GetUtcNow(), LinkLifetimes.Usual).CopyWithPrivateKey(key);
        using var channel = LinkChannel.Open(Rig.Links, Rig.Check(), () => foreign);
        Assert.Contains(
            await CallAsync(channel, "/radionet.v1.EnrollmentService/Enroll"), new[] { StatusCode.Unavailable, StatusCode.Internal });
    }

    [Fact]
    public async Task Strangers_from_one_address_are_few_and_peers_are_not_counted_among_them()
    {
        using var site = await Rig.EnrollAsync(_mine.Path, "hill");
        var connections = Rig.Node.Services.GetRequiredService<LinkConnections>();
        var before = connections.Strangers;
        var open = new List<SslStream>();
        for (var count = 0; count < 20; count++)
        {
            open.Add(await RawLink.OpenAsync(Rig, null));
        }

        for (var since = DateTime.UtcNow; connections.TurnedAway + connections.Strangers < 20 && DateTime.UtcNow - since < LinkRig.Bound;)
        {
            await Task.Delay(20);
        }

        Assert.InRange(connections.Strangers, 12, 16);
        Assert.InRange(connections.TurnedAway, 4, 8);
        Assert.Null(await Rig.CallAsync(site, _mine.Path));
        foreach (var stream in open)
        {
            await stream.DisposeAsync();
        }
    }

    /// <summary>Calls a method with an empty message, as a client that knows only its name.</summary>
    private static async Task<StatusCode> CallAsync(GrpcChannel channel, string method)
    {
        var parts = method.Split('/');
        var marshaller = Marshallers.Create<Empty>(message => message.ToByteArray(), bytes => new Empty());
        var call = new Method<Empty, Empty>(MethodType.Unary, parts[1], parts[2], marshaller, marshaller);
        try
        {
            await channel.CreateCallInvoker().AsyncUnaryCall(call, null, default, new Empty()).ResponseAsync.WaitAsync(LinkRig.Bound);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
