using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Tests.Records;
using RadioNet.Plan;
using CallState = RadioNet.Core.Records.CallState;

namespace RadioNet.Core.Tests.Services;

/// <summary>The gRPC services over a real server on a free port.</summary>
public sealed class NodeServicesTests : IAsyncLifetime
{
    private const string WithStation = """
        network: n
        tiers: [{ level: 1, name: T }]
        places: [{ id: p, tier: 1 }]
        nodes: [{ id: c, at: p }]
        sites: [{ id: hill, at: p, repeaters: [{ id: 9, secret: x }], base-stations: [{ id: bs1, carriers: [{ id: c1, receive: 416 MHz, transmit: 421 MHz }] }] }]
        """;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly TempFolder _folder = new();
    private NodeHost? _node;
    private GrpcChannel? _channel;

    private NodeHost Node => _node!;

    private PlanService.PlanServiceClient Plans => new(_channel);

    private CallService.CallServiceClient Calls => new(_channel);

    public async ValueTask InitializeAsync()
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        _node = await NodeHost.StartAsync(new NodeOptions { DataFolder = _folder.Path, Web = any, Grpc = any, Links = any, Homebrew = any, Voice = any });
        _channel = GrpcChannel.ForAddress($"http://{_node.Addresses.Grpc}");
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await Node.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Alarms_of_lower_nodes_are_listed_and_answered_beside_its_own()
    {
        var alarms = new AlarmService.AlarmServiceClient(_channel);
        var text = new Plan.Model.LocalizedText("mất điện", "no mains");
        await Node.Services.GetRequiredService<IAlarmBook>().RaiseAsync("mains", "hill", text);
        await Node.Services.GetRequiredService<ILowerAlarms>().TakeAsync(
            [new AlarmRecord(0, "mains", "hill", text, CallRecords.Start) { Node = "low", Made = new StoreOrigin(7, 1), Change = 4 }]);
        var listed = (await alarms.ListAsync(new ListAlarmsRequest())).Alarms;
        Assert.Equal(["low", Node.Services.GetRequiredService<NodeIdentity>().Id], listed.Select(alarm => alarm.Node));
        Assert.NotNull(listed[0].AwaySince);
        Assert.Null(listed[1].AwaySince);

        var answered = await alarms.AcknowledgeAsync(new AlarmRequest { RequestId = "1", Id = listed[0].Id, Who = "an" });
        Assert.Equal(
            (Api.AlarmState.Raised, Api.AlarmState.Acknowledged, "an", ""), (answered.State, answered.Answered, answered.AnsweredBy, answered.AcknowledgedBy));
        Assert.Equal("alarm-acknowledge", Node.Services.GetRequiredService<Core.Storage.IPlanStore>().Audit(long.MaxValue, 1)[0].Action);
    }

    [Fact]
    public async Task A_plan_is_applied_once_however_often_the_request_is_sent()
    {
        var request = new ApplyRequest { RequestId = "one", Text = SamplePlans.DakLak, Who = "an", ExpectedRevision = 1 };
        var first = await Plans.ApplyAsync(request);
        Assert.Equal((2, true, "an"), (first.Revision.Number, first.Changed, first.Revision.Who));
        Assert.NotEmpty(first.Changes.Effects);
        Assert.Equal(2, (await Plans.ApplyAsync(request)).Revision.Number);
        request.RequestId = "two";
        Assert.Equal(StatusCode.Aborted, (await RefusedAsync(Plans.ApplyAsync(request))).StatusCode);
        Assert.Equal([2, 1], (await Plans.HistoryAsync(new HistoryRequest())).Revisions.Select(revision => revision.Number));
    }

    [Fact]
    public async Task A_wrong_plan_is_refused_with_all_its_errors_and_changes_nothing()
    {
        var text = SamplePlans.DakLak.Replace("priority: ", "priority: 9", StringComparison.Ordinal);
        var refused = await RefusedAsync(Plans.ApplyAsync(new ApplyRequest { RequestId = "one", Text = text }));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith("text: ", refused.Status.Detail, StringComparison.Ordinal);
        var details = PlanErrors.Parser.ParseFrom(refused.Trailers.GetValueBytes(ApiLimits.PlanErrorsTrailer));
        var compared = await Plans.CompareAsync(new CompareRequest { Text = text });
        Assert.True(compared.Errors.Count > 5);
        Assert.Equal(compared.Errors.Count, details.Total);
        Assert.Equal(compared.Errors.Take(details.Errors.Count), details.Errors);
        Assert.Equal(1, (await Plans.ExportAsync(new ExportRequest())).Revision);
    }

    [Fact]
    public async Task Each_malformed_request_names_its_field()
    {
        await NamesAsync("request_id", Plans.ApplyAsync(new ApplyRequest { Text = "x" }));
        await NamesAsync("who", Plans.ApplyAsync(new ApplyRequest { RequestId = "1", Text = "x", Who = new string('a', 101) }));
        await NamesAsync("comment", Plans.ApplyAsync(new ApplyRequest { RequestId = "1", Text = "x", Comment = new string('a', 1001) }));
        await NamesAsync("revision", Plans.RollbackAsync(new RollbackRequest { RequestId = "1" }));
        await NamesAsync("action", Plans.EditTalkgroupAsync(new EditRequest { RequestId = "1", Id = 1 }));
        await NamesAsync("id", Plans.EditSubscriberAsync(new EditRequest { RequestId = "1", Action = EditAction.Remove, Id = 0x1000000 }));
        await NamesAsync("words", Plans.EditTalkgroupAsync(new EditRequest { RequestId = "1", Action = EditAction.Remove, Id = 77 }));
        await NamesAsync("site", Plans.EditBaseStationAsync(new EditBaseStationRequest { RequestId = "1", BaseStation = "b" }));
        await NamesAsync("base_station", Plans.EditBaseStationAsync(new EditBaseStationRequest { RequestId = "1", Site = "s" }));
        await NamesAsync("carrier", Plans.EditBaseStationAsync(new EditBaseStationRequest { RequestId = "1", Site = "s", BaseStation = "b", Carrier = new string('c', 64) }));
        await NamesAsync("words", Plans.EditBaseStationAsync(new EditBaseStationRequest { RequestId = "1", Site = "s", BaseStation = "b" }));
        await NamesAsync("page_size", Calls.ListAsync(new ListCallsRequest { PageSize = 1001 }));
        await NamesAsync("page_token", Calls.ListAsync(new ListCallsRequest { PageToken = "x" }));
        await NamesAsync("states", Calls.ListAsync(new ListCallsRequest { States = { Api.CallState.Unspecified } }));
        await NamesAsync("since", Calls.ListAsync(new ListCallsRequest { Since = new Timestamp { Seconds = long.MaxValue } }));
        await NamesAsync("text", Calls.ListAsync(new ListCallsRequest { Text = "..." }));
        await NamesAsync("place", new SiteService.SiteServiceClient(_channel).ListAsync(new ListSitesRequest { Place = "nowhere" }));
        await NamesAsync("id", new AlarmService.AlarmServiceClient(_channel).ClearAsync(new AlarmRequest { RequestId = "1" }));
    }

    [Fact]
    public async Task A_technician_sets_a_modem_and_a_base_station_and_sees_them_at_their_site()
    {
        await Plans.ApplyAsync(new ApplyRequest { RequestId = "1", Text = WithStation });
        var request = new EditBaseStationRequest
        {
            RequestId = "2",
            Site = "hill",
            BaseStation = "bs1",
            Carrier = "c1",
            Words = { "transmit-level=47.5%", "modem.invert=ptt" },
            ExpectedRevision = 2,
            Who = "an",
        };
        var set = await Plans.EditBaseStationAsync(request);
        Assert.Equal((3, true, "hill/bs1/c1"), (set.Revision.Number, set.Changed, Assert.Single(set.Changes.Rows).Id));
        Assert.Equal(["modem.transmit-level 50 % 47.5 %", "modem.invert  [ptt]"], set.Changes.Rows[0].Fields.Select(f => $"{f.Key} {f.Before} {f.After}"));
        Assert.Contains("modem: { transmit-level: 47.5 %, invert: [ptt] }", (await Plans.ExportAsync(new ExportRequest())).Text, StringComparison.Ordinal);

        var wrong = new EditBaseStationRequest { RequestId = "3", Site = "hill", BaseStation = "bs1", Carrier = "c1", Words = { "transmit-level=110%" } };
        Assert.Contains("\"transmit-level\" is \"110%\"", (await RefusedAsync(Plans.EditBaseStationAsync(wrong))).Status.Detail, StringComparison.Ordinal);

        var sites = new SiteService.SiteServiceClient(_channel);
        var carrier = Assert.Single(Assert.Single((await sites.ListAsync(new ListSitesRequest())).Sites).Carriers);
        Assert.Equal(("bs1", "c1", Api.SessionState.Down, true), (carrier.BaseStation, carrier.Id, carrier.Session, carrier.InService));
        await Plans.EditBaseStationAsync(new EditBaseStationRequest { RequestId = "4", Site = "hill", BaseStation = "bs1", Words = { "maintenance=true" } });
        Assert.False((await sites.ListAsync(new ListSitesRequest())).Sites[0].Carriers[0].InService);
        var status = await new StatusService.StatusServiceClient(_channel).GetAsync(new GetStatusRequest());
        Assert.Equal((1, 0, 1, 0), (status.Carriers, status.CarriersUp, status.Repeaters, status.RepeatersUp));
    }

    [Fact]
    public async Task Talkgroups_come_in_pages_and_are_found_without_diacritics()
    {
        await Plans.ApplyAsync(new ApplyRequest { RequestId = "1", Text = SamplePlans.DakLak });
        var request = new ListTalkgroupsRequest { PageSize = 4 };
        var ids = new List<uint>();
        do
        {
            var page = await Plans.ListTalkgroupsAsync(request);
            Assert.InRange(page.Talkgroups.Count, 1, 4);
            ids.AddRange(page.Talkgroups.Select(talkgroup => talkgroup.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(PlanReader.Read(SamplePlans.DakLak).Plan!.Talkgroups.Select(talkgroup => talkgroup.Id.Value).Order(), ids);
        var found = await Plans.ListTalkgroupsAsync(new ListTalkgroupsRequest { Text = "chi huy" });
        Assert.Contains(found.Talkgroups, talkgroup => talkgroup.Id == 1001);
        Assert.True(found.Talkgroups.Count < ids.Count);
    }

    [Fact]
    public async Task Calls_are_followed_from_a_snapshot_and_listed_when_they_are_over()
    {
        var journal = Node.Services.GetRequiredService<ICallJournal>();
        journal.Show("a", () => CallRecords.Running("a"));
        using var follow = Calls.Follow(new FollowCallsRequest { Talkgroup = 1001 });
        Assert.Equal("a", Assert.Single((await NextAsync(follow)).Snapshot.Calls).Id);
        journal.Show("other", () => CallRecords.Running("other", 1002));
        journal.Put(CallRecords.Running("a") with { State = CallState.Ended, Ended = CallRecords.Start, Reason = "hang-time" });
        var ended = (await NextAsync(follow)).Changed;
        Assert.Equal(("a", Api.CallState.Ended, 1L), (ended.Id, ended.State, ended.Number));
        Assert.Equal(["other", "a"], (await Calls.ListAsync(new ListCallsRequest())).Calls.Select(call => call.Id));
        Assert.Equal(["a"], (await Calls.ListAsync(new ListCallsRequest { Text = "chi huy", Radio = 4520001, Talkgroup = 1001 })).Calls.Select(call => call.Id));
    }

    [Fact]
    public async Task Health_status_and_the_page_answer()
    {
        var health = await new Health.HealthClient(_channel).CheckAsync(new HealthCheckRequest());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        var status = await new StatusService.StatusServiceClient(_channel).GetAsync(new GetStatusRequest());
        Assert.Equal(("core-root", 1, 1L), (status.Node, status.PlanRevision, status.Boots));
        using var web = new HttpClient { BaseAddress = new Uri($"http://{Node.Addresses.Web}") };
        Assert.Equal("ok\n", await web.GetStringAsync("/healthz"));
        Assert.Contains("Cuộc gọi đang diễn ra", await web.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Calls now", await web.GetStringAsync("/?lang=en"), StringComparison.Ordinal);
    }

    private static async Task<CallEvent> NextAsync(AsyncServerStreamingCall<CallEvent> follow)
    {
        Assert.True(await follow.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Bound));
        return follow.ResponseStream.Current;
    }

    private static Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) => Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Bound));

    private static async Task NamesAsync<T>(string field, AsyncUnaryCall<T> call)
    {
        var refused = await RefusedAsync(call);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith($"{field}: ", refused.Status.Detail, StringComparison.Ordinal);
    }
}
