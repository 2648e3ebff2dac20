using System.Collections.Frozen;
using RadioNet.Protocols;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Tests.Routing;

namespace RadioNet.Voice.Tests.Recording;

/// <summary>What recording adds on the voice thread: a copy, and nothing allocated.</summary>
[Collection(nameof(Alone))]
public sealed class RecorderCostTests : IDisposable
{
    private readonly NullSocket _socket = new();
    private readonly CountingHost _host = new();

    public void Dispose() => _socket.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Recorded_frames_allocate_nothing_on_the_voice_thread_whether_there_is_room_or_not(bool room)
    {
        var ring = new RecorderRing(128) { Talkgroups = new[] { 1001u }.ToFrozenSet() };
        var core = new RouterCore(new RouterOptions(), TimeProvider.System, _socket, _host);
        core.Obey(new RouterCommand.OpenPort(new PortId(1), new PortDescription(RouterRig.Repeater(1), RouterRig.Address(1), new ColorCode(1), ManyCalls: false)), 1);
        core.Obey(new RouterCommand.OpenRecorder(new PortId(2), ring), 1);
        List<byte[]> spurt = new Talker { Repeater = RouterRig.Repeater(1) }.Spurt(8);
        (long allocated, long recorded) = (0, 0);
        for (uint round = 1; round <= 200; round++)
        {
            // The first rounds warm up; a command itself is the poster's to allocate.
            if (round == 4) allocated = 0;
            long before = Allocated.SoFar();
            core.OnDatagram(RouterRig.Address(1), spurt[0], round);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            RouterCommand grant = new RouterCommand.Grant(_host.LastStarted, 1, new Route([new Destination(new PortId(2), Timeslot.One, 0)]));
            before = Allocated.SoFar();
            core.Obey(grant, round);
            for (int i = 1; i < spurt.Count; i++) core.OnDatagram(RouterRig.Address(1), spurt[i], round);
            core.Tick(round);
            for (; room && !ring.IsEmpty; ring.Drop()) recorded += ring.Peek().IsEnd ? 0 : 1;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(room ? (200L * spurt.Count, 0) : (0, 200L * spurt.Count - 128 + 2), (recorded, ring.Lost));
    }
}
