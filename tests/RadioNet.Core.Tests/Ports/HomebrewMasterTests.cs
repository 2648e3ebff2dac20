using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Homebrew;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;
using RadioNet.Core.Tests.Ports.Tiers;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Tests.Ports;

public sealed partial class HomebrewMasterTests : IDisposable
{
    private static readonly PeerAddress Home = PeerAddress.FromV4(0x7F000001, 5001);
    private static readonly PeerAddress Elsewhere = PeerAddress.FromV4(0x7F000001, 5002);
    private static readonly RepeaterId Known = new(452001);
    private static readonly RepeaterId Unknown = new(999999);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-22T08:00:00Z", null));
    private readonly RecordedVoicePath _voice = new();
    private readonly ChangingPlan _plan = new(PlanWith("secret-1"));
    private readonly RecordedAlarms _alarms = new();
    private readonly Switchboard _switchboard;
    private readonly HomebrewMaster _master;
    private readonly LiveStreams _streams = new("core");
    private readonly TierSwitch _tiers;
    private readonly KeptPost _post = new();
    private readonly HeardLog<HomebrewMaster> _log = new();

    public HomebrewMasterTests()
    {
        var context = new RulesContext(_plan, _time, new IdSource("n", 1), new CallTimers());
        _switchboard = new Switchboard(new NoMachines(), new IngressTable(context), _time, NullLogger<Switchboard>.Instance);
        _tiers = new TierSwitch("core", context, NullLogger<TierSwitch>.Instance);
        _master = new HomebrewMaster(_plan, _time, _voice, new PortBook(_voice, _switchboard), new SessionAlarms(_alarms, _time), new SitesHere(_tiers, _streams), _log);
        _tiers.UserOf = _master.UserOf;
    }

    public void Dispose() => _switchboard.Dispose();

    [Fact]
    public void A_repeater_that_proves_its_secret_and_says_what_it_is_gets_a_port()
    {
        LogIn(Home, "secret-1");

        var opened = Assert.IsType<RouterCommand.OpenPort>(Assert.Single(_voice.Commands));
        Assert.Equal(Known, opened.Description.Repeater);
        Assert.Equal(Home, opened.Description.Peer);
        Assert.Single(_master.Sessions);
    }

    [Fact]
    public void A_ping_of_a_session_is_answered_with_a_pong_of_its_id()
    {
        LogIn(Home, "secret-1");

        Take(Home, Message(HomebrewKind.Ping, Known));

        Assert.Equal(Message(HomebrewKind.Pong, Known), Assert.Single(_voice.TakeSent()).Datagram);
    }

    [Fact]
    public void A_wrong_secret_is_refused_and_leaves_nothing_behind()
    {
        var nonce = Ask(Home, Known);

        Take(Home, Proof(Known, nonce, "secret-2"));

        Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
        Assert.Empty(_master.Sessions);
        Assert.Empty(_voice.Commands);
    }

    [Fact]
    public void The_word_for_a_secret_that_is_not_here_lets_nobody_in()
    {
        _plan.Current = new PlanIndex(PlanWith(PlanSecrets.Kept), 2);
        var nonce = Ask(Home, Known);

        Take(Home, Proof(Known, nonce, PlanSecrets.Kept));

        Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
        Assert.Empty(_master.Sessions);
    }

    [Fact]
    public void An_unknown_id_is_refused_in_ten_bytes()
    {
        Take(Home, Message(HomebrewKind.Login, Unknown));

        Assert.Equal(Message(HomebrewKind.Refusal, Unknown), Assert.Single(_voice.TakeSent()).Datagram);
    }

    [Fact]
    public void A_nonce_serves_only_the_address_that_asked_for_it()
    {
        var nonce = Ask(Home, Known);

        Take(Elsewhere, Proof(Known, nonce, "secret-1"));

        Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
        Assert.Empty(_master.Sessions);
    }

    [Fact]
    public void A_nonce_is_too_old_after_a_minute()
    {
        var nonce = Ask(Home, Known);
        _time.Advance(TimeSpan.FromSeconds(61));

        Take(Home, Proof(Known, nonce, "secret-1"));

        Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
    }

    [Fact]
    public void A_login_for_a_live_id_that_proves_nothing_changes_nothing()
    {
        LogIn(Home, "secret-1");
        _voice.Commands.Clear();

        var nonce = Ask(Elsewhere, Known);
        Take(Elsewhere, Proof(Known, nonce, "guess"));
        Take(Elsewhere, Message(HomebrewKind.Logout, Known));
        Take(Elsewhere, Message(HomebrewKind.Ping, Known));
        _voice.TakeSent();
        Take(Home, Message(HomebrewKind.Ping, Known));

        Assert.Empty(_voice.Commands);
        Assert.Equal((Home, HomebrewKind.Pong), Said(Assert.Single(_voice.TakeSent())));
    }

    [Fact]
    public void A_login_that_proves_the_secret_replaces_the_session_elsewhere()
    {
        LogIn(Home, "secret-1");
        LogIn(Elsewhere, "secret-1");
        _voice.TakeSent();

        Take(Home, Message(HomebrewKind.Ping, Known));
        Take(Elsewhere, Message(HomebrewKind.Ping, Known));

        Assert.Equal([(Home, HomebrewKind.Refusal), (Elsewhere, HomebrewKind.Pong)], _voice.TakeSent().Select(Said));
        Assert.Equal(2, _voice.Commands.OfType<RouterCommand.OpenPort>().Count());
        Assert.Single(_voice.Commands.OfType<RouterCommand.ClosePort>());
    }

    [Fact]
    public void Two_boxes_with_one_id_raise_an_alarm_after_the_third_change()
    {
        for (var i = 0; i < 3; i++)
        {
            LogIn(Home, "secret-1");
            LogIn(Elsewhere, "secret-1");
        }

        Assert.Equal(AlarmKind.TwoBoxesOneId, Assert.Single(_alarms.Raised).Kind);
    }

    [Fact]
    public void A_session_ends_after_65_s_of_silence_and_voice_counts_as_life()
    {
        LogIn(Home, "secret-1");
        var port = _voice.Commands.OfType<RouterCommand.OpenPort>().Single().Port;
        _time.Advance(TimeSpan.FromSeconds(60));
        _voice.Heard[port] = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(60));
        _master.Expire();
        Assert.Single(_master.Sessions);

        _time.Advance(TimeSpan.FromSeconds(6));
        _master.Expire();

        Assert.Empty(_master.Sessions);
        Assert.Single(_voice.Commands.OfType<RouterCommand.ClosePort>());
    }

    [Fact]
    public void Another_secret_in_the_plan_ends_the_session()
    {
        LogIn(Home, "secret-1");
        _voice.TakeSent();

        _plan.Current = new PlanIndex(PlanWith("secret-9"), 2);
        _master.ObeyPlan();

        Assert.Empty(_master.Sessions);
        Assert.Equal((Home, HomebrewKind.Refusal), Said(Assert.Single(_voice.TakeSent())));
    }

    [Fact]
    public void Strangers_get_few_replies_none_longer_than_ten_bytes_and_one_a_request()
    {
        for (var i = 0; i < 1000; i++)
        {
            Take(Elsewhere, Message(HomebrewKind.Login, Known));
            Take(Elsewhere, Message(HomebrewKind.Ping, Known));
            Take(Elsewhere, Message(HomebrewKind.Login, Unknown));
        }

        var sent = _voice.TakeSent();
        Assert.InRange(sent.Count, 1, 8);
        Assert.All(sent, reply => Assert.True(reply.Datagram.Length <= 10));
        Assert.True(_master.Counters.Silenced > 2900);
    }

    [Fact]
    public void Options_narrow_what_the_repeater_gets()
    {
        LogIn(Home, "secret-1");

        var options = new byte[OptionsMessage.LongestLength];
        var length = OptionsMessage.Write(options, Known, "TS1=1001;TS2=77"u8);
        Take(Home, options[..length]);

        var shape = _master.Sessions.Single().Port!.Shape;
        Assert.True(shape.Wants(new TalkgroupId(1001), Timeslot.One));
        Assert.False(shape.Wants(new TalkgroupId(1002), Timeslot.One));
        Assert.False(shape.Wants(new TalkgroupId(77), Timeslot.Two));
    }

    [Fact]
    public void A_repeater_is_served_above_while_its_sites_node_is_gone_and_goes_there_when_its_talker_has_finished()
    {
        _plan.Current = new PlanIndex(PlanBelow(), 2);
        _tiers.Start(_switchboard, _post, () => { });
        LogIn(Home, "secret-1");
        _streams.Begin(new HeardStream
        {
            Ingress = new IngressId(1, "core"),
            Repeater = Known,
            Slot = Timeslot.One,
            TargetKind = AddressKind.Group,
            Source = new RadioId(1),
            Target = 1001,
            HeardAt = _time.GetUtcNow(),
        });
        Hear(_lowIsBelow);
        _master.Expire();
        Assert.Single(_master.Sessions);

        _streams.End(new IngressId(1, "core"));
        _master.Expire();
        Assert.Empty(_master.Sessions);
        Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
        _tiers.LinkDown("low");
        Hear();
        LogIn(Home, "secret-1");
    }

    private void LogIn(PeerAddress from, string secret)
    {
        var nonce = Ask(from, Known);
        Take(from, Proof(Known, nonce, secret));
        Assert.Equal(HomebrewKind.Acknowledgement, Said(Assert.Single(_voice.TakeSent())).Kind);
        Configure(from);
    }

    private void Configure(PeerAddress from)
    {
        var configuration = new byte[RepeaterConfiguration.Length];
        new RepeaterConfiguration { Repeater = Known, Callsign = "XV0BMT", Slots = RepeaterSlots.Both }.Write(configuration);
        Take(from, configuration);
        Assert.Equal(HomebrewKind.Acknowledgement, Said(Assert.Single(_voice.TakeSent())).Kind);
    }

    private LoginNonce Ask(PeerAddress from, RepeaterId repeater)
    {
        Take(from, Message(HomebrewKind.Login, repeater));
        Assert.True(SessionMessage.TryRead(Assert.Single(_voice.TakeSent()).Datagram, out var challenge));
        Assert.Equal(HomebrewKind.Acknowledgement, challenge.Kind);
        return challenge.Nonce;
    }

    private void Take(PeerAddress from, byte[] datagram) => _master.Take(from, datagram);

    private static (PeerAddress To, HomebrewKind Kind) Said((PeerAddress To, byte[] Datagram) sent) =>
        (sent.To, HomebrewMessage.Classify(sent.Datagram));

    private static byte[] Message(HomebrewKind kind, RepeaterId repeater)
    {
        var datagram = new byte[SessionMessage.LongestLength];
        return datagram[..SessionMessage.Of(kind, repeater).Write(datagram)];
    }

    private static byte[] Proof(RepeaterId repeater, LoginNonce nonce, string secret)
    {
        var datagram = new byte[LoginProof.Length];
        LoginProof.Write(datagram, repeater, nonce, Encoding.UTF8.GetBytes(secret));
        return datagram;
    }

    private static NetworkPlan PlanWith(string secret) => NetworkPlan.Empty with
    {
        Sites = [new Site("hill", "root") { Repeaters = [new Repeater(Known, secret)] }],
        Talkgroups = [new Talkgroup(new TalkgroupId(1001), "root"), new Talkgroup(new TalkgroupId(1002), "root")],
    };

    /// <summary>The same with a node below the root's, whose site the hill is.</summary>
    private static NetworkPlan PlanBelow()
    {
        var plan = PlanWith("secret-1");
        return plan with
        {
            Places = [.. plan.Places, new Place("below", 2, plan.Places[0].Id, LocalizedText.Same("below"))],
            Nodes = [new NodePlan("core", plan.Places[0].Id), new NodePlan("low", "below")],
            Sites = [plan.Sites[0] with { At = "below" }],
        };
    }

    private sealed class KeptPost : ITierPost
    {
        public List<TierMessage> Sent { get; } = [];

        public void Send(string neighbour, TierMessage message) => Sent.Add(message);
    }

    private sealed class ChangingPlan(NetworkPlan plan) : IPlanView
    {
        public PlanIndex Current { get; set; } = new(plan, 1);
    }

    private sealed class NoMachines : IMachineHost
    {
        public ValueTask<Answer> Handle(CallControl.Messages.Address machine, Batch batch) => new(new Answer([], true));
    }

    private sealed class RecordedAlarms : IAlarmBook
    {
        public List<(string Kind, string Subject)> Raised { get; } = [];

        public IReadOnlyList<AlarmRecord> Open => [];

        public Task<bool> RaiseAsync(string kind, string subject, LocalizedText text)
        {
            Raised.Add((kind, subject));
            return Task.FromResult(true);
        }

        public Task<AlarmRecord?> AcknowledgeAsync(long id, string who) => Task.FromResult<AlarmRecord?>(null);

        public Task<AlarmRecord?> ClearAsync(long id, string who) => Task.FromResult<AlarmRecord?>(null);

        public Task ClearAsync(string kind, string subject, string who) => Task.CompletedTask;

        public IReadOnlyList<AlarmRecord> List(long before, int limit) => [];
    }
}
