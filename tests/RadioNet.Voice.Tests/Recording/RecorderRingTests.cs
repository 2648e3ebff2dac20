using System.Collections.Frozen;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Tests.Routing;

namespace RadioNet.Voice.Tests.Recording;

public sealed class RecorderRingTests
{
    private const int Recorder = 99;

    private readonly RouterRig _rig = new();
    private readonly Talker _talker = new() { Repeater = RouterRig.Repeater(1), BitErrors = 5, Rssi = -88 };

    [Fact]
    public void Every_burst_of_a_granted_stream_is_recorded_as_it_came_also_those_that_waited_for_the_grant()
    {
        RecorderRing ring = Open();
        List<byte[]> spurt = _talker.Spurt(2);
        _rig.Receive(1, spurt[0]);
        _rig.Advance(60);
        _rig.Receive(1, spurt[1]);
        Assert.True(ring.IsEmpty);
        _rig.Obey(new RouterCommand.Grant(_rig.LastStream, 77, new Route([_rig.To(2), ToRecorder])) { Call = 11, Spurt = 12 });
        foreach (byte[] burst in spurt.Skip(2)) _rig.Receive(1, burst);

        List<Heard> heard = ReadAll(ring);
        Assert.Equal(spurt.Count, heard.Count(burst => !burst.IsEnd));
        Assert.Equal(spurt.Select(burst => Convert.ToHexString(burst.AsSpan(20, 33))), heard.Where(burst => !burst.IsEnd).Select(burst => burst.Payload));
        Assert.All(heard, burst => Assert.Equal((11ul, 12ul, 1001u, 4520001u, 1), (burst.Said.Call, burst.Said.Spurt, burst.Said.Talkgroup, burst.Said.Source.Value, burst.Said.Port.Value)));
        Assert.All(heard.Where(burst => !burst.IsEnd), burst => Assert.Equal((5, -88), (burst.Said.BitErrors, burst.Said.Rssi)));
        Assert.Equal(TimeSpan.FromMilliseconds(60), _rig.Time.GetElapsedTime(heard[0].Said.Arrived, heard[1].Said.Arrived));
        Assert.True(heard[^1].IsEnd);
        Assert.Equal(spurt.Count, _rig.SentTo(2).Count);
        Assert.Equal(spurt.Count, _rig.Counters.BurstsForwarded);
    }

    [Fact]
    public void Nothing_is_rebuilt_for_a_recorder_that_joins_late_and_leaves_early()
    {
        RecorderRing ring = Open();
        List<byte[]> spurt = _talker.Spurt(2);
        _rig.Receive(1, spurt[0]);
        _rig.Grant(_rig.LastStream, _rig.To(2));
        foreach (byte[] burst in spurt[1..6]) _rig.Receive(1, burst);
        _rig.Reroute(_rig.LastStream, _rig.To(2), ToRecorder);
        foreach (byte[] burst in spurt[6..9]) _rig.Receive(1, burst);
        _rig.Reroute(_rig.LastStream, _rig.To(2));
        foreach (byte[] burst in spurt[9..]) _rig.Receive(1, burst);

        List<Heard> heard = ReadAll(ring);
        Assert.Equal([.. spurt[6..9].Select(burst => Convert.ToHexString(burst.AsSpan(20, 33))), "end"], heard.Select(burst => burst.IsEnd ? "end" : burst.Payload));
        Assert.Equal(0, _rig.Counters.HeadersRebuilt + _rig.Counters.TerminatorsRebuilt);
    }

    [Fact]
    public void A_stream_that_falls_silent_or_is_stopped_ends_at_the_recorder()
    {
        RecorderRing ring = Open();
        _rig.Receive(1, _talker.Header());
        _rig.Grant(_rig.LastStream, ToRecorder);
        _rig.Advance(600);
        Assert.Equal([false, true], ReadAll(ring).Select(burst => burst.IsEnd));
        _rig.Receive(1, _talker.Header());
        _rig.Grant(_rig.LastStream, ToRecorder);
        _rig.Obey(new RouterCommand.Stop(_rig.LastStream));
        _rig.Receive(1, _talker.Voice(0));
        Assert.Equal([false, true], ReadAll(ring).Select(burst => burst.IsEnd));
    }

    [Fact]
    public void What_comes_from_another_node_is_recorded_where_its_order_says_so()
    {
        RecorderRing ring = Open();
        FarEnd node = _rig.OpenNode(5);
        _rig.Relay(21, 22, from: 5, ToRecorder);
        _rig.ReceiveVoice(node.Address, node.Seal(_talker.Spurt(), 21, 22));
        List<Heard> heard = ReadAll(ring);
        Assert.Equal(9, heard.Count);
        Assert.All(heard, burst => Assert.Equal((21ul, 22ul, 1001u), (burst.Said.Call, burst.Said.Spurt, burst.Said.Talkgroup)));
        Assert.True(heard[^1].IsEnd);
    }

    [Fact]
    public void Talkgroups_that_are_not_marked_private_calls_and_data_are_passed_over()
    {
        RecorderRing ring = Open();
        foreach (Talker other in new[] { new Talker { Repeater = RouterRig.Repeater(1), Target = 1002 }, new Talker { Repeater = RouterRig.Repeater(1), Kind = AddressKind.Unit } })
        {
            _rig.Receive(1, other.Header());
            _rig.Grant(_rig.LastStream, ToRecorder);
            _rig.Receive(1, other.Terminator());
        }

        _rig.Receive(1, _talker.Data());
        _rig.Grant(_rig.LastStream, ToRecorder);
        _rig.Receive(1, _talker.Data());
        Assert.True(ring.IsEmpty);
        Assert.Equal(0, ring.Lost);
    }

    [Fact]
    public void A_full_ring_holds_nobody_up_and_the_next_burst_says_how_many_found_no_room()
    {
        RecorderRing ring = Open(capacity: 4);
        List<byte[]> spurt = _talker.Spurt(2);
        _rig.Receive(1, spurt[0]);
        _rig.Grant(_rig.LastStream, _rig.To(2), ToRecorder);
        foreach (byte[] burst in spurt[1..9]) _rig.Receive(1, burst);
        Assert.Equal(5, ring.Lost);
        List<Heard> heard = ReadAll(ring);
        Assert.Equal(4, heard.Count);
        Assert.All(heard, burst => Assert.Equal(0u, burst.Said.LostBefore));
        _rig.Receive(1, spurt[9]);
        Assert.Equal([5u], ReadAll(ring).Select(burst => burst.Said.LostBefore));
        _rig.Receive(1, spurt[10]);
        Assert.Equal([0u], ReadAll(ring).Select(burst => burst.Said.LostBefore));
        Assert.Equal(11, _rig.SentTo(2).Count);
    }

    [Fact]
    public void Who_waits_is_woken_when_a_burst_can_be_read()
    {
        RecorderRing? opened = null;
        List<bool> empty = [];
        opened = Open(wake: () => empty.Add(opened!.IsEmpty));
        _rig.Receive(1, _talker.Header());
        _rig.Grant(_rig.LastStream, ToRecorder);
        _rig.Receive(1, _talker.Terminator());
        Assert.Equal([false, false, false], empty);
    }

    private static Destination ToRecorder => new(new PortId(Recorder), Timeslot.One, 0);

    private static List<Heard> ReadAll(RecorderRing ring)
    {
        List<Heard> heard = [];
        for (; !ring.IsEmpty; ring.Drop()) heard.Add(new Heard(ring.Peek()));
        return heard;
    }

    private RecorderRing Open(int capacity = 64, Action? wake = null)
    {
        var ring = new RecorderRing(capacity, wake) { Talkgroups = new[] { 1001u }.ToFrozenSet() };
        _rig.Open(1);
        _rig.Open(2);
        _rig.Obey(new RouterCommand.OpenRecorder(new PortId(Recorder), ring));
        return ring;
    }

    private sealed class Heard(in RecordedBurst burst)
    {
        public RecordedBurst Said { get; } = burst;

        public bool IsEnd { get; } = burst.IsEnd;

        public string Payload { get; } = Convert.ToHexString(burst.Payload);
    }
}
