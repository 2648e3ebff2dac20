using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.Core.Calls;
using RadioNet.Core.Hosting;
using RadioNet.Core.M17;
using RadioNet.Core.Records;
using RadioNet.Core.Vocoding;
using RadioNet.Plan.Model;
using RadioNet.Simulator.M17;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Tests.M17;

/// <summary>A node's links, as the plan has them, to a reflector on real UDP.</summary>
public sealed class M17HubTests : IAsyncLifetime
{
    private readonly VirtualReflector _reflector = new(new VirtualReflectorOptions { PingInterval = TimeSpan.FromMilliseconds(50) });
    private readonly SaidAlarms _alarms = new();
    private readonly ConcurrentQueue<string> _wanted = new();
    private readonly LinkPlan _plan;
    private readonly NodeVocoders _vocoders;
    private readonly M17Hub _hub;

    public M17HubTests()
    {
        _plan = new LinkPlan(_reflector.Address.Port);
        _vocoders = new NodeVocoders(new VocoderPlaces([], []), _alarms, TimeProvider.System, NullLogger<NodeVocoders>.Instance);
        _hub = new M17Hub(
            new NodeIdentity("core-root", DateTimeOffset.UnixEpoch, 1), _plan, _vocoders, _alarms, TimeProvider.System,
            new M17Times
            {
                Look = TimeSpan.FromMilliseconds(10),
                Down = TimeSpan.FromMilliseconds(200),
                Steady = TimeSpan.FromMilliseconds(50),
                Silence = TimeSpan.FromMilliseconds(300),
                Retry = TimeSpan.FromMilliseconds(100),
            },
            NullLogger<M17Hub>.Instance);
        _hub.Connect(new TalkRing(), talkgroups => _wanted.Enqueue(string.Join(',', talkgroups.Order())));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _hub.StopAsync(CancellationToken.None);
        _hub.Dispose();
        _vocoders.Dispose();
        _reflector.Dispose();
    }

    [Fact]
    public async Task Links_are_opened_changed_and_closed_as_the_plan_has_them_and_their_talkgroups_are_listened_to()
    {
        await _hub.StartAsync(CancellationToken.None);
        Until(() => Clients is ["XV0DL A"]);
        Until(() => _hub.Links.Single().IsUp && _wanted.LastOrDefault() == "10");
        Assert.True(_hub.Ears.Talkgroups.SetEquals([10u]));

        _plan.Change(link => link with { Line = 99 });
        _hub.ObeyPlan();
        await Task.Delay(50);
        Assert.Equal(1, _reflector.Requests);

        _plan.Change(link => link with { Module = 'B', Talkgroup = new(11) });
        _hub.ObeyPlan();
        Until(() => Clients is ["XV0DL B"] && _wanted.Last() == "11");

        _plan.Change(_ => null);
        _hub.ObeyPlan();
        Until(() => Clients.Length == 0 && _wanted.Last().Length == 0);
        Assert.Empty(_hub.Links);
        Assert.Empty(_alarms.Said);
    }

    [Fact]
    public async Task A_link_that_stays_down_is_an_alarm_until_it_stands_again()
    {
        _alarms.Open.Add(new AlarmRecord(1, AlarmKind.M17LinkDown, "gone", new LocalizedText("cũ", "old"), DateTimeOffset.UnixEpoch));
        _alarms.Open.Add(new AlarmRecord(2, AlarmKind.M17LinkDown, "elsewhere", new LocalizedText("cũ", "old"), DateTimeOffset.UnixEpoch) { Node = "low" });
        await _hub.StartAsync(CancellationToken.None);
        Until(() => _hub.Links.SingleOrDefault() is { IsUp: true });
        Assert.Equal(["clear m17-link-down gone"], _alarms.Said);

        _reflector.Faults.IsSilent = true;
        Until(() => _alarms.Said.Last() == "raise m17-link-down l");
        var view = _hub.Links.Single();
        Assert.False(view.IsUp);
        Assert.Contains("127.0.0.1", view.Problem!.En, StringComparison.Ordinal);

        _reflector.Faults.IsSilent = false;
        Until(() => _alarms.Said.Last() == "clear m17-link-down l");
        Assert.Equal(3, _alarms.Said.Count);
        Assert.Null(_hub.Links.Single().Problem);
    }

    [Fact]
    public async Task A_name_that_nobody_finds_is_said_and_keeps_nobody_waiting()
    {
        _plan.Change(link => link with { Host = "no-such-reflector.invalid" });
        await _hub.StartAsync(CancellationToken.None);
        Until(() => _alarms.Said.Contains("raise m17-link-down l") && _hub.Links.Single() is { Reflector: null, Problem: not null });
        Assert.Contains("no-such-reflector.invalid", _hub.Links.Single().Problem!.Vi, StringComparison.Ordinal);
        Assert.Equal(0, _reflector.Requests);
    }

    [Fact]
    public void Consoles_and_links_are_told_to_call_control_as_one()
    {
        var said = new List<string>();
        var here = new ListeningHere("core", letter => said.Add(letter.Message is ToIngress.Listening listening
            ? $"{listening.Node} {string.Join(',', listening.Talkgroups.Order())}" : letter.Message.GetType().Name));
        here.SetLinks([]);
        Assert.Empty(said);
        here.SetLinks([10]);
        here.Post(new Letter(Address.Ingress, new ToIngress.Listening("core", ImmutableHashSet.Create(11u))));
        here.SetLinks([10]);
        here.Post(new Letter(Address.Ingress, new ToIngress.Listening("core", [])));
        here.SetLinks([]);
        here.SetLinks([]);
        here.Post(new Letter(Address.Ingress, new ToIngress.SayAgain()));
        Assert.Equal(["core 10", "core 10,11", "core 10,11", "core 10", "core ", "SayAgain"], said);
    }

    private string[] Clients => [.. _reflector.Clients.Select(client => $"{client.Callsign} {client.Module}")];

    private static void Until(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, TimeSpan.FromSeconds(10)));
}
