using System.Collections.Frozen;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>What is said at consoles comes in as at any port.</summary>
public sealed class TalkTests
{
    private static readonly PortId _consoles = new(50);
    private static readonly PortId _ears = new(51);

    private readonly RouterRig _rig = new();
    private readonly TalkRing _ring = new(64);

    public TalkTests()
    {
        _rig.Obey(new RouterCommand.OpenTalks(_consoles, _ring));
        _rig.Open(2, colorCode: 7);
    }

    [Fact]
    public void A_talk_that_waits_for_long_asks_on_and_then_goes_out_whole_and_byte_for_byte()
    {
        List<byte[]> spurt = Talk(9).Spurt(3);
        Say(spurt[0]);
        for (int i = 0; i < 12; i++)
        {
            _rig.Advance(240);
            Say(spurt[0]);
        }

        RouterEvent started = Assert.Single(_rig.Host.Of(RouterEventKind.StreamStarted));
        Assert.Equal((_consoles, 9u, 1001u, 16_000_001u), (started.Port, started.Ssrc, started.Target, started.Source.Value));
        _rig.Grant(started.Stream, _rig.To(2));
        foreach (byte[] burst in spurt.Skip(1)) Say(burst);

        List<SentBurst> sent = _rig.SentTo(2);
        Assert.Equal(spurt.Count, sent.Count);
        Assert.Equal(Kinds(spurt), sent.Select(burst => burst.Burst));
        Assert.Equal(spurt.Select(octets => octets[4]), sent.Select(burst => burst.Sequence));

        // The colour code is the repeater's; the vocoder's bits are those that were said.
        for (int i = 1; i < spurt.Count - 1; i++) Assert.Equal(Vocoder(spurt[i].AsSpan(20, 33)), Vocoder(sent[i].Payload));
        RouterEvent ended = Assert.Single(_rig.Host.Of(RouterEventKind.StreamEnded));
        Assert.Equal(((uint)spurt.Count, 0u, 0u, StreamEnd.Terminator), (ended.Bursts, ended.Missing, ended.Dropped, ended.End));
    }

    [Fact]
    public void A_talk_of_which_nothing_is_heard_is_over()
    {
        Say(Talk(9).Header());
        _rig.Advance(1980);
        Assert.Empty(_rig.Host.Of(RouterEventKind.StreamEnded));
        _rig.Advance(60);
        Assert.Equal(StreamEnd.Inactive, Assert.Single(_rig.Host.Of(RouterEventKind.StreamEnded)).End);
    }

    [Fact]
    public void Two_talks_of_one_user_at_one_talkgroup_are_two_streams()
    {
        Say(Talk(9).Header());
        Say(Talk(10).Header());
        Assert.Equal([9u, 10u], _rig.Host.Of(RouterEventKind.StreamStarted).Select(said => said.Ssrc));
    }

    [Fact]
    public void Who_listens_at_the_same_node_hears_it_too()
    {
        RecorderRing ears = new(256) { Talkgroups = new uint[] { 1001 }.ToFrozenSet() };
        _rig.Obey(new RouterCommand.OpenRecorder(_ears, ears));
        List<byte[]> spurt = Talk(9).Spurt(1);
        Say(spurt[0]);
        _rig.Grant(_rig.LastStream, new Destination(_ears, Timeslot.One, 0));
        foreach (byte[] burst in spurt.Skip(1)) Say(burst);
        int heard = 0;
        for (; !ears.IsEmpty; ears.Drop()) heard += ears.Peek().IsEnd ? 0 : 1;
        Assert.Equal(spurt.Count, heard);
    }

    [Fact]
    public void A_closed_port_ends_its_talks_and_a_full_ring_refuses_and_counts()
    {
        Say(Talk(9).Header());
        _rig.Obey(new RouterCommand.ClosePort(_consoles));
        Assert.Equal(StreamEnd.PortClosed, Assert.Single(_rig.Host.Of(RouterEventKind.StreamEnded)).End);
        byte[] header = Talk(10).Header();
        for (int i = 0; i < 64; i++) Assert.True(Write(header));
        Assert.False(Write(header));
        Assert.Equal(1, _ring.Lost);
        Assert.Equal(0, _rig.Core.TalksWaiting);
    }

    private static Talker Talk(uint number) => new() { Repeater = default, Source = new RadioId(16_000_001), Stream = number };

    private static IEnumerable<DmrdBurst> Kinds(List<byte[]> spurt) => spurt.Select(octets => DmrdPacket.TryRead(octets, out DmrdPacket packet) ? packet.Burst : default);

    /// <summary>The 216 bits of vocoder frames: all but the 48 in the middle.</summary>
    private static string Vocoder(ReadOnlySpan<byte> burst) => Convert.ToHexString(burst[..13]) + (burst[13] >> 4) + (burst[19] & 15) + Convert.ToHexString(burst[20..]);

    private void Say(byte[] datagram)
    {
        Assert.True(Write(datagram));
        Take();
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
