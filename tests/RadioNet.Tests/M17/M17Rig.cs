using System.Net;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.M17;
using RadioNet.Protocols;
using RadioNet.Simulator.M17;
using RadioNet.Simulator.Repeaters;
using RadioNet.Tests.Consoles;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.M17;

/// <summary>A node whose talkgroup is joined with a module of a virtual reflector, with two virtual repeaters; everything between is real.</summary>
internal sealed class M17Rig : IAsyncDisposable
{
    /// <summary>The link's radio, and a subscriber with a callsign.</summary>
    public const uint LinkRadio = 4_529_001, Known = 4_520_001, Unknown = 4_520_002;

    private readonly TemporaryFolder _folder = new();
    private readonly List<VirtualRepeater> _repeaters = [];
    private readonly List<M17Client> _clients = [];
    private readonly List<VirtualReflector> _reflectors = [];
    private NodeHost _node = null!;

    public GrpcChannel Channel { get; private set; } = null!;

    public VirtualReflector Reflector { get; private set; } = null!;

    /// <summary>A node with these links; the first one's reflector is <see cref="Reflector"/>.</summary>
    /// <param name="links">The plan's links, with PORT for the reflector's port.</param>
    /// <param name="manyAtOnce">Whether the reflector lets several talk at a module at once, as none should.</param>
    public static async Task<M17Rig> StartAsync(string? links = null, bool manyAtOnce = false)
    {
        Assert.SkipUnless(ConsoleRig.Vocoder.Availability.CanEncode, "The Debian package codec2 is missing.");
        var rig = new M17Rig();
        rig.Reflector = rig.Open(manyAtOnce);
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        rig._node = await NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = Path.Combine(rig._folder.Path, "core"),
                PlanFile = rig._folder.Write("plan.yaml", rig.Plan(links ?? One)),
                Web = any,
                Grpc = any,
                Links = any,
                Homebrew = any,
                Voice = any,
            },
            services => services.AddSingleton(new M17Times
            {
                Look = TimeSpan.FromMilliseconds(50),
                Down = TimeSpan.FromMilliseconds(400),
                Steady = TimeSpan.FromMilliseconds(200),
                Silence = TimeSpan.FromSeconds(2),
                LongestPause = TimeSpan.FromSeconds(1),
            }));
        rig.Channel = GrpcChannel.ForAddress($"http://{rig._node.Addresses.Grpc}");
        return rig;
    }

    /// <summary>The usual link.</summary>
    public const string One = "- { id: team, at: province, host: 127.0.0.1, port: PORT, module: C, callsign: XV0DL, talkgroup: 1001, radio: 4529001 }";

    /// <summary>Another reflector.</summary>
    public VirtualReflector Open(bool manyAtOnce = false)
    {
        var reflector = new VirtualReflector(new VirtualReflectorOptions { PingInterval = TimeSpan.FromMilliseconds(300), StreamTimeout = manyAtOnce ? TimeSpan.Zero : TimeSpan.FromSeconds(1.6) });
        _reflectors.Add(reflector);
        return reflector;
    }

    /// <summary>A plan with these links; PORT is the reflector's port.</summary>
    public string Plan(string links) => $$"""
        network: m17
        tiers: [ { level: 1, name: Province } ]
        places: [ { id: province, tier: 1 } ]
        nodes: [ { id: core, at: province } ]
        sites:
          - { id: hill, at: province, repeaters: [ { id: 452001, secret: s, color-code: 1 } ] }
          - { id: roof, at: province, repeaters: [ { id: 452002, secret: s, color-code: 7 } ] }
        talkgroups:
          - { id: 1001, name: { vi: Chỉ huy, en: Command }, home: province, vocoder: codec2-2400, hang-time: 300ms }
          - { id: 1002, name: Other, home: province, vocoder: codec2-2400, hang-time: 300ms }
        subscribers:
          - { id: 4520001, alias: PCCC 01, talkgroups: [ 1001, 1002 ], callsign: XV9AB }
          - { id: 4520002, alias: PCCC 02, talkgroups: [ 1001, 1002 ] }
        m17-links:
          {{links.Replace("PORT", Reflector.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)}}

        """;

    public async Task ApplyAsync(string links) => await new PlanService.PlanServiceClient(Channel).ApplyAsync(
        new ApplyRequest { RequestId = Guid.NewGuid().ToString("N"), Text = Plan(links).Replace("secret: s", "secret: kept", StringComparison.Ordinal), Who = "test" });

    /// <summary>A repeater of the plan, logged in.</summary>
    public async Task<VirtualRepeater> LogInAsync(uint id)
    {
        var repeater = new VirtualRepeater(new VirtualRepeaterOptions { Master = _node.Addresses.Homebrew!, Repeater = new RepeaterId(id), Secret = "s" });
        _repeaters.Add(repeater);
        repeater.Start();
        await repeater.WaitForAsync(LoginState.Running).WaitAsync(TimeSpan.FromSeconds(10));
        return repeater;
    }

    /// <summary>Somebody else at the reflector's module C, linked.</summary>
    public M17Client Join(string callsign, VirtualReflector? reflector = null)
    {
        var client = new M17Client(reflector ?? Reflector, callsign);
        _clients.Add(client);
        return client;
    }

    public async Task<M17LinkStatus> LinkAsync(string id = "team") =>
        (await new StatusService.StatusServiceClient(Channel).GetAsync(new GetStatusRequest())).M17Links.Single(link => link.Id == id);

    public async Task<M17LinkStatus> UpAsync(string id = "team")
    {
        await Wait.UntilAsync(async () => (await LinkAsync(id)).Up, async () => $"{await LinkAsync(id)}");

        // And the arbiter knows that somebody listens here: a call before that joins in the middle.
        await Task.Delay(200);
        return await LinkAsync(id);
    }

    public async Task<long> CounterAsync(string name, string id = "team") => (await LinkAsync(id)).Counters[name];

    public async Task<IReadOnlyList<Call>> CallsAsync() => (await new CallService.CallServiceClient(Channel).ListAsync(new ListCallsRequest())).Calls;

    public async Task<IReadOnlyList<Alarm>> AlarmsAsync() =>
        [.. (await new AlarmService.AlarmServiceClient(Channel).ListAsync(new ListAlarmsRequest())).Alarms.Where(alarm => alarm.Kind == "m17-link-down")];

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        foreach (var repeater in _repeaters) await repeater.DisposeAsync();
        Channel?.Dispose();
        if (_node is not null) await _node.DisposeAsync();
        foreach (var reflector in _reflectors) reflector.Dispose();
        _folder.Dispose();
    }
}
