using System.Text.Json;
using RadioNet.Core.Records;
using RadioNet.Core.Records.Outages;
using RadioNet.Core.Services;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Records.Outages;

public sealed class OutageReportTests
{
    private const string Upper = "core-dak-lak";
    private const string Lower = "core-tan-loi";
    private static readonly DateTimeOffset _from = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _to = _from.AddMinutes(12).AddSeconds(30);

    private static readonly OutageInput _flood = new(Upper, Lower, _from, _to)
    {
        At = Upper,
        LowerNodes = ["core-ea-tu"],
        Calls =
        [
            Call(Upper, "u-before", 1001, -60, -30),
            Call(Upper, "u1", 1001, 190, 260) with { SourceName = "" },
            Call(Upper, "u2", 1002, 300, 330) with { TargetName = "Cứu hộ" },
            Call(Upper, "u-denied", 1001, 195, 195) with { State = CallState.Denied },
            Call(Lower, "l1", 1001, 180, 200, "PCCC 02"),
            Call("core-ea-tu", "l2", 1001, 250, 300, "PCCC 03") with { Emergency = true },
            Call(Lower, "l3", 1002, 400, 420),
            Call(Lower, "l-private", 4520001, 190, 200) with { TargetIsRadio = true, Type = CallType.Private },
            Call(Lower, "l-after", 1001, 760, 770),
        ],
        Alarms =
        [
            new AlarmRecord(1, "link-lost", Lower, new LocalizedText("mất liên kết", "the link is lost"), _from) { State = AlarmState.Cleared },
            new AlarmRecord(2, AlarmKind.Emergency, "4520003", new LocalizedText("PCCC 03 báo khẩn cấp", "PCCC 03 raised an emergency"), _from.AddSeconds(250)) { Node = Lower, State = AlarmState.Acknowledged },
            new AlarmRecord(3, "mains", "hill", new LocalizedText("mất điện", "no mains"), _to.AddMinutes(1)) { Node = Lower },
        ],
        Edits =
        [
            new OutageEdit(Lower, _from.AddMinutes(5), "an", "R17+core-tan-loi.1", "add subscriber 4520009", false)
            {
                Why = new LocalizedText("Nút gốc đã có thuê bao này.", "The root has this subscriber."),
                Entry = "alias: Flood",
            },
            new OutageEdit(Lower, _from.AddMinutes(6), "an", "R17+core-tan-loi.2", "remove subscriber 4520008", true) { TakenAt = 19 },
            new OutageEdit(Lower, _from.AddSeconds(-1), "an", "R16+core-tan-loi.1", "of the moment before it was noticed", null),
            new OutageEdit(Lower, _from.AddMinutes(-5), "an", "R15+core-tan-loi.1", "of an outage before", true),
        ],
    };

    [Fact]
    public void A_talkgroup_that_both_sides_used_at_once_was_divided()
    {
        var report = OutageReports.Of(_flood);
        var divided = Assert.Single(report.Divided);
        Assert.Equal((1001u, _from.AddSeconds(190), _from.AddSeconds(260)), (divided.Talkgroup, divided.From, divided.To));
        Assert.Equal("u1", Assert.Single(divided.Upper).Id);
        Assert.Equal(["l1", "l2"], divided.Lower.Select(call => call.Id));
        Assert.Equal(["PCCC 03"], divided.Lower[1].Talkers);
    }

    [Fact]
    public void Each_side_is_counted_within_the_outage()
    {
        var report = OutageReports.Of(_flood);
        Assert.Equal((2, 1, 0, 2), (report.Upper.Calls, report.Upper.Denied, report.Upper.Emergencies, report.Upper.Talkgroups));
        Assert.Equal((4, 0, 1, 2), (report.Lower.Calls, report.Lower.Denied, report.Lower.Emergencies, report.Lower.Talkgroups));
        Assert.Equal((100.0, 100.0), (report.Upper.TalkSeconds, report.Lower.TalkSeconds));
        Assert.Equal([Upper, Lower], report.Alarms.Select(alarm => alarm.Node));
        Assert.Empty(report.Twice);
    }

    [Fact]
    public void A_call_that_is_recorded_at_both_sides_is_told()
    {
        var report = OutageReports.Of(_flood with { Calls = [.. _flood.Calls, Call(Upper, "l1", 1001, 180, 200)] });
        Assert.Equal(["l1"], report.Twice);
    }

    [Fact]
    public void A_person_reads_it_in_both_languages()
    {
        var report = OutageReports.Of(_flood);
        Assert.Equal(
            """
            Outage between core-dak-lak and core-tan-loi
            2026-11-20 08:00:00 – 08:12:30 UTC (12 min 30 s)

                                    core-dak-lak  core-tan-loi
            Calls                              2             4
              of these emergencies             0             1
            Requests denied                    1             0
            Talkgroups used                    2             2
            Talk time                 1 min 40 s    1 min 40 s

            Talkgroups that were divided: both sides used them and did not hear each other:
              Chỉ huy tỉnh (1001), 08:03:10 – 08:04:20 (1 min 10 s)
                core-dak-lak: PCCC 01 at hill-core-dak-lak [u1]
                core-tan-loi: PCCC 02 at hill-core-tan-loi [l1]; EMERGENCY PCCC 03 at hill-core-ea-tu [l2]

            Alarms raised meanwhile:
              08:00:00  core-dak-lak  link-lost core-tan-loi: the link is lost (cleared)
              08:04:10  core-tan-loi  emergency 4520003: PCCC 03 raised an emergency (acknowledged)

            Changes of the plan:
              07:59:59  core-tan-loi  R16+core-tan-loi.1  an: of the moment before it was noticed (not yet decided by the root)
              08:05:00  core-tan-loi  R17+core-tan-loi.1  an: add subscriber 4520009 (not taken by the root; kept to be looked at: The root has this subscriber.)
                What was not taken: alias: Flood
                It is kept at core-tan-loi, in `radionet history` there. If it is still wanted, make the edit at the root.
              08:06:00  core-tan-loi  R17+core-tan-loi.2  an: remove subscriber 4520008 (taken by the root, as revision 19)

            Every call is recorded once.

            """.ReplaceLineEndings("\n"),
            OutageText.Write(report, vietnamese: false));

        var quiet = OutageText.Write(OutageReports.Of(new OutageInput(Upper, Lower, _from, _from.AddDays(1)) { At = Upper }), vietnamese: true);
        Assert.Contains("2026-11-20 08:00:00 – 2026-11-21 08:00:00 UTC (24 giờ 0 phút)", quiet, StringComparison.Ordinal);
        Assert.Contains("Cảnh báo phát sinh: không có.", quiet, StringComparison.Ordinal);
        var vietnamese = OutageText.Write(report, vietnamese: true);
        Assert.Contains("(nút gốc không nhận, vẫn được lưu lại: Nút gốc đã có thuê bao này.)\n    Nội dung không được nhận: alias: Flood\n    Được lưu ở nút core-tan-loi", vietnamese, StringComparison.Ordinal);
        Assert.Contains("(nút gốc đã nhận, bản 19)", vietnamese, StringComparison.Ordinal);
        Assert.Contains("Nhóm gọi bị chia đôi, hai bên cùng nói mà không nghe thấy nhau:\n", OutageText.Write(report, vietnamese: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_became_one_are_told_with_who_was_cut_off_for_it()
    {
        var kept = Call(Upper, "kept", 1001, 700, 790);
        var given = Call(Lower, "given", 1001, 700, 752) with { Reason = "joined", Made = new StoreOrigin(7, 3), Recorded = _to.AddSeconds(4) };
        var cut = kept with { Spurts = [kept.Spurts[0], kept.Spurts[0] with { SourceName = "", Source = 4520007, EndReason = "joined" }] };
        var earlier = Call(Lower, "of an outage before", 1001, -20, 3) with { Reason = "joined" };
        var report = OutageReports.Of(_flood with { Calls = [cut, given, earlier] });
        Assert.Equal([("given", true, ""), ("kept", false, "4520007")], report.Joined.Select(call => (call.Id, call.GivenOver, string.Join(' ', call.Cut))));
        Assert.Equal(new CameUp(1, _to.AddSeconds(4)), report.CameUp);
        var text = OutageText.Write(report, vietnamese: false);
        Assert.Contains("  08:12:32  Chỉ huy tỉnh (1001), core-tan-loi: given over to the other side [given]\n", text, StringComparison.Ordinal);
        Assert.Contains("core-dak-lak: kept the call; ended the turn of 4520007 [kept]\n", text, StringComparison.Ordinal);
        Assert.Contains("Records that came up afterwards: 1, the last at 08:12:34.\n", text, StringComparison.Ordinal);

        // While the link is gone, nothing has been joined or has come.
        Assert.Empty(OutageReports.Of(_flood with { Calls = [cut, given], IsOver = false }).Joined);
    }

    [Fact]
    public void A_turn_that_was_given_over_counts_once()
    {
        var given = Call(Lower, "given", 1001, 700, 752, "PCCC 02");
        given = given with { Reason = "joined", Spurts = [given.Spurts[0] with { Id = "turn", EndReason = "joined" }] };
        var kept = Call(Upper, "kept", 1001, 720, 790);
        kept = kept with
        {
            Spurts =
            [
                kept.Spurts[0] with { Ended = _from.AddSeconds(740), EndReason = "ended" },
                given.Spurts[0] with { Ended = _from.AddSeconds(790), EndReason = "ended" },
            ],
        };
        var report = OutageReports.Of(_flood with { Calls = [given, kept] });
        Assert.Equal((50, 20), (report.Lower.TalkSeconds, report.Upper.TalkSeconds));
        Assert.Equal([("given", true, "")], report.Joined.Select(call => (call.Id, call.GivenOver, string.Join(' ', call.Cut))));
        var divided = Assert.Single(report.Divided);
        Assert.Equal(("PCCC 01", "PCCC 02"), (Assert.Single(Assert.Single(divided.Upper).Talkers), Assert.Single(Assert.Single(divided.Lower).Talkers)));

        // One that was ended for it went on nowhere; one that both sides had since before the outage counts on both.
        var cut = given with { Id = "cut", Spurts = [given.Spurts[0] with { Id = "another" }] };
        Assert.Equal("PCCC 02", Assert.Single(OutageReports.Of(_flood with { Calls = [cut, kept] }).Joined).Cut.Single());
        var before = Call(Upper, "before", 1001, -10, 2) with { Spurts = [given.Spurts[0] with { Started = _from.AddSeconds(-10), Ended = _from.AddSeconds(2), EndReason = "port-lost" }] };
        Assert.Equal((50, 22), (OutageReports.Of(_flood with { Calls = [given, kept, before] }) is var both ? (both.Lower.TalkSeconds, both.Upper.TalkSeconds) : default));
    }

    [Fact]
    public void Each_side_is_looked_at_by_its_own_clock()
    {
        var hours = TimeSpan.FromHours(3);
        var report = OutageReports.Of(_flood with
        {
            LowerClock = new OutageTimes(_from - hours, _to - hours),
            Calls = [Call(Upper, "u", 1001, 100, 110), Call(Lower, "l", 1001, 100 - 10_800, 130 - 10_800), Call(Lower, "later", 1001, 100, 130)],
        });
        Assert.Equal((1, 1, 30.0), (report.Upper.Calls, report.Lower.Calls, report.Lower.TalkSeconds));
        Assert.Contains("by the clock of core-tan-loi: 2026-11-20 05:00:00 – 05:12:30 UTC (12 min 30 s)\n", OutageText.Write(report, vietnamese: false), StringComparison.Ordinal);
        var running = OutageText.Write(OutageReports.Of(_flood with { IsOver = false }), vietnamese: false);
        Assert.Contains("2026-11-20 08:00:00 UTC – not back yet (12 min 30 s)\n", running, StringComparison.Ordinal);
    }

    [Fact]
    public void What_travels_is_the_whole_report()
    {
        var kept = Call(Upper, "kept", 1001, 700, 790) with { Reason = "joined" };
        var report = OutageReports.Of(_flood with { Calls = [.. _flood.Calls, kept], LowerClock = new OutageTimes(_from, null), HasMore = true });
        Assert.Equal(OutageReports.ToJson(report), OutageReports.ToJson(OutageMessages.Read(OutageMessages.Of(report))));
    }

    [Fact]
    public void The_JSON_says_the_same()
    {
        var text = OutageReports.ToJson(OutageReports.Of(_flood));
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(4, json.GetProperty("lower").GetProperty("calls").GetInt32());
        Assert.Equal("l2", json.GetProperty("divided")[0].GetProperty("lower")[1].GetProperty("id").GetString());
        Assert.Equal("cleared", json.GetProperty("alarms")[0].GetProperty("state").GetString());
        Assert.Equal("PCCC 03 báo khẩn cấp", json.GetProperty("alarms")[1].GetProperty("text").GetProperty("vi").GetString());
        Assert.Contains("Chỉ huy tỉnh", text, StringComparison.Ordinal);
    }

    private static CallRecord Call(string node, string id, uint talkgroup, int from, int to, string talker = "PCCC 01") => CallRecords.Ended(1, talkgroup) with
    {
        Id = id,
        Node = node,
        Started = _from.AddSeconds(from),
        Ended = _from.AddSeconds(to),
        Sites = [$"hill-{node}"],
        Spurts =
        [
            new SpurtRecord { Id = id, Source = 4520001, SourceName = talker, Site = $"hill-{node}", Started = _from.AddSeconds(from), Ended = _from.AddSeconds(to) },
        ],
    };
}
