using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using static RadioNet.BaseStation.Tests.Fallback.StationWorld;

namespace RadioNet.BaseStation.Tests.Fallback;

/// <summary>What the other timeslots of a base station get of a spurt.</summary>
[Collection(nameof(Alone))]
public sealed class LocalVoiceTests
{
    private readonly StationWorld _world = new();

    private PlayedCarrier Other => _world.Carriers["c2"];

    [Fact]
    public void A_spurt_crosses_whole_in_its_order_and_with_its_pauses()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        talk.Header();
        talk.Voice(2);
        talk.Voice(1, ahead: 3);
        _world.Release(talk);

        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.VoiceB, DmrdBurst.VoiceC, DmrdBurst.Terminator], Other.At(Timeslot.One));
        Assert.Equal([0u, 480, 960, 2400, 2880], Other.All.Select(p => p.Timestamp));
        Assert.Equal([1, 2, 3], Other.All.Where(p => p.Burst.IsVoiceBurst()).Select(p => (int)p.Mark));
        Assert.All(Other.All, p => Assert.Equal((101u, 1u), (p.Source, p.Stream)));
        Assert.Empty(_world.Carriers["c1"].All);
        Assert.Equal(0, _world.Routes.Count);
    }

    [Fact]
    public void A_timeslot_that_joins_late_gets_a_header_with_the_spurts_own_link_control()
    {
        _world.Down("c2");
        var talk = _world.Key(101, "c1", Ordinary, emergency: true);
        talk.Header();
        talk.Voice(4);
        _world.Up("c2");
        talk.Voice(2);
        _world.Release(talk);

        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceE, DmrdBurst.VoiceF, DmrdBurst.Terminator], Other.At(Timeslot.One));
        Assert.Equal([0u, 480, 960, 1440], Other.All.Select(p => p.Timestamp));
        Assert.Equal(LinkControl.GroupVoice(new TalkgroupId(Ordinary), new RadioId(101), new Protocols.Dmr.ServiceOptions(0x80)), Other.All[0].LinkControl);
    }

    [Fact]
    public void A_timeslot_that_is_left_gets_a_terminator_and_joins_again_as_another_transmission()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        talk.Header();
        talk.Voice(2);
        var uplink = _world.Key(102, "c2", StationWorld.Equal); // its own timeslot is for who talks there
        talk.Voice(2);
        _world.Release(uplink);
        talk.Voice(1);
        _world.Release(talk);

        var first = Other.All.Where(p => p.Source == 101 && p.Stream == Other.All[0].Stream);
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.VoiceB, DmrdBurst.Terminator], first.Select(p => p.Burst));
        var second = Other.All.Where(p => p.Source == 101 && p.Stream > Other.All[0].Stream).ToArray();
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceE, DmrdBurst.Terminator], second.Select(p => p.Burst));
        Assert.Equal(5, second[1].Mark);
    }

    [Fact]
    public void Who_loses_the_floor_is_ended_there_and_heard_no_more()
    {
        _world.Up("c3");
        var talk = _world.Key(101, "c1", Ordinary);
        talk.Header();
        talk.Voice(1);
        var emergency = _world.Key(102, "c2", Ordinary, emergency: true);
        talk.Voice(1);
        emergency.Header();
        talk.Voice(3);
        emergency.Voice(1);
        _world.Release(talk);
        _world.Release(emergency);

        var third = _world.Carriers["c3"].All;
        Assert.Equal([(101u, DmrdBurst.VoiceHeader), (101u, DmrdBurst.VoiceA), (101u, DmrdBurst.Terminator), (102u, DmrdBurst.VoiceHeader), (102u, DmrdBurst.VoiceA), (102u, DmrdBurst.Terminator)], third.Select(p => (p.Source, p.Burst)));
        Assert.True(third[^1].Stream > third[0].Stream);
        Assert.All(third, p => Assert.Equal(Timeslot.Two, p.Slot));
    }

    [Fact]
    public void A_talker_that_is_lost_without_a_terminator_is_ended_all_the_same()
    {
        var talk = _world.Key(101, "c1", Ordinary);
        talk.Header();
        talk.Voice(1);
        _world.Release(talk, Reason.Inactive);
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.Terminator], Other.At(Timeslot.One));
    }

    [Fact]
    public void Of_what_a_lost_node_may_not_have_heard_the_newest_bursts_cross()
    {
        _world.Calls.NodeServes();
        var talk = _world.Key(101, "c1", Ordinary);
        _world.Node(talk, SpurtOutcome.Granted);
        talk.Header();
        talk.Voice(8);
        Assert.Empty(Other.All);
        _world.Calls.NodeLost();
        talk.Voice(1);
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceF, DmrdBurst.VoiceA, DmrdBurst.VoiceB, DmrdBurst.VoiceC], Other.At(Timeslot.One));
        Assert.Equal([6, 7, 8, 9], Other.All.Skip(1).Select(p => (int)p.Mark));
    }

    [Fact]
    public void What_a_denied_radio_sends_goes_nowhere()
    {
        var talk = _world.Key(999, "c1", Ordinary);
        talk.Header();
        talk.Voice(7);
        _world.Release(talk);
        Assert.Empty(Other.All);
    }

    [Fact]
    public void A_spurt_that_begins_before_the_one_before_it_ended_ends_that_one()
    {
        var first = _world.Key(101, "c1", Ordinary);
        first.Header();
        first.Voice(1);
        var second = _world.Key(102, "c1", Ordinary);
        Assert.Equal(FloorOutcome.Denied, _world.Of(second).Outcome);
        second.Header();
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.VoiceA, DmrdBurst.Terminator], Other.At(Timeslot.One));
    }

    [Fact]
    public void Data_cross_without_headers_and_terminators_of_voice()
    {
        var data = _world.Key(101, "c1", Ordinary, data: true);
        data.Block(7);
        data.Block(8);
        _world.Release(data);
        Assert.Equal([(DmrdBurst.Rate34Data, 7, 0u), (DmrdBurst.Rate34Data, 8, 480u)], Other.All.Select(p => (p.Burst, (int)p.Mark, p.Timestamp)));
    }

    [Fact]
    public void A_private_call_crosses_to_the_other_timeslot_of_the_same_carrier()
    {
        _world.Release(_world.Key(102, "c1", OnSlotTwo, Timeslot.Two));
        _world.Pass(4);
        var talk = _world.Key(101, "c1", 102, unit: true);
        talk.Header();
        _world.Release(talk);
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.Terminator], _world.Carriers["c1"].At(Timeslot.Two));
        Assert.Equal(LinkControl.UnitVoice(new RadioId(102), new RadioId(101)), _world.Carriers["c1"].All[0].LinkControl);
        Assert.Empty(Other.All);
    }

    [Fact]
    public void A_burst_that_crosses_allocates_nothing()
    {
        var routes = new LocalRoutes();
        var from = routes.Open("c1", new Discarding());
        foreach (var carrier in new[] { "c2", "c3" })
        {
            routes.Open(carrier, new Discarding());
        }

        var spurt = new HeardSpurt
        {
            Ingress = routes.NextSpurt(),
            At = new LocalSlot("c1", Timeslot.One),
            Source = new RadioId(101),
            TargetKind = AddressKind.Group,
            Target = Ordinary,
            HeardAt = DateTimeOffset.UnixEpoch,
        };
        var source = from.Source(Timeslot.One);
        source.Begin(spurt.Ingress);
        routes.Take(spurt);
        routes.Route(spurt.Ingress, [new("c2", Timeslot.One), new("c3", Timeslot.Two)]);
        Talk(600);
        var before = Allocated.SoFar();
        Talk(6000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Talk(int bursts)
        {
            Span<byte> burst = stackalloc byte[DmrdPacket.BurstLength];
            for (var i = 0; i < bursts; i++)
            {
                var head = new LinkBurst { Burst = DmrdBurstExtensions.FromSuperframeIndex(i % 6), Slot = Timeslot.One, Source = spurt.Source, Target = Ordinary };
                source.Forward(head, burst, 1);
                if (i % 60 == 59)
                {
                    source.Forward(head with { Burst = DmrdBurst.Terminator }, burst, 1); // so that a header is rebuilt next
                }
            }
        }
    }

    private sealed class Discarding : ILocalCarrier
    {
        public uint NextStream() => 1;

        public void Play(in LinkBurst head, uint stream, uint timestamp, ReadOnlySpan<byte> burst)
        {
        }
    }
}
