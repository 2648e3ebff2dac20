using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Accounts;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using CallRecord = RadioNet.Core.Records.CallRecord;
using CallState = RadioNet.Core.Records.CallState;
using CallType = RadioNet.Core.Records.CallType;

namespace RadioNet.Core.Tests.Services;

/// <summary>What people at consoles are told, over a real server: each asks with a token, and hears of what is theirs alone.</summary>
public sealed class ConsoleApiTests : IAsyncLifetime
{
    private const string Password = "a long password";

    private static readonly string _hash = PasswordHash.Of(Password);

    private static readonly string _plan = $$"""
        network: n
        tiers: [{ level: 1, name: T }, { level: 2, name: H }]
        places: [{ id: p, tier: 1, name: Tỉnh }, { id: east, tier: 2, in: p }, { id: west, tier: 2, in: p }]
        nodes: [{ id: c, at: p }]
        sites: [{ id: hill, at: east, name: Đồi }, { id: roof, at: west }]
        talkgroups:
          - { id: 1, name: { vi: Một, en: One }, home: p, sites: [roof], record: true }
          - { id: 2, name: Two, home: east }
          - { id: 3, name: Three, home: west }
        users:
          - { name: chief, role: dispatcher, place: p, password-hash: "{{_hash}}", priority: 8, pre-empt: true }
          - { name: east, role: listener, place: east, password-hash: "{{_hash}}" }
          - { name: tech, role: technician, place: p, password-hash: "{{_hash}}" }
        """;

    private readonly TempFolder _folder = new();
    private NodeHost? _node;
    private GrpcChannel? _channel;

    private ConsoleService.ConsoleServiceClient Console => new(_channel);

    private PlanKeeper Plan => _node!.Services.GetRequiredService<PlanKeeper>();

    private LiveCalls Live => _node!.Services.GetRequiredService<LiveCalls>();

    public async ValueTask InitializeAsync()
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        _node = await NodeHost.StartAsync(new NodeOptions { DataFolder = _folder.Path, Web = any, Grpc = any, Links = any, Homebrew = any, Voice = any });
        _channel = GrpcChannel.ForAddress($"http://{_node.Addresses.Grpc}");
        Assert.Empty(Plan.Apply(new ChangeRequest("test", "users"), _plan).Errors);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _node!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_is_told_of_the_talkgroups_that_role_and_place_give()
    {
        Assert.Equal("1 talk, 2 talk, 3 talk", await HearsAsync("chief"));
        Assert.Equal("2", await HearsAsync("east"));
        Assert.Equal("", await HearsAsync("tech"));
        var me = await Console.WhoAmIAsync(new WhoAmIRequest(), await As("chief"));
        Assert.Equal(("chief", "dispatcher", "p", "Tỉnh", 8, true), (me.Name, me.Role, me.Place, me.PlaceName, me.Priority, me.PreEmpt));
    }

    [Theory]
    [InlineData("mot", "1")]
    [InlineData("ONE tinh", "1")]
    [InlineData("th", "3")]
    [InlineData("2", "2")]
    [InlineData("hree", "")]
    [InlineData("", "1 2 3")]
    public async Task A_talkgroup_is_found_by_beginnings_of_words(string text, string found)
    {
        var listed = await Console.ListTalkgroupsAsync(new ListConsoleTalkgroupsRequest { Text = text }, await As("chief"));
        Assert.Equal(found, string.Join(' ', listed.Talkgroups.Select(one => one.Id)));
        await RefusedAsync(StatusCode.InvalidArgument, async () => await Console.ListTalkgroupsAsync(new ListConsoleTalkgroupsRequest { Text = new string('x', 101) }, await As("chief")));
    }

    [Fact]
    public async Task Nothing_is_said_to_who_is_not_signed_in()
    {
        var signedOut = await As("chief");
        await Console.SignOutAsync(new SignOutRequest(), signedOut);
        foreach (var headers in (Metadata[])[[], new Metadata { { "authorization", "Bearer rc1.x.y" } }, signedOut])
        {
            await RefusedAsync(StatusCode.Unauthenticated, () => Console.WhoAmIAsync(new WhoAmIRequest(), headers).ResponseAsync);
            await RefusedAsync(StatusCode.Unauthenticated, () => Console.ListTalkgroupsAsync(new ListConsoleTalkgroupsRequest(), headers).ResponseAsync);
            await RefusedAsync(StatusCode.Unauthenticated, () => Console.HistoryAsync(new ConsoleHistoryRequest(), headers).ResponseAsync);
            await RefusedAsync(StatusCode.Unauthenticated, async () => await Console.Watch(new WatchRequest(), headers).ResponseStream.MoveNext(default));
            await RefusedAsync(StatusCode.Unauthenticated, async () => await Console.Replay(new ReplayRequest { Call = "x" }, headers).ResponseStream.MoveNext(default));
        }

        await RefusedAsync(StatusCode.Unauthenticated, () => Console.SignInAsync(new SignInRequest { Name = "chief", Password = "not that one" }).ResponseAsync);
        await RefusedAsync(StatusCode.InvalidArgument, () => Console.SignInAsync(new SignInRequest { Name = "chief", Password = new string('x', 5000) }).ResponseAsync);
    }

    [Fact]
    public async Task What_is_said_is_shown_to_those_alone_who_may_hear_it()
    {
        using var chief = Console.Watch(new WatchRequest(), await As("chief"));
        using var east = Console.Watch(new WatchRequest(), await As("east"));
        Assert.True(await chief.ResponseStream.MoveNext(default) && chief.ResponseStream.Current.All);
        Assert.True(await east.ResponseStream.MoveNext(default) && east.ResponseStream.Current.All);

        Live.Show("one", () => Call("one", 1));
        Live.Show("two", () => Call("two", 2));
        Assert.True(await chief.ResponseStream.MoveNext(default));
        var seen = Assert.Single(chief.ResponseStream.Current.Activities);
        Assert.Equal((1u, "one", true, true, 9u, "PCCC 01", "Đồi"), (seen.Talkgroup, seen.Call, seen.Running, seen.Talking, seen.Source, seen.SourceName, seen.Site));
        Assert.True(await east.ResponseStream.MoveNext(default));
        Assert.Equal("two", Assert.Single(east.ResponseStream.Current.Activities).Call);
    }

    [Fact]
    public async Task A_stream_ends_soon_after_its_token()
    {
        using var watch = Console.Watch(new WatchRequest(), await As("east"));
        Assert.True(await watch.ResponseStream.MoveNext(default));
        Assert.Empty(Plan.Apply(new ChangeRequest("test", "east is no more"), _plan.Replace("name: east, role", "name: west, role", StringComparison.Ordinal)).Errors);
        await RefusedAsync(StatusCode.Unauthenticated, async () => await watch.ResponseStream.MoveNext(default));
    }

    [Fact]
    public async Task History_has_the_calls_that_one_may_hear_page_by_page()
    {
        var journal = _node!.Services.GetRequiredService<ICallJournal>();
        for (var i = 1; i <= 9; i++)
        {
            journal.Put(Call($"c{i}", (uint)((i % 3) + 1)) with { State = CallState.Ended, Ended = DateTimeOffset.UtcNow, Reason = "ended" });
        }

        journal.Put(Call("private", 2) with { TargetIsRadio = true, Type = CallType.Private, State = CallState.Ended, Ended = DateTimeOffset.UtcNow });
        var writer = _node.Services.GetRequiredService<RecordWriter>();
        while (writer.Written < 10)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal("c9 c8 c7 c6 c5 c4 c3 c2 c1", await CallsAsync("chief", new ConsoleHistoryRequest { PageSize = 2 }));
        Assert.Equal("c7 c4 c1", await CallsAsync("east", new ConsoleHistoryRequest { PageSize = 1 }));
        Assert.Equal("", await CallsAsync("east", new ConsoleHistoryRequest { Talkgroup = 1 }));
        Assert.Equal("", await CallsAsync("tech", new ConsoleHistoryRequest()));
        await RefusedAsync(StatusCode.NotFound, async () => await Console.Replay(new ReplayRequest { Call = "c3" }, await As("east")).ResponseStream.MoveNext(default));
    }

    private static CallRecord Call(string id, uint talkgroup) => new()
    {
        Id = id,
        State = CallState.Running,
        Type = CallType.Group,
        Target = talkgroup,
        TargetName = $"G{talkgroup}",
        Source = 9,
        SourceName = "PCCC 01",
        Started = DateTimeOffset.UtcNow,
        Spurts = [new SpurtRecord { Id = "s", Source = 9, SourceName = "PCCC 01", Site = "hill", Started = DateTimeOffset.UtcNow }],
    };

    private async Task<string> HearsAsync(string name) => string.Join(", ",
        (await Console.ListTalkgroupsAsync(new ListConsoleTalkgroupsRequest(), await As(name))).Talkgroups.Select(one => one.CanTalk ? $"{one.Id} talk" : $"{one.Id}"));

    private async Task<string> CallsAsync(string name, ConsoleHistoryRequest request)
    {
        var (headers, found) = (await As(name), new List<string>());
        do
        {
            var page = await Console.HistoryAsync(request, headers);
            Assert.True(page.Calls.Count <= (request.PageSize == 0 ? 50 : request.PageSize));
            found.AddRange(page.Calls.Select(call => call.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return string.Join(' ', found);
    }

    private async Task<Metadata> As(string name)
    {
        var signedIn = await Console.SignInAsync(new SignInRequest { Name = name, Password = Password });
        return new Metadata { { "authorization", $"Bearer {signedIn.Token}" } };
    }

    private static async Task RefusedAsync(StatusCode status, Func<Task> ask) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(ask)).StatusCode);
}
