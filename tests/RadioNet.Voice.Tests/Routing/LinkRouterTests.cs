using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>The router on its threads with base stations and repeaters over real UDP on loopback.</summary>
[Collection(nameof(Alone))]
public sealed class LinkRouterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public static TheoryData<bool> Sockets => [true, false];

    private static IDatagramSocket Bind(bool portable = false)
    {
        var local = new IPEndPoint(IPAddress.Loopback, 0);
        return portable ? PortableDatagramSocket.Bind(local, new DatagramSocketOptions()) : DatagramSocket.Bind(local);
    }

    private static VoiceRouter Start(DecidingHost host, TimeProvider time, bool portable = false)
    {
        var voice = new VoiceRouter(Bind(portable), host, time, new RouterOptions { VoiceInactivity = time is FakeTimeProvider ? TimeSpan.FromMilliseconds(500) : Soon }, Bind(portable));
        voice.Start();
        return voice;
    }

    private static void OpenRepeater(VoiceRouter voice, int port, IDatagramSocket peer) =>
        voice.Post(new RouterCommand.OpenPort(new PortId(port), new PortDescription(RouterRig.Repeater(port), PeerAddress.From(peer.Local), new ColorCode(1), ManyCalls: false)));

    /// <summary>A base station on a link that is open. Its clock stands still: it sends one keep-alive, however long the answer takes.</summary>
    private static VoiceLinkClient OpenStation(VoiceRouter voice, FarEnd far, IVoiceLinkListener listener, bool portable = false)
    {
        voice.Post(new RouterCommand.OpenLink(new PortId(far.Number), far.Near, new LinkPortDescription(new ColorCode(1), ManyCalls: false)));
        // Commands are obeyed in their order, and one for a stream that never was is counted.
        long ignored = voice.Counters.CommandsIgnored;
        voice.Post(new RouterCommand.Stop(default));
        Assert.True(SpinWait.SpinUntil(() => voice.Counters.CommandsIgnored > ignored, Soon));
        var station = new VoiceLinkClient(far.Link, Bind(portable), listener, new FakeTimeProvider());
        station.Start();
        Assert.True(SpinWait.SpinUntil(() => far.Near.Peer is not null && far.Link.LastHeard is not null, Soon));
        return station;
    }

    private static FarEnd Far(int number, VoiceRouter voice, TimeProvider? time = null) => new(number, time ?? TimeProvider.System, PeerAddress.From(voice.VoiceLocal!));

    private static void Say(VoiceLinkClient station, LinkSpurt spurt, byte[] dmrd) =>
        Assert.True(station.Send(spurt, FarEnd.Describe(dmrd), dmrd.AsSpan(20, 33)));

    private static List<byte[]> Hear(IDatagramSocket peer, Func<List<byte[]>, bool> enough)
    {
        List<byte[]> heard = [];
        while (!enough(heard) && peer.Receive(Soon) is var taken and > 0)
            for (int i = 0; i < taken; i++) heard.Add(peer.Received(i).ToArray());
        return heard;
    }

    private static bool IsWhole(List<byte[]> heard) => heard.Count > 0 && (heard[^1][15] & 0x3F) == (int)DmrdBurst.Terminator;

    [Theory, MemberData(nameof(Sockets))]
    public void Spurts_cross_between_a_base_station_and_a_repeater_and_another_base_station(bool portable)
    {
        using var host = new DecidingHost();
        using VoiceRouter voice = Start(host, TimeProvider.System, portable);
        using IDatagramSocket repeater = Bind();
        OpenRepeater(voice, 3, repeater);
        FarEnd first = Far(1, voice), second = Far(2, voice);
        using HearingListener firstEar = new(first), secondEar = new(second);
        using VoiceLinkClient firstStation = OpenStation(voice, first, firstEar, portable), secondStation = OpenStation(voice, second, secondEar, portable);
        uint lease = 0;
        host.Decide = stream => voice.Post(new RouterCommand.Grant(stream, 9, new Route([.. new[] { 1, 2, 3 }.Select(port => new Destination(new PortId(port), Timeslot.One, ++lease))])));

        for (int round = 0; round < 3; round++)
        {
            List<byte[]> spurt = new Talker { Repeater = default, Source = new RadioId(100u + (uint)round) }.Spurt(4);
            var spoken = new LinkSpurt();
            foreach (byte[] dmrd in spurt) Say(firstStation, spoken, dmrd);
            List<byte[]> heard = Hear(repeater, IsWhole);
            Assert.Equal(spurt.Select(dmrd => dmrd[20..53]), Assert.Single(Transmission.Of(heard.Select(octets => SentBurst.Read(3, octets)))).Bursts.Select(burst => burst.Payload));
            for (int i = 0; i < spurt.Count; i++) Assert.True(secondEar.Bursts.Wait(Soon));
            Assert.Equal(spurt.Select(dmrd => dmrd[20..53]), Transmission.Of(secondEar.Heard)[^1].Bursts.Select(burst => burst.Payload));
        }

        List<byte[]> back = new Talker { Repeater = RouterRig.Repeater(3) }.Spurt(2);
        foreach (byte[] dmrd in back) repeater.Send(PeerAddress.From(voice.Socket.Local), dmrd);
        for (int i = 0; i < back.Count; i++) Assert.True(firstEar.Bursts.Wait(Soon));
        Assert.Equal(back.Select(dmrd => dmrd[20..53]), Assert.Single(Transmission.Of(firstEar.Heard)).Bursts.Select(burst => burst.Payload));

        voice.Dispose();
        RouterCounters counters = voice.Counters;
        Assert.Equal((0L, 0L, 0L, 0L), (counters.Faults, counters.LinksUnknown, counters.LinksNoRoom, counters.LinksUnreachable));
        Assert.Equal((79L, 0L, 0L), (first.Near.Counters.Incoming.Received, first.Near.Counters.Incoming.Lost, first.Near.Counters.Incoming.Refused));
        // Three spurts to the second, one to both, and an answer to each one's keep-alive.
        Assert.Equal((3 * 26) + (2 * 14) + 2, counters.VoiceSocket.DatagramsOut);
    }

    [Fact]
    public void A_hundred_thousand_frames_allocate_nothing_on_either_thread_of_the_router()
    {
        const int stations = 5, repeaters = 5, bursts = 10_000, batch = 100;
        using var host = new DecidingHost();
        using VoiceRouter voice = Start(host, TimeProvider.System);
        var router = PeerAddress.From(voice.VoiceLocal!);
        IDatagramSocket[] peers = [.. Enumerable.Range(0, stations + repeaters).Select(_ => Bind())];
        FarEnd talking = Far(1, voice);
        voice.Post(new RouterCommand.OpenLink(new PortId(1), talking.Near, new LinkPortDescription(new ColorCode(1), ManyCalls: false)));
        for (int i = 0; i < peers.Length; i++)
        {
            FarEnd far = Far(i + 2, voice);
            if (i >= stations)
            {
                OpenRepeater(voice, i + 2, peers[i]);
                continue;
            }

            voice.Post(new RouterCommand.OpenLink(new PortId(i + 2), far.Near, new LinkPortDescription(new ColorCode(1), ManyCalls: false)));
            // The command was posted, but the link may not be open yet.
            do peers[i].Send(router, far.KeepAlive());
            while (peers[i].Receive(TimeSpan.FromMilliseconds(20)) == 0);
        }

        using IDatagramSocket station = Bind();
        var talker = new Talker { Repeater = default };
        long threads = 0;
        for (uint round = 1; round <= 2; round++)
        {
            int count = round == 1 ? 1000 : bursts;
            var spurt = new LinkSpurt();
            station.Send(router, talking.Seal(spurt, talker.Header()));
            Assert.True(host.Started.Wait(Soon));
            host.Started.Reset();
            voice.Post(new RouterCommand.Grant(host.LastStart.Stream, 5, new Route([.. Enumerable.Range(2, peers.Length).Select(port => new Destination(new PortId(port), Timeslot.One, round))])));
            foreach (IDatagramSocket peer in peers) HearVoice(peer, 1);
            (long before, threads) = (host.AllocatedAtLastWord, voice.Counters.LinksAllocatedBytes);
            for (int sent = 0; sent < count; sent += batch)
            {
                for (int i = 0; i < batch; i++)
                {
                    byte[] datagram = talking.Seal(spurt, talker.Voice((sent + i) % 6));
                    station.Queue(router, datagram.Length).Set(datagram);
                }

                station.Flush();
                foreach (IDatagramSocket peer in peers) HearVoice(peer, batch);
            }

            host.Ended.Reset();
            station.Send(router, talking.Seal(spurt, talker.Terminator()));
            Assert.True(host.Ended.Wait(Soon));
            foreach (IDatagramSocket peer in peers) HearVoice(peer, 1);
            if (round == 2) Assert.Equal((0L, 0L), (host.AllocatedAtLastWord - before, voice.Counters.LinksAllocatedBytes - threads));
        }

        Assert.Equal((stations + repeaters) * (bursts + 1000 + 4L), voice.Counters.BurstsForwarded);
        Assert.Equal(0, voice.Counters.Faults);
        foreach (IDatagramSocket peer in peers) peer.Dispose();

        static void HearVoice(IDatagramSocket peer, int count)
        {
            const int longestKeepAlive = 30;
            int heard = 0;
            while (heard < count)
            {
                int taken = peer.Receive(Soon);
                Assert.True(taken > 0, "Nothing came.");
                for (int i = 0; i < taken; i++) heard += peer.Received(i).Length > longestKeepAlive ? 1 : 0;
            }

            Assert.Equal(count, heard);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Over_a_bad_way_what_arrives_is_in_order_whole_and_counted(int seed)
    {
        using var host = new DecidingHost();
        using VoiceRouter voice = Start(host, TimeProvider.System);
        using IDatagramSocket repeater = Bind();
        OpenRepeater(voice, 3, repeater);
        using var proxy = new LossyProxy(voice.VoiceLocal!, seed);
        var far = new FarEnd(1, TimeProvider.System, PeerAddress.From(proxy.Local));
        using var ear = new HearingListener(far);
        using VoiceLinkClient station = OpenStation(voice, far, ear);
        host.Decide = stream => voice.Post(new RouterCommand.Grant(stream, 9, new Route([new Destination(new PortId(3), Timeslot.One, 1)])));

        List<byte[]> spurt = new Talker { Repeater = default }.Spurt(50);
        var spoken = new LinkSpurt();
        for (int sent = 0; sent < spurt.Count; sent++)
        {
            Say(station, spoken, spurt[sent]);
            // The proxy's receive buffer is a small one.
            if (sent % 50 == 0 || sent == spurt.Count - 1) Assert.True(SpinWait.SpinUntil(() => proxy.Taken == sent + 1, Soon));
        }

        List<byte[]> forwarded = proxy.Forwarded;
        Model expected = Model.Of(forwarded, spurt.Count - 1);
        Assert.True(SpinWait.SpinUntil(() => far.Near.Counters.Incoming is var counted && counted.Received + counted.Refused == forwarded.Count + 1, Soon));
        SrtpCounters counters = far.Near.Counters.Incoming;
        Assert.Equal((expected.Taken.Count + 1L, expected.Lost, expected.Reordered, expected.Replayed, expected.Late), (counters.Received, counters.Lost, counters.Reordered, counters.Replayed, counters.Late));
        Assert.True(counters.Lost > 0 && counters.Reordered > 0 && counters.Replayed > 0, "The way was bad.");

        // Each burst that was the newest when it came was sent on, and no other.
        List<byte[]> wanted = [.. expected.InOrder.Select(sequence => spurt[sequence][20..53])];
        List<byte[]> heard = Hear(repeater, heard => heard.Count >= wanted.Count);
        Assert.Equal(wanted, heard.Select(datagram => datagram[20..53]));
        Assert.Equal(0, voice.Counters.Faults);
    }

    [Fact]
    public void After_a_pause_the_thread_of_the_links_gets_a_moment_before_anybody_is_called_silent()
    {
        var time = new FakeTimeProvider();
        using var host = new DecidingHost();
        using VoiceRouter voice = Start(host, time);
        FarEnd far = Far(1, voice);
        using var ear = new HearingListener(far);
        using VoiceLinkClient station = OpenStation(voice, far, ear);
        Say(station, new LinkSpurt(), new Talker { Repeater = default }.Header());
        Assert.True(host.Started.Wait(Soon));
        time.Advance(TimeSpan.FromMilliseconds(700));
        Assert.False(host.Ended.Wait(TimeSpan.FromMilliseconds(200)));
        time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.True(host.Ended.Wait(Soon));
        Assert.Equal(StreamEnd.Inactive, host.LastEnd.End);
    }

    [Fact]
    public void A_listener_that_throws_ends_no_loop_and_a_client_stops_at_once()
    {
        using var host = new DecidingHost();
        using VoiceRouter voice = Start(host, TimeProvider.System);
        using IDatagramSocket repeater = Bind();
        OpenRepeater(voice, 3, repeater);
        FarEnd far = Far(1, voice);
        using var ear = new HearingListener(far) { Throws = true };
        VoiceLinkClient station = OpenStation(voice, far, ear);
        host.Decide = stream => voice.Post(new RouterCommand.Grant(stream, 9, new Route([new Destination(new PortId(1), Timeslot.One, 1)])));
        var talker = new Talker { Repeater = RouterRig.Repeater(3) };
        var router = PeerAddress.From(voice.Socket.Local);
        repeater.Send(router, talker.Header());
        Assert.True(SpinWait.SpinUntil(() => station.Faults == 1, Soon));
        ear.Throws = false;
        repeater.Send(router, talker.Voice(0));
        Assert.True(ear.Bursts.Wait(Soon));
        Assert.Equal((3L, 1L), (station.Counters.Incoming.Received, station.Faults));
        station.Dispose();
        station.Dispose();
        byte[] dmrd = talker.Voice(1);
        Assert.False(station.Send(new LinkSpurt(), FarEnd.Describe(dmrd), dmrd.AsSpan(20, 33)));
        Assert.Throws<ArgumentException>(() => new VoiceLinkClient(far.Near, repeater, ear, TimeProvider.System));
    }

    [Fact]
    public async Task Whether_a_spurt_may_go_on_is_known_while_another_packet_is_being_sent()
    {
        var far = new FarEnd(1, TimeProvider.System, RouterRig.Address(1));
        using var socket = new HeldSocket();
        using var ear = new HearingListener(far);
        using var station = new VoiceLinkClient(far.Link, socket, ear, TimeProvider.System);
        byte[] dmrd = new Talker { Repeater = default }.Header();
        var spurt = new LinkSpurt();
        Say(station, spurt, dmrd);
        socket.Hold.Reset();
        Task sending = Task.Run(() => Say(station, new LinkSpurt(), dmrd), TestContext.Current.CancellationToken);
        Assert.True(socket.IsHeld.Wait(Soon));
        Task<bool> asked = Task.Run(() => station.MayContinue(spurt), TestContext.Current.CancellationToken);
        bool answered = SpinWait.SpinUntil(() => asked.IsCompleted, Soon);
        socket.Hold.Set();
        await sending;
        Assert.True(await asked && answered);
    }

    [Fact]
    public void A_router_without_a_voice_socket_refuses_links()
    {
        using var host = new DecidingHost();
        using var voice = new VoiceRouter(Bind(), host, TimeProvider.System, new RouterOptions());
        var far = new FarEnd(1, TimeProvider.System);
        Assert.Throws<ArgumentException>(() => voice.Post(new RouterCommand.OpenLink(new PortId(1), far.Near, new LinkPortDescription(null, false))));
        Assert.Null(voice.VoiceLocal);
    }

    /// <summary>What the link's text says becomes of one spurt's datagrams, in the order in which they came.</summary>
    private sealed record Model(HashSet<int> Taken, List<int> InOrder, long Lost, long Reordered, long Replayed, long Late)
    {
        public static Model Of(List<byte[]> datagrams, int lastOfAll)
        {
            var model = new Model([], [], 0, 0, 0, 0);
            int newest = -1;
            bool ended = false;
            foreach (byte[] datagram in datagrams)
            {
                int sequence = Sequence(datagram);
                if (model.Taken.Contains(sequence))
                {
                    model = model with { Replayed = model.Replayed + 1 };
                    continue;
                }

                if (ended)
                {
                    model = model with { Late = model.Late + 1 };
                    continue;
                }

                model.Taken.Add(sequence);
                if (sequence > newest) model.InOrder.Add(newest = sequence);
                else model = model with { Reordered = model.Reordered + 1 };
                ended = sequence == lastOfAll;
            }

            return model with { Lost = newest + 1 - model.Taken.Count };
        }

        private static int Sequence(byte[] datagram) => BinaryPrimitives.ReadUInt16BigEndian(datagram.AsSpan(2));
    }
}
