using System.Net;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>The router on its thread, over real UDP on loopback.</summary>
[Collection(nameof(Alone))]
public sealed class VoiceRouterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public static TheoryData<bool> Sockets => [true, false];

    private static IDatagramSocket Bind(bool portable)
    {
        var local = new IPEndPoint(IPAddress.Loopback, 0);
        return portable ? PortableDatagramSocket.Bind(local, new DatagramSocketOptions()) : DatagramSocket.Bind(local);
    }

    private static PortDescription Describe(int port, IDatagramSocket peer) =>
        new(RouterRig.Repeater(port), PeerAddress.From(peer.Local), new ColorCode(1), ManyCalls: false);

    private static RouterCommand.Grant GrantTo(StreamId stream, int listeners, uint lease) =>
        new(stream, 0xABCD, new Route([.. Enumerable.Range(2, listeners).Select(port => new Destination(new PortId(port), Timeslot.One, lease))]));

    /// <summary>Takes what comes at a peer until there are so many, or nothing comes any more.</summary>
    private static List<byte[]> Hear(IDatagramSocket peer, int count)
    {
        List<byte[]> heard = [];
        while (heard.Count < count && peer.Receive(Soon) is var taken and > 0)
            for (int i = 0; i < taken; i++) heard.Add(peer.Received(i).ToArray());
        return heard;
    }

    [Theory, MemberData(nameof(Sockets))]
    public void Spurts_cross_the_wire_whole_and_in_order(bool portable)
    {
        using IDatagramSocket talkerSocket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using IDatagramSocket listener = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var host = new DecidingHost();
        IDatagramSocket socket = Bind(portable);
        var router = new PeerAddress(0, 0x0000_FFFF_7F00_0001, (ushort)socket.Local.Port);
        using var voice = new VoiceRouter(socket, host, TimeProvider.System, new RouterOptions());
        uint lease = 0;
        host.Decide = stream => voice.Post(GrantTo(stream, 1, ++lease));
        voice.Start();
        voice.Post(new RouterCommand.OpenPort(new PortId(1), Describe(1, talkerSocket)));
        voice.Post(new RouterCommand.OpenPort(new PortId(2), Describe(2, listener)));

        // The commands were posted, but the router may not have obeyed them yet: a ping's way to the host tells.
        do talkerSocket.Send(router, "RPTPING1234"u8);
        while (!host.Pinged.Wait(TimeSpan.FromMilliseconds(5)));

        var talker = new Talker { Repeater = RouterRig.Repeater(1) };
        for (uint round = 0; round < 3; round++)
        {
            talker.Stream++;
            talker.Sequence = 0;
            List<byte[]> spurt = talker.Spurt(4);
            foreach (byte[] datagram in spurt) talkerSocket.Queue(router, datagram.Length).Set(datagram);
            host.Ended.Reset();
            talkerSocket.Flush();
            Assert.True(host.Ended.Wait(Soon));

            // Sent in one go: what came before the grant waited, three bursts at most, and the rest of it was dropped.
            List<byte[]> heard = Hear(listener, 1);
            while (((DmrdBurst)(heard[^1][15] & 0x3F)) != DmrdBurst.Terminator) heard.AddRange(Hear(listener, 1));
            Transmission whole = Assert.Single(Transmission.Of(heard.Select(octets => SentBurst.Read(2, octets))));
            int dropped = (int)host.LastEnd.Dropped;
            Assert.Equal(spurt.Skip(dropped).Select(datagram => datagram[20..53]), whole.Bursts.Skip(dropped > 0 ? 1 : 0).Select(burst => burst.Payload));
        }

        Assert.NotNull(voice.LastHeard(new PortId(1)));
        Assert.Null(voice.LastHeard(new PortId(2)));
        // Once its thread has stopped, all is counted.
        voice.Dispose();
        RouterCounters counters = voice.Counters;
        Assert.Equal((78L, 0L), (counters.BurstsIn, counters.Faults));
        Assert.Equal(counters.BurstsForwarded + counters.HeadersRebuilt, counters.Socket.DatagramsOut);
    }

    [Fact]
    public void A_hundred_thousand_frames_allocate_nothing_on_the_routers_thread()
    {
        const int listeners = 10, bursts = 10_000;
        using IDatagramSocket talkerSocket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        IDatagramSocket[] peers = [.. Enumerable.Range(0, listeners).Select(_ => DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0)))];
        using var host = new DecidingHost();
        IDatagramSocket socket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var router = PeerAddress.From(socket.Local);
        using var voice = new VoiceRouter(socket, host, TimeProvider.System, new RouterOptions { VoiceInactivity = Soon });
        voice.Start();
        voice.Post(new RouterCommand.OpenPort(new PortId(1), Describe(1, talkerSocket)));
        for (int i = 0; i < listeners; i++) voice.Post(new RouterCommand.OpenPort(new PortId(i + 2), Describe(i + 2, peers[i])));
        do talkerSocket.Send(router, "RPTPING1234"u8);
        while (!host.Pinged.Wait(TimeSpan.FromMilliseconds(5)));

        var talker = new Talker { Repeater = RouterRig.Repeater(1) };
        for (uint round = 1; round <= 2; round++)
        {
            int count = round == 1 ? 1000 : bursts;
            talker.Stream++;
            talkerSocket.Send(router, talker.Header());
            Assert.True(host.Started.Wait(Soon));
            host.Started.Reset();
            voice.Post(GrantTo(host.LastStart.Stream, listeners, round));
            foreach (IDatagramSocket peer in peers) Assert.Single(Hear(peer, 1));
            long before = host.AllocatedAtLastWord;
            for (int sent = 0; sent < count; sent += 100)
            {
                for (int i = 0; i < 100; i++) talkerSocket.Queue(router, 55).Set(talker.Voice((sent + i) % 6));
                talkerSocket.Flush();
                foreach (IDatagramSocket peer in peers) Assert.Equal(100, Hear(peer, 100).Count);
            }

            host.Ended.Reset();
            talkerSocket.Send(router, talker.Terminator());
            Assert.True(host.Ended.Wait(Soon));
            foreach (IDatagramSocket peer in peers) Assert.Single(Hear(peer, 1));
            if (round == 2) Assert.Equal(0, host.AllocatedAtLastWord - before);
        }

        Assert.True(voice.Counters.BurstsForwarded >= listeners * (bursts + 1000));
        foreach (IDatagramSocket peer in peers) peer.Dispose();
    }

    [Fact]
    public void After_a_pause_of_its_thread_it_reads_what_waits_before_it_calls_anybody_silent()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only the Linux socket can tell that more may wait.");
        var time = new FakeTimeProvider();
        using IDatagramSocket talkerSocket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using IDatagramSocket listener = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using IDatagramSocket pauserSocket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var host = new DecidingHost();
        using var paused = new ManualResetEventSlim();
        using var goesOn = new ManualResetEventSlim();
        IDatagramSocket socket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var router = PeerAddress.From(socket.Local);
        using var voice = new VoiceRouter(socket, host, time, new RouterOptions());
        voice.Start();
        voice.Post(new RouterCommand.OpenPort(new PortId(1), Describe(1, talkerSocket)));
        voice.Post(new RouterCommand.OpenPort(new PortId(2), Describe(2, listener)));
        voice.Post(new RouterCommand.OpenPort(new PortId(3), Describe(3, pauserSocket)));
        do pauserSocket.Send(router, "RPTPING1234"u8);
        while (!host.Pinged.Wait(TimeSpan.FromMilliseconds(5)));
        host.Decide = stream => voice.Post(GrantTo(stream, 1, 1));
        var talker = new Talker { Repeater = RouterRig.Repeater(1) };
        talkerSocket.Send(router, talker.Header());
        Assert.Single(Hear(listener, 1));

        host.Decide = _ =>
        {
            paused.Set();
            goesOn.Wait(Soon);
        };
        pauserSocket.Send(router, new Talker { Repeater = RouterRig.Repeater(3) }.Header());
        Assert.True(paused.Wait(Soon));
        time.Advance(TimeSpan.FromMilliseconds(700));
        for (int i = 0; i < new DatagramSocketOptions().ReceiveBatch; i++) talkerSocket.Send(router, [1, 2, 3]);
        talkerSocket.Send(router, talker.Voice(0));
        talkerSocket.Send(router, talker.Terminator());
        goesOn.Set();

        List<byte[]> heard = Hear(listener, 2);
        Assert.Equal([DmrdBurst.VoiceA, DmrdBurst.Terminator], heard.Select(octets => (DmrdBurst)(octets[15] & 0x3F)));
        Assert.Equal((0L, 0L), (voice.Counters.TerminatorsRebuilt, voice.Counters.HeadersRebuilt));
    }

    [Fact]
    public void A_host_that_throws_ends_no_loop()
    {
        using IDatagramSocket peer = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var host = new DecidingHost { Throws = true };
        IDatagramSocket socket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var voice = new VoiceRouter(socket, host, TimeProvider.System, new RouterOptions());
        voice.Start();
        var router = PeerAddress.From(socket.Local);
        for (int i = 0; i < 5; i++)
        {
            host.Pinged.Reset();
            peer.Send(router, [1, 2, 3]);
            Assert.True(host.Pinged.Wait(Soon));
        }

        host.Throws = false;
        host.Pinged.Reset();
        peer.Send(router, [1, 2, 3]);
        Assert.True(host.Pinged.Wait(Soon));
        Assert.Equal(5, voice.Counters.Faults);
    }

    [Fact]
    public void It_stops_at_once_though_nothing_comes_and_a_grant_without_an_id_is_refused()
    {
        using var host = new DecidingHost();
        var voice = new VoiceRouter(DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0)), host, TimeProvider.System, new RouterOptions());
        voice.Start();
        Assert.Throws<ArgumentException>(() => voice.Post(new RouterCommand.Grant(new StreamId(1), 0, Route.None)));
        voice.Dispose();
        voice.Dispose();
        Assert.False(voice.Socket.Send(PeerAddress.FromV4(0x7F00_0001, 9), [1]));
    }
}
