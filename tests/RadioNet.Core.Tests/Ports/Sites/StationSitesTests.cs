using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Plan;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Ports.Sites;

/// <summary>Base stations of a site whose node comes and goes.</summary>
public sealed class StationSitesTests : IDisposable
{
    private readonly Switchboard _switchboard;
    private readonly TierSwitch _tiers;
    private readonly StationBook _book;

    public StationSitesTests()
    {
        FixedPlan plan = new();
        FakeTimeProvider time = new();
        RulesContext context = new(plan, time, new IdSource("core", 1), new CallTimers());
        _switchboard = new Switchboard(new NoMachines(), new IngressTable(context), time, NullLogger<Switchboard>.Instance);
        _tiers = new TierSwitch("core", context, NullLogger<TierSwitch>.Instance);
        _book = new StationBook(
            plan, new PortBook(new RecordedVoicePath(), _switchboard), new VoiceSessions(() => new IPEndPoint(IPAddress.Loopback, 62040), time),
            new StationAlarms(new HeardAlarms()), _switchboard, time, NullLogger<StationBook>.Instance, new SitesHere(_tiers, new LiveStreams("core")));
        _tiers.Start(_switchboard, new NoPost(), () => { });
    }

    [Fact]
    public void A_station_is_served_above_while_its_node_is_gone_and_let_go_when_that_is_back()
    {
        Assert.True(_book.Serves("hill"));
        var station = _book.Attach(
            new LinkPeer(LinkPeerKind.Site, "hill", "01", new IPEndPoint(IPAddress.Loopback, 1)), new Attach { BaseStation = "bs1" })!;
        _book.Take(station, new FromBaseStation { Ping = new LinkPing { Number = 1 } });
        Assert.Single(_book.All);

        _tiers.Hear("low", new TierMessage.Below(
            ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty, 0));
        _tiers.Deliver();
        _tiers.Publish();
        Assert.False(_book.Serves("hill"));
        _book.Take(station, new FromBaseStation { Ping = new LinkPing { Number = 2 } });
        Assert.Empty(_book.All);
        while (station.Unsent.TryRead(out _))
        {
        }

        Assert.True(station.Unsent.Completion.IsCompleted);
    }

    public void Dispose() => _switchboard.Dispose();

    private sealed class FixedPlan : IPlanView
    {
        public PlanIndex Current { get; } = new(
            PlanReader.Read(
                """
                network: n
                tiers: [{ level: 1, name: A }, { level: 2, name: B }]
                places: [{ id: p, tier: 1 }, { id: q, tier: 2, in: p }]
                nodes: [{ id: core, at: p }, { id: low, at: q }]
                sites: [{ id: hill, at: q, base-stations: [{ id: bs1, carriers: [{ id: c1, receive: 411 MHz, transmit: 421 MHz }] }] }]
                """).Plan!, 1);
    }

    private sealed class NoMachines : IMachineHost
    {
        public ValueTask<Answer> Handle(Address machine, Batch batch) => new(new Answer([], true));
    }

    private sealed class NoPost : ITierPost
    {
        public void Send(string neighbour, TierMessage message)
        {
        }
    }
}
