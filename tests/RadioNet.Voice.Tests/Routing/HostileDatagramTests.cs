using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

[Collection(nameof(Alone))]
public sealed class HostileDatagramTests
{
    [Fact]
    public void A_live_call_suffers_from_no_stranger_and_no_port_that_sends_rubbish()
    {
        var rig = new RouterRig(new RouterOptions { MostStreams = 64 });
        for (int port = 1; port <= 4; port++) rig.Open(port, manyCalls: port == 4);
        var talker = new Talker { Repeater = RouterRig.Repeater(1) };
        List<byte[]> spurt = talker.Spurt(50);
        var random = new Random(4711);
        rig.Receive(1, spurt[0]);
        rig.Grant(rig.LastStream, rig.To(2));
        foreach (byte[] burst in spurt.Skip(1))
        {
            for (int i = 0; i < 300; i++) rig.Receive(3 + random.Next(3), Rubbish(random, spurt));
            rig.Receive(1, burst);
            rig.Advance(1);
        }

        Assert.Equal(spurt.Select(datagram => datagram[20..53]), rig.SentTo(2).Select(sent => sent.Payload));
        Assert.Equal(rig.SentTo(2).Count, rig.Sent.Count);
        Assert.InRange(rig.Counters.Streams, 1, 64);
        Assert.True(rig.Counters.Strangers > 10_000 && rig.Counters.WrongRepeater > 1000 && rig.Counters.NoRoom > 1000 && rig.Counters.Meaningless > 100);
        rig.Advance(3000);
        Assert.Equal(0, rig.Counters.Streams);
    }

    [Fact]
    public void Rubbish_costs_no_memory()
    {
        var host = new CountingHost();
        var core = new RouterCore(new RouterOptions(), TimeProvider.System, new NullSocket(), host);
        for (int port = 3; port <= 4; port++)
            core.Obey(new RouterCommand.OpenPort(new PortId(port), new PortDescription(RouterRig.Repeater(port), RouterRig.Address(port), new ColorCode(1), ManyCalls: port == 4)), 1);
        var random = new Random(4712);
        List<byte[]> spurt = new Talker { Repeater = RouterRig.Repeater(3) }.Spurt(2);
        byte[][] rubbish = [.. Enumerable.Range(0, 20_000).Select(_ => Rubbish(random, spurt))];
        long allocated = 0;
        for (int round = 0; round < 5; round++)
        {
            // Two rounds fill the pools.
            long before = Allocated.SoFar();
            for (int i = 0; i < rubbish.Length; i++) core.OnDatagram(RouterRig.Address(3 + (i % 3)), rubbish[i], 1 + (round * 1_000_000_000_000L));
            core.Tick((round + 1) * 1_000_000_000_000L);
            if (round >= 2) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(0, core.Cells.Faults);
        Assert.True(host is { Datagrams: > 10_000, Started: > 10 });
    }

    /// <summary>Random octets of any length, or a real burst with a few octets changed and some repeater's id.</summary>
    private static byte[] Rubbish(Random random, List<byte[]> spurt)
    {
        if (random.Next(3) == 0)
        {
            byte[] noise = new byte[random.Next(120)];
            random.NextBytes(noise);
            return noise;
        }

        byte[] burst = [.. spurt[random.Next(spurt.Count)]];
        uint repeater = 452000u + (uint)random.Next(1, 6);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(burst.AsSpan(11), repeater);
        for (int changes = random.Next(4); changes > 0; changes--) burst[random.Next(4, burst.Length)] = (byte)random.Next(256);
        return random.Next(10) == 0 ? burst[..random.Next(burst.Length)] : burst;
    }
}
