using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Records;
using RadioNet.Core.Tests.Ports;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Core.Tests.Calls;

public sealed class OutsideTests : IDisposable
{
    private const string Key = "group:10";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HeardMachines _machines = new();
    private readonly HeardJournal _journal = new();
    private readonly Switchboard _switchboard;
    private readonly PortBook _ports;
    private readonly Outside _outside;

    public OutsideTests()
    {
        var plan = new FixedPlan();
        var context = new RulesContext(plan, _time, new IdSource("core", 1), new CallTimers());
        RecordedVoicePath voice = new();
        _switchboard = new Switchboard(_machines, new IngressTable(context), _time, NullLogger<Switchboard>.Instance);
        _ports = new PortBook(voice, _switchboard);
        var stations = new StationBook(plan, _ports, new VoiceSessions(() => null, _time), new StationAlarms(null!), _switchboard, _time, NullLogger<StationBook>.Instance);
        _outside = new Outside(voice, _ports, stations, new LiveStreams("core"), new CallScribe(plan, "n"), _journal, null!, _time);
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

    public void Dispose() => _switchboard.Dispose();

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
        public PlanIndex Current { get; } = new(new NetworkPlan("test"), 1);
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
