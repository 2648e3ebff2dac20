using System.Net;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Tests.Ports.Sites;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Voice sessions between two nodes, without the link that carries their welcome.</summary>
public sealed class TierVoiceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly End _parent, _child;

    public TierVoiceTests() => (_parent, _child) = (new End(62040, _time), new End(62041, _time));

    public void Dispose()
    {
        _parent.Dispose();
        _child.Dispose();
    }

    [Fact]
    public void Both_ends_of_an_attachment_hear_each_other_under_ids_of_their_own()
    {
        var station = _child.Sessions.Open("c1").Session;
        var (upper, said, lower) = Attach();
        var (above, below) = (_parent.Links.Single(), _child.Links.Single());
        Assert.Equal((VoiceLinkEnd.Upper, VoiceLinkEnd.Lower), (above.End, below.End));
        Assert.Equal((said.UpwardLink, said.DownwardLink), (above.Id.Value, below.Id.Value));
        Assert.DoesNotContain(said.DownwardLink, new[] { station.UpwardLink, station.DownwardLink, 0u });
        Assert.Equal(PeerAddress.From(new IPEndPoint(IPAddress.Parse("10.0.0.7"), 62040)), below.Peer);
        Assert.True(Opens(below, above) && Opens(above, below));
        Assert.True(_parent.Ports.TryGetNeighbour("core-d", out var down) && down == upper.Port);
        Assert.True(_child.Ports.TryGetNeighbour("core", out var up) && up == lower.Port);
        Assert.All(_parent.Voice.Commands.Concat(_child.Voice.Commands).OfType<RouterCommand.OpenLink>(), open => Assert.True(open.Description.BetweenNodes && open.Description.ManyCalls));

        lower.Dispose();
        lower.Dispose();
        upper.Dispose();
        Assert.Equal(new RouterCommand.ClosePort(up), Assert.Single(_child.Voice.Commands.OfType<RouterCommand.ClosePort>()));
        Assert.Equal(new RouterCommand.ClosePort(down), Assert.Single(_parent.Voice.Commands.OfType<RouterCommand.ClosePort>()));
        Assert.False(_parent.Ports.TryGetNeighbour("core-d", out _) || _child.Ports.TryGetNeighbour("core", out _));
    }

    [Fact]
    public void Another_attachment_has_another_key_in_each_direction_and_the_one_before_is_closed()
    {
        var (first, before, firstLower) = Attach();
        var oldUp = Sealed(_child.Links.Single());
        firstLower.Dispose();
        var (second, after, _) = Attach();
        ByteString[] secrets = [before.UpwardKey, before.DownwardKey, before.UpwardSalt, before.DownwardSalt, after.UpwardKey, after.DownwardKey, after.UpwardSalt, after.DownwardSalt];
        Assert.Equal(8, secrets.Distinct().Count());
        Assert.NotEqual(before.UpwardLink, after.UpwardLink);
        Assert.NotEqual(before.DownwardLink, after.DownwardLink);
        Assert.Equal(SrtpVerdict.Forged, Open(_parent.Links[1], oldUp));

        // A packet of before that claims the new session's id.
        byte[] claimed = [.. oldUp];
        (claimed[^2], claimed[^1]) = ((byte)(after.UpwardLink >> 8), (byte)after.UpwardLink);
        Assert.Equal(SrtpVerdict.Forged, Open(_parent.Links[1], claimed));

        Assert.Equal(new RouterCommand.ClosePort(first.Port), Assert.Single(_parent.Voice.Commands.OfType<RouterCommand.ClosePort>()));
        first.Dispose();
        Assert.True(_parent.Ports.TryGetNeighbour("core-d", out var now) && now == second.Port);
    }

    [Fact]
    public void What_a_parent_gives_that_is_no_session_opens_nothing()
    {
        foreach (var spoil in new Action<VoiceSession>[]
        {
            said => said.DownwardLink++,
            said => said.UpwardLink = 70_000,
            said => said.UpwardKey = ByteString.CopyFrom(1, 2, 3),
            said => said.DownwardSalt = ByteString.Empty,
            said => said.Address = "nowhere",
            said => said.Address = ":70000",
            said => said.Address = "[2001:db8::1]:62040",
        })
        {
            var (_, said) = _parent.Tiers.OpenUpper("core-d", _child.Tiers.Offer());
            spoil(said!);
            Assert.Null(_child.Tiers.OpenLower("core", said, IPAddress.Loopback));
        }

        _child.Tiers.Offer();
        Assert.Null(_child.Tiers.OpenLower("core", null, IPAddress.Loopback));
        Assert.Empty(_child.Voice.Commands);

        // Nor does what was offered before the last offer.
        var (_, late) = _parent.Tiers.OpenUpper("core-d", _child.Tiers.Offer());
        _child.Tiers.Offer();
        Assert.Null(_child.Tiers.OpenLower("core", late, IPAddress.Loopback));
        foreach (var id in new[] { 0u, 65_536u })
        {
            Assert.Equal((null, null), _parent.Tiers.OpenUpper("core-e", id));
        }

        Assert.False(_parent.Ports.TryGetNeighbour("core-e", out _));
    }

    [Fact]
    public void A_silence_of_three_keep_alives_shows()
    {
        var (upper, _, _) = Attach();
        Assert.Null(upper.IsHeard);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(upper.IsHeard);
        var link = _parent.Links.Single();
        Assert.Equal(SrtpVerdict.Opened, link.Open(PeerAddress.FromV4(1, 1), Sealed(_child.Links.Single()), new byte[200], _time.GetTimestamp(), out _));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.True(upper.IsHeard);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(upper.IsHeard);

        var book = new HeardAlarms();
        var alarms = new TierAlarms(book, new FixedPlan());
        foreach (var comes in new[] { false, false, true, false })
        {
            alarms.Voice("core-d", comes);
            Assert.Equal(comes ? [] : ["node-voice-blocked core-d"], book.Words);
        }

        alarms.Planned(node => node != "core-d");
        Assert.Empty(book.Words);
    }

    [Fact]
    public void Ids_are_given_back()
    {
        for (var i = 0; i < 33_000; i++)
        {
            var (upper, _, lower) = Attach();
            upper.Dispose();
            lower.Dispose();
            _child.Tiers.Offer();
            _parent.Voice.Commands.Clear();
            _child.Voice.Commands.Clear();
        }
    }

    private static bool Opens(VoiceLink from, VoiceLink to) => Open(to, Sealed(from)) == SrtpVerdict.Opened;

    private static byte[] Sealed(VoiceLink link)
    {
        var datagram = new byte[VoiceLinkPacket.Longest];
        return datagram[..link.SealKeepAlive(datagram, 0)];
    }

    private static SrtpVerdict Open(VoiceLink link, byte[] datagram) => link.Open(PeerAddress.FromV4(1, 1), datagram, new byte[datagram.Length], 0, out _);

    private (TierVoiceSession Upper, VoiceSession Said, TierVoiceSession Lower) Attach()
    {
        var (upper, said) = _parent.Tiers.OpenUpper("core-d", _child.Tiers.Offer());
        return (upper!, said!, _child.Tiers.OpenLower("core", said, IPAddress.Parse("10.0.0.7"))!);
    }

    /// <summary>What a node has for voice, but for the router.</summary>
    private sealed class End : IDisposable
    {
        private readonly Switchboard _switchboard;

        public End(int port, TimeProvider time)
        {
            Tiers = new TierVoice(time, NullLogger<TierVoice>.Instance);
            var context = new RulesContext(new FixedPlan(), TimeProvider.System, new IdSource("n", 1), new CallTimers());
            _switchboard = new Switchboard(null!, new IngressTable(context), TimeProvider.System, NullLogger<Switchboard>.Instance);
            Ports = new PortBook(Voice, _switchboard);
            Sessions = new VoiceSessions(() => new IPEndPoint(IPAddress.Any, port), TimeProvider.System);
            Assert.Equal((0u, null), (Tiers.Offer(), Tiers.OpenUpper("early", 1).Said));
            Tiers.Begin(Ports, Sessions);
        }

        public RecordedVoicePath Voice { get; } = new();

        public PortBook Ports { get; }

        public VoiceSessions Sessions { get; }

        public TierVoice Tiers { get; }

        public List<VoiceLink> Links => [.. Voice.Commands.OfType<RouterCommand.OpenLink>().Select(open => open.Link)];

        public void Dispose() => _switchboard.Dispose();
    }

    private sealed class FixedPlan : IPlanView
    {
        public PlanIndex Current { get; } = new(new NetworkPlan("test"), 1);
    }
}
