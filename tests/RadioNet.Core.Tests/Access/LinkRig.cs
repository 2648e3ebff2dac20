using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Access;

/// <summary>A real root node on free ports, and newcomers with folders of their own.</summary>
internal sealed class LinkRig : IAsyncDisposable
{
    public const string Plan = """
        network: test-net
        tiers:
          - { level: 1, name: Province }
          - { level: 2, name: District }
        places:
          - { id: province, tier: 1 }
          - { id: district, tier: 2, in: province }
        nodes:
          - { id: core, at: province }
          - { id: core-district, at: district }
        sites:
          - { id: hill, at: district }
          - { id: roof, at: district }
        """;

    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly List<GrpcChannel> _channels = [];
    private readonly TempFolder? _folder;
    private GrpcChannel _admin;

    private LinkRig(NodeHost node, TempFolder? folder, ShiftedTime time)
    {
        (Node, _folder, Time) = (node, folder, time);
        _admin = GrpcChannel.ForAddress($"http://{node.Addresses.Grpc}");
    }

    public NodeHost Node { get; private set; }

    /// <summary>The clock of the node and of its newcomers.</summary>
    public ShiftedTime Time { get; }

    public LinkClock Clock => new(Time);

    public Uri Links => new($"https://{Node.Addresses.Links}");

    public Uri Grpc => new($"http://{Node.Addresses.Grpc}");

    public AccessService.AccessServiceClient Access => new(_admin);

    public IAlarmBook Alarms => Node.Services.GetRequiredService<IAlarmBook>();

    public IEnumerable<AuditEntry> Audit => Node.Services.GetRequiredService<IPlanStore>().Audit(long.MaxValue, 100);

    public static async Task<LinkRig> StartAsync(
        string? data = null, string? nodeId = null, TimeSpan ahead = default, IReadOnlyList<Uri>? parents = null)
    {
        var folder = data is null ? new TempFolder() : null;
        var time = new ShiftedTime(ahead);
        var node = await StartNodeAsync(data ?? folder!.Path, nodeId, time, parents);
        return new LinkRig(node, folder, time);
    }

    /// <summary>Stops the node and starts it again on its folder, with its clock further ahead.</summary>
    public async Task RestartAsync(TimeSpan ahead = default, Action<string>? between = null)
    {
        var data = DataFolder;
        await StopAsync();
        between?.Invoke(data);
        Time.Ahead += ahead;
        Node = await StartNodeAsync(data, null, Time);
        _admin = GrpcChannel.ForAddress($"http://{Node.Addresses.Grpc}");
    }

    public string DataFolder => Node.Services.GetRequiredService<NodeOptions>().DataFolder;

    /// <summary>A token as the command gets it, read.</summary>
    public async Task<EnrollmentToken> TokenAsync(string id, PeerKind kind = PeerKind.Site)
    {
        var answer = await Access.CreateTokenAsync(new CreateTokenRequest { RequestId = Guid.NewGuid().ToString("N"), Kind = kind, Id = id, Who = "an" });
        Assert.Equal(EnrollmentTokenStatus.Done, EnrollmentToken.TryParse(answer.Token, out var token));
        return token!;
    }

    public Enrollment Enrollment(string folder) => new(new LinkStore(folder), Clock);

    /// <summary>A newcomer that is enrolled.</summary>
    public async Task<LinkCredentials> EnrollAsync(string folder, string id, PeerKind kind = PeerKind.Site) =>
        await Enrollment(folder).EnrollAsync(Links, await TokenAsync(id, kind)).WaitAsync(Bound);

    /// <summary>A channel to the links address with a certificate.</summary>
    public GrpcChannel Channel(LinkCredentials credentials)
    {
        var channel = LinkChannel.Open(Links, new LinkHolder(credentials), Clock);
        _channels.Add(channel);
        return channel;
    }

    /// <summary>The check of who knows this network's CA.</summary>
    public ServerCheck Check() => new(
        Node.Services.GetRequiredService<Core.Access.NodeCredentials>().Holder!.Current.AuthorityHash.ToArray(), Clock);

    /// <summary>A channel to the links address without one.</summary>
    public GrpcChannel Stranger()
    {
        var channel = LinkChannel.Open(Links, Check(), own: null);
        _channels.Add(channel);
        return channel;
    }

    /// <summary>How a call with a certificate is answered: null for well.</summary>
    public async Task<Grpc.Core.Status?> CallAsync(LinkCredentials credentials, string folder)
    {
        using var channel = LinkChannel.Open(Links, new LinkHolder(credentials), Clock);
        try
        {
            await Enrollment(folder).RenewAsync(channel, credentials).WaitAsync(Bound);
            return null;
        }
        catch (RpcException refused)
        {
            return refused.Status;
        }
    }

    /// <summary>A key's file is for its owner alone; Windows has no such mode.</summary>
    public static void AssertPrivate(string file)
    {
        Assert.True(File.Exists(file), file);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    public async Task ApplyAsync(string plan) => Assert.Equal(
        PlanOutcomeKind.Changed, await Task.Run(() => Node.Services.GetRequiredService<PlanKeeper>().Apply(new ChangeRequest("test"), plan).Kind));

    public async Task<AlarmRecord> AlarmAsync(string kind)
    {
        for (var since = DateTime.UtcNow; DateTime.UtcNow - since < Bound; await Task.Delay(20))
        {
            if (Alarms.Open.FirstOrDefault(alarm => alarm.Kind == kind) is { } alarm)
            {
                return alarm;
            }
        }

        throw new TimeoutException($"No alarm {kind} was raised.");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder?.Dispose();
    }

    private static async Task<NodeHost> StartNodeAsync(string data, string? nodeId, ShiftedTime time, IReadOnlyList<Uri>? parents = null)
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"radionet-test-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, Plan);
        try
        {
            return await NodeHost.StartAsync(
                new NodeOptions
                {
                    DataFolder = data,
                    PlanFile = file,
                    NodeId = nodeId,
                    Parents = parents ?? [],
                    Web = any,
                    Grpc = any,
                    Links = any,
                    Homebrew = any,
                    Voice = any,
                },
                parts => parts.AddSingleton(new LinkClock(time)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task StopAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        _channels.Clear();
        _admin.Dispose();
        await Node.DisposeAsync();
    }
}
