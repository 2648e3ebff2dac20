using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

[Collection(nameof(Alone))]
public sealed class TalkCostTests
{
    private readonly RouterRig _rig = new();
    private readonly TalkRing _ring = new(64);

    [Fact]
    public void Warm_talks_allocate_nothing_on_the_routers_thread()
    {
        PortId consoles = new(50);
        _rig.Obey(new RouterCommand.OpenTalks(consoles, _ring));
        _rig.Open(2, colorCode: 7);
        List<byte[]> spurt = new Talker { Repeater = default, Source = new RadioId(16_000_001), Stream = 9 }.Spurt(8);
        long allocated = 0;
        for (uint round = 1; round <= 20; round++)
        {
            foreach (byte[] burst in spurt) DmrdPatch.SetStreamId(burst, round);
            _rig.Advance(600);
            Assert.True(Write(spurt[0]));
            Take();
            RouterCommand grant = new RouterCommand.Grant(_rig.LastStream, round, new Route([new Destination(consoles, Timeslot.One, 0)]));
            foreach (byte[] burst in spurt.Skip(1)) Assert.True(Write(burst));
            long before = Allocated.SoFar();
            _rig.Obey(grant);
            for (int left = _rig.Core.TalksWaiting; left > 1; left--) _rig.Core.TakeTalk(_rig.Time.GetTimestamp());
            if (round > 3) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            Take();
        }

        Assert.Equal(0, allocated);
    }

    private bool Write(byte[] datagram)
    {
        Assert.True(DmrdPacket.TryRead(datagram, out DmrdPacket packet));
        return _ring.TryWrite(DmrdHeader.Of(packet), packet.Payload);
    }

    private void Take()
    {
        while (_rig.Core.TalksWaiting > 0) _rig.Core.TakeTalk(_rig.Time.GetTimestamp());
    }
}
