using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Sites;
using RadioNet.Plan;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Ports.Sites;

/// <summary>A node's book of base stations, without the streams that lead to them.</summary>
internal sealed class StationBench : IDisposable
{
    private readonly ChangingPlan _plan = new();
    private readonly Switchboard _switchboard;

    public StationBench(int carriers = 1)
    {
        _plan.Enqueue(Index(1, carriers));
        var context = new RulesContext(_plan, Time, new IdSource("core", 1), new CallTimers());
        _switchboard = new Switchboard(new SilentMachines(), new IngressTable(context), Time, NullLogger<Switchboard>.Instance);
        Voices = new VoiceSessions(() => new IPEndPoint(IPAddress.Loopback, 62040), Time);
        Book = new StationBook(_plan, new PortBook(new RecordedVoicePath(), _switchboard), Voices, new StationAlarms(Alarms), _switchboard, Time, NullLogger<StationBook>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public HeardAlarms Alarms { get; } = new();

    public VoiceSessions Voices { get; }

    public StationBook Book { get; }

    /// <summary>A plan with the site "hill" and its base station "bs1"; the stations' names follow it.</summary>
    public static PlanIndex Index(int revision, int carriers = 1, string name = "Đồi", params string[] stations)
    {
        string list = string.Join(", ", Enumerable.Range(1, carriers).Select(n => $"{{ id: c{n}, receive: {410 + n} MHz, transmit: {420 + n} MHz }}"));
        string[] ids = stations.Length > 0 ? stations : ["bs1"];
        var reading = PlanReader.Read(
            $$"""
            network: n
            tiers: [{ level: 1, name: T }]
            places: [{ id: p, tier: 1 }]
            nodes: [{ id: core, at: p }]
            sites: [{ id: hill, name: {{name}}, at: p, base-stations: [{{string.Join(", ", ids.Select(id => $"{{ id: {id}, carriers: [{list}] }}"))}}] }]
            """);
        Assert.Empty(reading.Errors);
        return new PlanIndex(reading.Plan!, revision);
    }

    /// <summary>The plans that are read one after the other from now on; the last one stays.</summary>
    public void Plans(params PlanIndex[] plans) => _plan.Enqueue(plans);

    public AttachedStation Attach(int revision = 0, byte[]? hash = null, string baseStation = "bs1") => Book.Attach(
        new LinkPeer(LinkPeerKind.Site, "hill", "01", new IPEndPoint(IPAddress.Loopback, 1)),
        new Attach { BaseStation = baseStation, Revision = revision, PlanSha256 = Google.Protobuf.ByteString.CopyFrom(hash ?? []) })!;

    /// <summary>What is on its way to a station, of one kind.</summary>
    public static async Task<ToBaseStation> NextAsync(AttachedStation station, ToBaseStation.SaidOneofCase kind)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (true)
        {
            var message = await station.Unsent.ReadAsync(limit.Token);
            if (message.SaidCase == kind) return message;
        }
    }

    public void Dispose() => _switchboard.Dispose();

    private sealed class ChangingPlan : IPlanView
    {
        private readonly Queue<PlanIndex> _next = [];

        public PlanIndex Current
        {
            get
            {
                lock (_next) return _next.Count > 1 ? _next.Dequeue() : _next.Peek();
            }
        }

        public void Enqueue(params PlanIndex[] plans)
        {
            lock (_next)
            {
                _next.Clear();
                foreach (var plan in plans) _next.Enqueue(plan);
            }
        }
    }

    private sealed class SilentMachines : IMachineHost
    {
        public ValueTask<Answer> Handle(Address machine, Batch batch) => new(new Answer([], true));
    }
}
