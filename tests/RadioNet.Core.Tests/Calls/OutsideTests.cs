using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Records;
using RadioNet.Core.Tests.Ports;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Tests.Calls;

public sealed class OutsideTests : IDisposable
{
    private const string Key = "group:10";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HeardMachines _machines = new();
    private readonly HeardJournal _journal = new();
    private readonly RecordedVoicePath _voice = new();
    private readonly List<LocationRecord> _heard = [];
    private readonly Switchboard _switchboard;
    private readonly PortBook _ports;
    private readonly Outside _outside;

    public OutsideTests()
    {
        var plan = new FixedPlan();
        var context = new RulesContext(plan, _time, new IdSource("core", 1), new CallTimers());
        _switchboard = new Switchboard(_machines, new IngressTable(context), _time, NullLogger<Switchboard>.Instance);
        _ports = new PortBook(_voice, _switchboard);
        var stations = new StationBook(plan, _ports, new VoiceSessions(() => null, _time), new StationAlarms(null!), _switchboard, _time, NullLogger<StationBook>.Instance);
        _outside = new Outside(_voice, _ports, stations, new LiveStreams("core", _time), new CallScribe(plan, "n"), _journal, null!, new LocationNotes(plan, "n", LocationGate.UsualInterval, _heard.Add), _time);
    }

    [Fact]
    public void A_record_that_a_dead_arbiter_left_running_ends_when_the_next_one_knows_its_ports()
    {
        var left = Report(1);
        _outside.Take(new ToJournal.Call(left));
        _outside.Take(new ToJournal.NewArbiter("group:20"));
        Assert.Null(Assert.Single(_journal.Records).Ended);
        _time.Advance(TimeSpan.FromSeconds(5));
        _outside.Take(new ToJournal.NewArbiter(Key));
        var ended = _journal.Records[^1];
        Assert.Equal((left.Id.ToString(), "arbiter-lost", _time.GetUtcNow()), (ended.Id, ended.Reason, ended.Ended));
        Assert.Equal(Core.Records.CallState.Ended, ended.State);
        Assert.Equal(_time.GetUtcNow(), ended.Spurts[0].Ended);
    }

    [Fact]
    public void A_record_that_its_arbiter_ended_is_not_ended_again()
    {
        _outside.Take(new ToJournal.Call(Report(1)));
        _outside.Take(new ToJournal.Call(Report(1) with { State = CallControl.Calls.CallState.Ended, Ended = _time.GetUtcNow() }));
        _outside.Take(new ToJournal.NewArbiter(Key));
        Assert.Equal(2, _journal.Records.Count);
    }

    [Fact]
    public void A_new_slot_table_is_told_of_the_open_ports_of_its_site_alone()
    {
        var here = Open(1, "a");
        Open(2, "b");
        _ports.Close(Open(3, "a"));
        _outside.Take(new ToPorts.WhatAt("a"));
        _switchboard.Start(_outside);
        Assert.True(SpinWait.SpinUntil(() => _machines.Heard.Count(m => m.To == Address.Site("a")) == 4, TimeSpan.FromSeconds(5)));
        Assert.Equal(new ToSite.RepeaterUp(here.Repeater, here.Shape), _machines.Heard.Last(m => m.To == Address.Site("a")).Message);
    }

    [Fact]
    public void Grants_and_relays_go_to_timeslots_and_neighbour_nodes_under_the_numbers_of_their_call_and_spurt()
    {
        var (call, spurt) = (new CallId("core", 1, 7), new SpurtId("core", 1, 8));
        var here = Open(1, "a");
        var (above, below) = (OpenLink("core"), OpenLink("core-c"));
        var lease = new SlotLease(here.Repeater, Timeslot.Two, 5);
        _voice.Commands.Clear();

        var ingress = new IngressId(3);
        _outside.Take(new ToRouter.Grant(ingress, 9, [lease]) { Of = (call, spurt), Links = ["core", "gone"] });
        _outside.Take(new ToRouter.Reroute(ingress, []) { Links = ["core", "core-c"] });
        _outside.Take(new ToRouter.Relay(call, spurt, 9, new Branch("core", ["core-c"], [lease])));
        _outside.Take(new ToRouter.Relay(call, spurt, 9, new Branch("gone", [], [lease])));
        _outside.Take(new ToRouter.Relay(call, spurt, 9, null));

        var grant = Assert.IsType<RouterCommand.Grant>(_voice.Commands[0]);
        Assert.Equal((IdSource.NumberOf(call), IdSource.NumberOf(spurt)), (grant.Call, grant.Spurt));
        var slot = new Destination(here.Port, Timeslot.Two, 5);
        Assert.Equal([To(above), slot], grant.Route.Destinations);
        Assert.Equal([To(above), To(below)], Assert.IsType<RouterCommand.Reroute>(_voice.Commands[1]).Route.Destinations);
        var relay = Assert.IsType<RouterCommand.Relay>(_voice.Commands[2]);
        Assert.Equal((grant.Call, grant.Spurt, 9u, above), (relay.Call, relay.Spurt, relay.OutgoingStream, relay.From));
        Assert.Equal([To(below), slot], relay.Route!.Destinations);

        // From a node to which there is no voice none is taken, whoever else says that it has it.
        Assert.Equal(default(PortId), Assert.IsType<RouterCommand.Relay>(_voice.Commands[3]).From);
        Assert.Equal(new RouterCommand.Relay(grant.Call, grant.Spurt, 9, null, null), _voice.Commands[4]);
    }

    [Fact]
    public void Where_a_radio_of_the_plan_is_heard_and_says_that_it_is_is_noted_with_the_site_of_its_port()
    {
        var here = Open(1, "hill");
        var position = GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres);
        RouterEvent said = new()
        {
            Kind = RouterEventKind.StreamStarted,
            Stream = new StreamId(7),
            Port = here.Port,
            Slot = Timeslot.One,
            StreamKind = StreamKind.Voice,
            TargetKind = AddressKind.Group,
            Source = new RadioId(101),
            Target = 10,
            Started = _time.GetTimestamp(),
            LastHeard = _time.GetTimestamp(),
        };
        _outside.Translate(said);
        _outside.Translate(said with { Source = new RadioId(102) });
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_outside.Translate(said with { Kind = RouterEventKind.Located, Position = position, LastHeard = _time.GetTimestamp() }));
        Assert.Null(_outside.Translate(said with { Kind = RouterEventKind.Located, Position = position, Port = new PortId(99) }));

        Assert.Equal(
            [
                new LocationRecord { Radio = 101, Alias = "Đội 1", At = _time.GetUtcNow().AddSeconds(-1), Site = "hill", Node = "n" },
                new LocationRecord { Radio = 101, Alias = "Đội 1", At = _time.GetUtcNow(), Site = "hill", Node = "n", Position = position },
            ],
            _heard);
    }

    public void Dispose() => _switchboard.Dispose();

    private static Destination To(PortId link) => new(link, Timeslot.One, 0);

    private PortId OpenLink(string node)
    {
        LinkDirection Direction(ushort id) => new(new VoiceLinkId(id), SrtpMasterKey.Draw());
        return _ports.OpenTierLink(node, VoiceLink.Upper(Direction(1), Direction(2), _time));
    }

    private OpenedPort Open(uint repeater, string site) =>
        _ports.Open(new RepeaterId(repeater), site, new(new RepeaterId(repeater), default, default, false), RepeaterShape.Duplex);

    private CallReport Report(long number) => new()
    {
        Id = new CallId("core", 1, number),
        Key = Key,
        State = CallControl.Calls.CallState.Running,
        Type = CallControl.CallType.Group,
        TargetKind = AddressKind.Group,
        Target = 10,
        Source = new RadioId(101),
        Started = _time.GetUtcNow(),
        Spurts =
        [
            new SpurtReport
            {
                Id = new SpurtId("core", 1, number),
                Source = new RadioId(101),
                From = new Location("a", new RepeaterSlot(new RepeaterId(1), Timeslot.One)),
                Started = _time.GetUtcNow(),
            },
        ],
    };

    private sealed class FixedPlan : IPlanView
    {
        public PlanIndex Current { get; } = new(new NetworkPlan("test") { Subscribers = [new Subscriber(new RadioId(101)) { Alias = "Đội 1" }] }, 1);
    }

    private sealed class HeardJournal : ICallJournal
    {
        public List<CallRecord> Records { get; } = [];

        public void Show(string id, Func<CallRecord> write) => Records.Add(write());

        public void Put(CallRecord record) => Records.Add(record);
    }

    private sealed class HeardMachines : IMachineHost
    {
        public ConcurrentQueue<(Address To, Message Message)> Heard { get; } = new();

        public ValueTask<Answer> Handle(Address machine, Batch batch)
        {
            foreach (var message in batch.Messages)
            {
                Heard.Enqueue((machine, message));
            }

            return new(new Answer([], true));
        }
    }
}
