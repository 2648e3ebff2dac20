using System.Collections.Immutable;
using System.Diagnostics;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>What the router adds to the kernel's cost: no allocation, and little time.</summary>
[Collection(nameof(Alone))]
public sealed class RouterCostTests(ITestOutputHelper output) : IDisposable
{
    private readonly NullSocket _socket = new();
    private readonly CountingHost _host = new();

    public void Dispose() => _socket.Dispose();

    private RouterCore Core(int ports, Func<int, byte> colorCode)
    {
        var core = new RouterCore(new RouterOptions(), TimeProvider.System, _socket, _host);
        for (int port = 1; port <= ports; port++)
            core.Obey(new RouterCommand.OpenPort(new PortId(port), new PortDescription(RouterRig.Repeater(port), RouterRig.Address(port), new ColorCode(colorCode(port)), ManyCalls: false)), 1);
        return core;
    }

    private static RouterCommand.Grant Grant(StreamId stream, IEnumerable<int> ports, uint lease) =>
        new(stream, 1, new Route([.. ports.Select(port => new Destination(new PortId(port), Timeslot.One, lease))]));

    [Fact]
    public void A_hundred_thousand_warm_frames_and_whole_spurts_allocate_nothing()
    {
        const int listeners = 100;
        RouterCore core = Core(listeners + 1, port => (byte)(port % 3));
        List<byte[]> spurt = new Talker { Repeater = RouterRig.Repeater(1), ColorCode = new ColorCode(1) }.Spurt(8);
        long allocated = 0;
        for (uint round = 1; round <= 25; round++)
        {
            // The first rounds warm up; a command itself is the poster's to allocate.
            if (round == 4) allocated = 0;
            long before = Allocated.SoFar();
            core.OnDatagram(RouterRig.Address(1), spurt[0], round);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            RouterCommand grant = Grant(_host.LastStarted, Enumerable.Range(2, listeners), round);
            before = Allocated.SoFar();
            core.Obey(grant, round);
            for (int i = 1; i < spurt.Count; i++) core.OnDatagram(RouterRig.Address(1), spurt[i], round);
            core.Tick(round);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(25L * listeners * spurt.Count, _socket.Queued);
        Assert.Equal((25L, 25L), (_host.Started, _host.Ended));
    }

    [Fact]
    public void The_cost_of_a_datagram_is_told()
    {
        foreach ((string name, int calls, int listeners, byte otherColor) in new[] { ("1 to 1", 500, 1, (byte)1), ("1 to 100", 10, 100, (byte)1), ("1 to 100, recoloured", 10, 100, (byte)2) })
        {
            RouterCore core = Core(calls * (listeners + 1), port => port <= calls ? (byte)1 : otherColor);
            byte[][][] spurts = [.. Enumerable.Range(1, calls).Select(port => new Talker { Repeater = RouterRig.Repeater(port), ColorCode = new ColorCode(1) }.Spurt(4).ToArray())];
            for (int call = 0; call < calls; call++)
            {
                core.OnDatagram(RouterRig.Address(call + 1), spurts[call][0], 1);
                core.Obey(Grant(_host.LastStarted, Enumerable.Range(calls + 1 + (call * listeners), listeners), 1), 1);
            }

            int rounds = 20_000 / calls / (listeners == 1 ? 1 : 10);
            long expected = (long)rounds * 24 * calls * listeners;
            // The first run warms the code up.
            TimeSpan took = Forward();
            took = Forward();

            TimeSpan Forward()
            {
                long queued = _socket.Queued;
                long started = Stopwatch.GetTimestamp();
                for (int round = 0; round < rounds; round++)
                {
                    // Only voice: the sequence restarts at 1 each time, which a jump back of 23 numbers allows.
                    for (int burst = 1; burst < 25; burst++)
                        for (int call = 0; call < calls; call++) core.OnDatagram(RouterRig.Address(call + 1), spurts[call][burst], 1);
                }

                TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
                Assert.Equal(expected, _socket.Queued - queued);
                return elapsed;
            }

            output.WriteLine($"{name}: {took.TotalNanoseconds / expected:F0} ns a datagram out, {took.TotalNanoseconds * listeners / expected:F0} ns a datagram in");
        }
    }
}
