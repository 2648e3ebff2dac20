using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Core.Records;
using RadioNet.Plan;
using RadioNet.Protocols;
using CallState = RadioNet.CallControl.Calls.CallState;
using CallType = RadioNet.CallControl.CallType;
using Decision = RadioNet.CallControl.Decision;
using MissedSite = RadioNet.CallControl.Calls.MissedSite;
using Reason = RadioNet.CallControl.Reason;
using Station = RadioNet.BaseStation.Fallback.LocalRecords;

namespace RadioNet.Core.Tests.Records;

public sealed class LocalRecordsTests
{
    private static readonly DateTimeOffset _begin = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _now = _begin.AddHours(3);

    private static readonly PlanIndex _plan = new(PlanReader.Read("""
        network: n
        tiers: [{ level: 1, name: T }]
        places: [{ id: p, tier: 1 }]
        nodes: [{ id: c, at: p }]
        sites: [{ id: hill, at: p, base-stations: [{ id: bs1, carriers: [{ id: c1, receive: 416 MHz, transmit: 421 MHz }] }] }]
        talkgroups: [{ id: 10, name: Chỉ huy, home: p }]
        subscribers: [{ id: 101, alias: Một, talkgroups: [10] }, { id: 102, alias: Hai, talkgroups: [10] }]
        """).Plan!, 3);

    [Theory]
    [InlineData(CallState.Ended, CallType.Group, AddressKind.Group, 10)]
    [InlineData(CallState.Ended, CallType.Private, AddressKind.Unit, 102)]
    [InlineData(CallState.Denied, CallType.Broadcast, AddressKind.Group, 11)]
    [InlineData(CallState.Ended, CallType.All, AddressKind.Group, 0xFFFFFF)]
    [InlineData(CallState.Ended, CallType.Data, AddressKind.Unit, 103)]
    public void What_a_station_reports_is_stored_as_the_node_would_have_written_it(CallState state, CallType type, AddressKind kind, uint target)
    {
        var report = Report(state, type, kind, target);
        var sent = LocalRecord.Parser.ParseFrom(Station.Of(report, _plan).ToByteArray());
        var stored = LocalRecords.Read(sent.Call, "hill", "bs1", "core", _now, out var problem);

        Assert.Equal("", problem);
        Assert.Equal(CallRecordJson.Pack(new CallScribe(new FixedPlan(), "core").Write(report)), CallRecordJson.Pack(stored!));
    }

    [Fact]
    public void An_emergency_becomes_the_nodes_alarm_at_the_stations_site()
    {
        var raised = new ToAlarms.Emergency(new RadioId(101), 10, "hill", "hill.bs1.1.2", _begin);
        var sent = LocalRecord.Parser.ParseFrom(Station.Of(raised).ToByteArray());
        var read = LocalRecords.Read(sent.Emergency, "hill", _now, out _)!;
        Assert.Equal(raised, read with { Sites = raised.Sites });
        Assert.Equal(raised.Sites, read.Sites);
        Assert.Null(LocalRecords.Read(Station.Of(raised with { Call = null }).Emergency, "hill", _now, out _)!.Call);
        Assert.Null(LocalRecords.Read(new LocalEmergency { Radio = 101, Target = 10 }, "hill", _now, out var problem));
        Assert.StartsWith("emergency.at", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_station_speaks_for_its_own_site_alone_and_not_of_the_future()
    {
        var call = Sent();
        call.Sites.Add("elsewhere");
        call.Missed.Add(new Api.MissedSite { Site = "elsewhere", Reason = "slot-busy" });
        call.Spurts[0].Site = "elsewhere";
        call.Node = "another";
        call.Number = 7;
        call.Ended = _now.AddDays(400).ToTimestamp();
        call.TargetName = new string('x', 10_000);

        var stored = LocalRecords.Read(call, "hill", "bs1", "core", _now, out _)!;
        Assert.Equal(["hill"], stored.Sites);
        Assert.DoesNotContain(stored.Missed, m => m.Site == "elsewhere");
        Assert.Equal("hill", stored.Spurts[0].Site);
        Assert.Equal(("core", 0L, _now), (stored.Node, stored.Number, stored.Ended));
        Assert.Equal(200, stored.TargetName.Length);
    }

    public static TheoryData<string, Action<Call>> Wrong() => new()
    {
        { "call.id", call => call.Id = "core.1.2" },
        { "call.id", call => call.Id = "hill.bs10.1.2" },
        { "call.id", call => call.Id = "hill.bs1." + new string('1', 300) },
        { "call.state", call => call.State = Api.CallState.Running },
        { "call.type", call => call.Type = (Api.CallType)77 },
        { "call.source", call => call.Target = 1 << 24 },
        { "call.started", call => call.Ended = null },
        { "call.started", call => call.Started = new Timestamp { Seconds = long.MaxValue } },
        { "call.reason", call => call.Reason = "because" },
        { "call.spurts", call => call.Spurts.Clear() },
        { "call.spurts", call => call.Spurts[0].Slot = 3 },
        { "call.spurts", call => call.Spurts[0].Ber = double.NaN },
        { "call.spurts", call => call.Spurts[0].EndReason = "because" },
        { "call.spurts", call => call.Spurts.Add(Enumerable.Repeat(call.Spurts[0], 1001)) },
        { "call.decisions", call => call.Decisions[0].At = new Timestamp { Nanos = -1 } },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Wrong))]
    public void What_makes_no_sense_is_refused_with_its_field(string field, Action<Call> spoil)
    {
        var call = Sent();
        spoil(call);
        Assert.Null(LocalRecords.Read(call, "hill", "bs1", "core", _now, out var problem));
        Assert.StartsWith(field, problem, StringComparison.Ordinal);
    }

    private static Call Sent() => Station.Of(Report(CallState.Ended, CallType.Group, AddressKind.Group, 10), _plan).Call;

    private static CallReport Report(CallState state, CallType type, AddressKind kind, uint target)
    {
        Assert.True(_plan.TryPort("hill", "bs1", "c1", out var port));
        var why = state == CallState.Denied ? Reason.Busy : Reason.HangTime;
        return new CallReport
        {
            Id = new CallId("hill.bs1", 12, 34),
            Key = "group:10",
            State = state,
            Type = type,
            TargetKind = kind,
            Target = target,
            Source = new RadioId(101),
            Started = _begin,
            Ended = _begin.AddSeconds(9),
            Emergency = true,
            Why = why,
            Spurts =
            [
                new SpurtReport
                {
                    Id = new SpurtId("hill.bs1", 12, 5),
                    Source = new RadioId(101),
                    From = new Location("hill", new RepeaterSlot(port.Id, Timeslot.Two)),
                    Emergency = true,
                    Started = _begin,
                    Granted = _begin.AddMilliseconds(1),
                    Ended = _begin.AddSeconds(5),
                    Why = state == CallState.Denied ? why : Reason.Inactive,
                    HeardLocallyOnly = true,
                    Figures = new StreamFigures(80, 3, 0, 50, 77, -91),
                },
                new SpurtReport
                {
                    Id = new SpurtId("hill.bs1", 12, 6),
                    Source = new RadioId(999),
                    From = new Location("hill", new RepeaterSlot(port.Id, Timeslot.One)),
                    Started = _begin.AddSeconds(5),
                    Ended = _begin.AddSeconds(6),
                    Why = state == CallState.Denied ? why : Reason.Ended,
                },
            ],
            Sites = ["hill"],
            Missed = [new MissedSite("hill", Reason.SlotBusy, "x")],
            Decisions =
            [
                new Decision(_begin, "floor.granted", "101", Reason.None, null, 7, 3),
                new Decision(_begin.AddSeconds(1), "floor.denied", "102", Reason.Busy, "101", 7, 3),
            ],
        };
    }

    private sealed class FixedPlan : IPlanView
    {
        public PlanIndex Current => _plan;
    }
}
