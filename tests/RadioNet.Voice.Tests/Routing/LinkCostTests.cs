using System.Diagnostics;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>What a burst costs that comes over a voice link, or goes over some: no allocation, and a microsecond or two a sealing.</summary>
[Collection(nameof(Alone))]
public sealed class LinkCostTests(ITestOutputHelper output) : IDisposable
{
    private const int Superframes = 16;

    private readonly NullSocket _socket = new();
    private readonly NullSocket _voiceSocket = new();
    private readonly CountingHost _host = new();
    private readonly byte[] _room = new byte[IDatagramSocket.LongestReceived];
    private readonly LinkRing _ring = new(64);

    public void Dispose()
    {
        _socket.Dispose();
        _voiceSocket.Dispose();
    }

    /// <summary>From a link and from a repeater, by turns, to a repeater and some links: opening, routing and sealing on one thread.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void A_hundred_thousand_warm_frames_and_whole_spurts_allocate_nothing(int links)
    {
        var core = new RouterCore(new RouterOptions(), TimeProvider.System, _socket, _host, _voiceSocket);
        FarEnd[] far = [.. Enumerable.Range(1, links + 1).Select(number => new FarEnd(number, TimeProvider.System))];
        foreach (FarEnd each in far)
        {
            core.Obey(new RouterCommand.OpenLink(new PortId(each.Number), each.Near, new LinkPortDescription(new ColorCode(1), ManyCalls: false)), 1);
            Assert.Equal(SrtpVerdict.Opened, each.Near.Open(each.Address, each.KeepAlive(), _room, 1, out _));
        }

        // The port that the receiving thread would know for the first link.
        var port = new RouterPort(new PortId(1), far[0].Near, new LinkPortDescription(new ColorCode(1), ManyCalls: false));

        foreach (int number in new[] { 1001, 1002 }) core.Obey(new RouterCommand.OpenPort(new PortId(number), new PortDescription(RouterRig.Repeater(number), RouterRig.Address(number), new ColorCode(1), ManyCalls: false)), 1);
        int burstsOfSpurt = (Superframes * 6) + 2;
        int rounds = (100_000 / burstsOfSpurt / (links + 1)) + 4;
        long allocated = 0, sealing = 0, queued = 0;
        Destination[] everybody = [.. far.Skip(1).Select(each => new Destination(new PortId(each.Number), Timeslot.One, 0)), new Destination(new PortId(1002), Timeslot.One, 0)];
        byte[][] fromRepeater = [.. new Talker { Repeater = RouterRig.Repeater(1001) }.Spurt(Superframes)];
        List<byte[]>[] fromLink = [.. Enumerable.Range(1, rounds).Select(round => round % 2 == 0 ? far[0].Seal(fromRepeater) : [])];
        Route[] routes = [.. Enumerable.Range(1, rounds).Select(round => new Route([.. everybody.Select(to => to with { Lease = (uint)round })]))];
        // A collection would count what it leaves of the thread's allocation buffer.
        GC.Collect();
        for (int round = 0; round < rounds; round++)
        {
            // The first rounds warm up.
            if (round == 3) (allocated, sealing, queued) = (0, 0, _voiceSocket.Queued);
            for (int burst = 0; burst < burstsOfSpurt; burst++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                long started = Stopwatch.GetTimestamp();
                if (round % 2 != 0) FromLink(core, far[0].Near, port, fromLink[round][burst]);
                else core.OnDatagram(RouterRig.Address(1001), fromRepeater[burst], started);
                sealing += Stopwatch.GetTimestamp() - started;
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                if (burst > 0) continue;
                // A command is the poster's to allocate.
                var grant = new RouterCommand.Grant(_host.LastStarted, 1, routes[round]);
                before = GC.GetAllocatedBytesForCurrentThread();
                core.Obey(grant, started);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            core.Tick(Stopwatch.GetTimestamp());
        }

        Assert.Equal(0, allocated);
        long sealed1 = _voiceSocket.Queued - queued;
        Assert.Equal((rounds - 3L) * burstsOfSpurt * links, sealed1);
        Assert.Equal(((long)rounds, (long)rounds), (_host.Started, _host.Ended));
        output.WriteLine(FormattableString.Invariant($"to {links} links and a repeater: {Stopwatch.GetElapsedTime(0, sealing).TotalMicroseconds / sealed1:F2} µs a datagram sealed, {sealed1} of them"));
    }

    /// <summary>
    /// From the node above to the one below and a repeater: opening, finding the order, routing and sealing on one thread. Every other spurt comes
    /// before its order.
    /// </summary>
    [Fact]
    public void Frames_that_are_relayed_between_nodes_allocate_nothing()
    {
        const int rounds = 300, warm = 20;
        var core = new RouterCore(new RouterOptions(), TimeProvider.System, _socket, _host, _voiceSocket);
        FarEnd[] far = [new FarEnd(1, TimeProvider.System), new FarEnd(2, TimeProvider.System)];
        foreach (FarEnd each in far)
        {
            core.Obey(new RouterCommand.OpenLink(new PortId(each.Number), each.Near, LinkPortDescription.Nodes), 1);
            Assert.Equal(SrtpVerdict.Opened, each.Near.Open(each.Address, each.KeepAlive(), _room, 1, out _));
        }

        core.Obey(new RouterCommand.OpenPort(new PortId(3), new PortDescription(RouterRig.Repeater(3), RouterRig.Address(3), new ColorCode(1), ManyCalls: false)), 1);
        var port = new RouterPort(new PortId(1), far[0].Near, LinkPortDescription.Nodes);
        List<byte[]> spoken = new Talker { Repeater = default }.Spurt(Superframes);
        long allocated = 0, taken = 0, voiceQueued = 0, queued = 0;
        for (int round = 0; round < rounds; round++)
        {
            List<byte[]> spurt = far[0].Seal(spoken, 1, (ulong)round + 1);
            var order = new RouterCommand.Relay(1, (ulong)round + 1, 5, new PortId(1), new Route([new(new PortId(2), Timeslot.One, 0), new(new PortId(3), Timeslot.One, (uint)round + 1)]));
            if (round == warm) (allocated, taken, voiceQueued, queued) = (0, 0, _voiceSocket.Queued, _socket.Queued);
            GC.Collect(0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            if (round % 2 == 0) core.Obey(order, started);
            for (int burst = 0; burst < spurt.Count; burst++)
            {
                FromLink(core, far[0].Near, port, spurt[burst]);
                if (round % 2 != 0 && burst == 1) core.Obey(order, started);
            }

            core.Meter.Settle();
            // Late enough for stream and order to be forgotten, as they would be long before so many others have come.
            core.Tick(Stopwatch.GetTimestamp() + (20 * Stopwatch.Frequency));
            taken += Stopwatch.GetTimestamp() - started;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        long frames = (long)(rounds - warm) * spoken.Count;
        Assert.Equal(0, allocated);
        Assert.Equal((frames, frames), (_voiceSocket.Queued - voiceQueued, _socket.Queued - queued));
        Assert.Equal((0L, (long)rounds * spoken.Count), (_host.Started, core.Meter.Relayed.Count));
        output.WriteLine(FormattableString.Invariant($"{frames} frames relayed to a node and a repeater: {Stopwatch.GetElapsedTime(0, taken).TotalMicroseconds / frames:F2} µs a frame, opened and sealed"));
    }

    private void FromLink(RouterCore core, VoiceLink near, RouterPort port, byte[] datagram)
    {
        if (near.Open(default, datagram, _room, 1, out VoiceLinkPacket packet) != SrtpVerdict.Opened) throw new InvalidOperationException("A true packet was refused.");
        _ring.TryWrite(port, packet, Stopwatch.GetTimestamp());
        _ring.Peek(out RouterPort to, out BurstTrail trail, out DmrdPacket opened);
        core.OnLinkBurst(to, opened, trail, Stopwatch.GetTimestamp());
        _ring.Drop();
    }
}
