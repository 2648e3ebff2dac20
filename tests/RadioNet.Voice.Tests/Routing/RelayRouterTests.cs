using System.Net;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>Three routers in a row over real UDP on loopback, as nodes at the top, below it, and below that, each with a repeater.</summary>
[Collection(nameof(Alone))]
public sealed class RelayRouterTests : IDisposable
{
    private const int Above = 1, Below = 2, AtRepeater = 3;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly Stop[] _stops = [new(), new(), new()];
    private readonly VoiceLink[] _links;
    private LossyProxy? _proxy;
    private uint _lease;

    public RelayRouterTests() => _links = new VoiceLink[4];

    public void Dispose()
    {
        foreach (Stop stop in _stops) stop.Dispose();
        _proxy?.Dispose();
    }

    private static PeerAddress AddressOf(IPEndPoint local) => PeerAddress.From(local);

    /// <summary>Joins two neighbours by a session, and waits until both ends have heard each other.</summary>
    private void Join(int upper, int place, IPEndPoint? way = null)
    {
        LinkDirection up = new(new VoiceLinkId((ushort)(10 + place)), SrtpMasterKey.Draw()), down = new(new VoiceLinkId((ushort)(20 + place)), SrtpMasterKey.Draw());
        VoiceLink above = VoiceLink.Upper(down, up, TimeProvider.System);
        VoiceLink below = VoiceLink.Lower(up, down, AddressOf(way ?? _stops[upper].Router.VoiceLocal!), TimeProvider.System);
        (_links[place], _links[place + 1]) = (above, below);
        _stops[upper].Router.Post(new RouterCommand.OpenLink(new PortId(Below), above, LinkPortDescription.Nodes));
        // Commands are obeyed in their order, and one for a stream that never was is counted.
        long ignored = _stops[upper].Router.Counters.CommandsIgnored;
        _stops[upper].Router.Post(new RouterCommand.Stop(default));
        Assert.True(SpinWait.SpinUntil(() => _stops[upper].Router.Counters.CommandsIgnored > ignored, Soon));
        _stops[upper + 1].Router.Post(new RouterCommand.OpenLink(new PortId(Above), below, LinkPortDescription.Nodes));
        Assert.True(SpinWait.SpinUntil(() => above.Peer is not null && below.LastHeard is not null, Soon));
    }

    private Destination To(int port) => new(new PortId(port), Timeslot.One, port == AtRepeater ? ++_lease : 0);

    /// <summary>A spurt at one end's repeater, granted there and relayed at the other two, in whichever order voice and orders meet.</summary>
    private List<byte[]> Say(int from, ulong spurt, int superframes)
    {
        List<byte[]> spoken = new Talker { Repeater = RouterRig.Repeater(3), Source = new RadioId((uint)spurt) }.Spurt(superframes);
        int onward = from == 0 ? Below : Above;
        int back = from == 0 ? Above : Below;
        int far = from == 0 ? 2 : 0;
        Stop talker = _stops[from];
        talker.Host.Decide = stream => talker.Router.Post(new RouterCommand.Grant(stream, (uint)spurt, new Route([To(onward)])) { Call = 7, Spurt = spurt });
        talker.Repeater.Send(AddressOf(talker.Router.Socket.Local), spoken[0]);
        _stops[1].Router.Post(new RouterCommand.Relay(7, spurt, (uint)spurt, new PortId(back), new Route([To(onward), To(AtRepeater)])));
        _stops[far].Router.Post(new RouterCommand.Relay(7, spurt, (uint)spurt, new PortId(back), new Route([To(AtRepeater)])));
        for (int i = 1; i < spoken.Count; i++)
        {
            talker.Repeater.Send(AddressOf(talker.Router.Socket.Local), spoken[i]);
            // Real voice is spread over time; a burst of all would only test socket buffers.
            if (i % 10 == 0) Thread.Sleep(5);
        }

        return spoken;
    }

    [Fact]
    public void A_spurt_crosses_three_nodes_each_way_octet_for_octet()
    {
        Join(0, 0);
        Join(1, 2);
        foreach ((int from, ulong spurt) in new[] { (0, 1ul), (2, 2ul), (0, 3ul) })
        {
            List<byte[]> spoken = Say(from, spurt, superframes: 8);
            foreach (Stop stop in _stops.Where(stop => stop != _stops[from]))
            {
                List<SentBurst> heard = [.. stop.Hear(spoken.Count).Select(octets => SentBurst.Read(3, octets))];
                Assert.Equal(spoken.Select(dmrd => dmrd[20..53]), Assert.Single(Transmission.Of(heard)).Bursts.Select(burst => burst.Payload));
                Assert.All(heard, burst => Assert.Equal((uint)spurt, burst.Stream));
            }
        }

        foreach (Stop stop in _stops)
        {
            stop.Router.Dispose();
            RouterCounters counters = stop.Router.Counters;
            Assert.Equal((0L, 0L, 0L, 0L), (counters.Faults, counters.LinksUnknown, counters.LinksUnreachable, counters.RelaysUnordered));
            Assert.True(counters.AddedRelayed is { Count: 50 or 100 or 150, Median.Ticks: > 0 }, counters.AddedRelayed.ToString());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Over_a_bad_link_in_the_middle_the_rest_arrives_in_order_and_whole(int seed)
    {
        Join(0, 0);
        _proxy = new LossyProxy(_stops[1].Router.VoiceLocal!, seed);
        Join(1, 2, _proxy.Local);
        List<byte[]> spoken = Say(2, 1, superframes: 30);
        foreach (Stop stop in _stops.Take(2))
        {
            List<byte[]> heard = stop.Hear(int.MaxValue);
            Transmission whole = Assert.Single(Transmission.Of(heard.Select(octets => SentBurst.Read(3, octets))));
            List<byte[]> said = [.. spoken.Select(dmrd => dmrd[20..53])];
            int[] places = [.. whole.Voice.Select(payload => said.FindIndex(each => each.SequenceEqual(payload)))];
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order().Distinct(), places);
            Assert.InRange(places.Length, 120, 180);
        }

        Assert.True(_links[2].Counters.Incoming is { Lost: > 0, Reordered: > 0 }, "The way was bad.");
    }

    /// <summary>One node's router with its repeater.</summary>
    private sealed class Stop : IDisposable
    {
        public Stop()
        {
            Router = new VoiceRouter(Bind(), Host, TimeProvider.System, new RouterOptions(), Bind());
            Router.Start();
            Router.Post(new RouterCommand.OpenPort(new PortId(AtRepeater), new PortDescription(RouterRig.Repeater(3), AddressOf(Repeater.Local), new ColorCode(1), ManyCalls: false)));
        }

        public DecidingHost Host { get; } = new();

        public VoiceRouter Router { get; }

        public IDatagramSocket Repeater { get; } = Bind();

        /// <summary>So many bursts, or all to the terminator.</summary>
        public List<byte[]> Hear(int count)
        {
            List<byte[]> heard = [];
            while (heard.Count < count && (heard.Count == 0 || (heard[^1][15] & 0x3F) != (int)DmrdBurst.Terminator))
            {
                int taken = Repeater.Receive(Soon);
                Assert.True(taken > 0, $"Nothing came after {heard.Count} bursts.");
                for (int i = 0; i < taken; i++) heard.Add(Repeater.Received(i).ToArray());
            }

            return heard;
        }

        public void Dispose()
        {
            Router.Dispose();
            Repeater.Dispose();
            Host.Dispose();
        }

        private static IDatagramSocket Bind() => DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }
}
