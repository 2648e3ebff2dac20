using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;
using RadioNet.Core.M17;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Vocoders;
using SpurtOutcome = RadioNet.Api.SpurtOutcome;

namespace RadioNet.Core.Tests.M17;

/// <summary>Streams of a reflector on their way to the floor, packet by packet.</summary>
public sealed class M17IncomingTests : IDisposable
{
    private static readonly VocoderCatalogue _catalogue = new(new VocoderSources());
    private static readonly byte[] _silence = Convert.FromHexString("010009439CE42108010009439CE42108");

    private readonly FakeTimeProvider _time = new();
    private readonly LinkPlan _plan = new();
    private readonly TalkRing _ring = new();
    private readonly M17Counts _counts = new();
    private readonly M17Talks _talks;
    private readonly M17Sayings _sayings;
    private readonly M17Incoming _incoming;
    private TimeSpan _now;
    private long _streams;

    public M17IncomingTests()
    {
        Assert.SkipUnless(_catalogue.Find(VocoderNames.Codec2At3200)!.Availability.CanDecode, "The Debian package codec2 is missing.");
        (_talks, _sayings) = (new M17Talks(_time), new M17Sayings(_time));
        _incoming = new M17Incoming(_plan.Port, _talks, _sayings, new M17Room(_plan, () => _catalogue, _ => _catalogue.Find(VocoderNames.Codec2At2400)!, _ring, _counts, _time));
    }

    public void Dispose() => _incoming.Dispose();

    [Fact]
    public void A_stream_asks_by_its_header_and_its_voice_follows_until_its_end()
    {
        Say(1, "F4ABC", packets: 9);
        Assert.Equal(DmrdBurst.VoiceHeader, Bursts(drop: false)[0].Burst);
        Decide(SpurtOutcome.Granted);
        Say(1, "F4ABC", packets: 1, from: 9, isLast: true);
        var bursts = Bursts();
        Assert.Equal([DmrdBurst.VoiceHeader, .. Enumerable.Range(0, 12).Select(n => DmrdBurstExtensions.FromSuperframeIndex(n % 6)), DmrdBurst.Terminator], bursts.Select(burst => burst.Burst));
        Assert.All(bursts, burst => Assert.Equal((LinkPlan.LinkRadio, 10u, bursts[0].Number), (burst.Source, burst.Target, burst.Number)));
        Assert.True(bursts[0].Number >= M17Talks.First);
        Assert.Equal((1, 1, "F4ABC"), (_counts[M17Count.Asked], _counts[M17Count.Granted], _incoming.LastHeard!.Callsign));
    }

    [Theory]
    [InlineData((int)SpurtOutcome.Denied)]
    [InlineData((int)SpurtOutcome.Queued)]
    [InlineData((int)SpurtOutcome.Stopped)]
    public void What_is_refused_ends_at_once_and_nothing_more_of_it_comes(int outcome)
    {
        Say(1, "F4ABC", packets: 4);
        Bursts(drop: true);
        Decide((SpurtOutcome)outcome, Reason.Busy);
        Say(1, "F4ABC", packets: 20, from: 4);
        Assert.Equal(DmrdBurst.Terminator, Assert.Single(Bursts()).Burst);
        Assert.Equal(Reason.Busy, _incoming.LastRefusal);
        Assert.Equal(1, _counts[M17Count.Denied] + _counts[M17Count.Stopped]);

        // The next one may ask again, and what is decided late about the one before does not concern it.
        Say(2, "XV9AB", packets: 4);
        Decide((SpurtOutcome)outcome, Reason.Busy, stream: 1);
        Say(2, "XV9AB", packets: 4, from: 4);
        var next = Bursts();
        Assert.Equal(DmrdBurst.VoiceHeader, next[0].Burst);
        Assert.True(next.Count > 4);
        Assert.All(next, burst => Assert.Equal(LinkPlan.Known, burst.Source));
    }

    [Theory]
    [InlineData("XV0DL", M17Count.Echoes)]
    [InlineData("F4ABC", M17Count.Echoes)]
    [InlineData("#PARROT", M17Count.Nameless)]
    internal void What_was_said_there_by_the_link_itself_does_not_come_back(string talker, M17Count counted)
    {
        _sayings.Say(LinkPlan.Callsign("F4ABC"));
        Say(1, talker, packets: 5);
        Assert.Empty(Bursts());
        Assert.Equal((1, 0), (_counts[counted], _counts[M17Count.Asked]));

        // After a while somebody of that callsign is a person.
        _time.Advance(TimeSpan.FromSeconds(3));
        Say(2, "F4ABC", packets: 5);
        Assert.NotEmpty(Bursts());
    }

    [Fact]
    public void Packets_faster_than_speech_and_streams_without_end_are_dropped()
    {
        for (var number = 0; number < 500; number++) Take(1, "F4ABC", number, isLast: false);
        Assert.Equal(475, _counts[M17Count.Flood]);
        Assert.InRange(Bursts().Count, 2, 20);

        for (ushort stream = 2; stream < 60; stream++)
        {
            Say(stream, "F4ABC", packets: 1, isLast: true);
        }

        Assert.InRange(_counts[M17Count.Asked], 5, 9);
        Assert.True(_counts[M17Count.TooMany] > 40);
    }

    [Fact]
    public void A_link_that_fails_or_ends_ends_what_is_said_there()
    {
        Say(1, "F4ABC", packets: 5);
        _incoming.Changed(M17LinkState.Pausing, M17LinkFault.Silent);
        Assert.Equal(DmrdBurst.Terminator, Bursts()[^1].Burst);
        Say(2, "F4ABC", packets: 5);
        Bursts();
        _incoming.Dispose();
        Assert.Equal(DmrdBurst.Terminator, Bursts()[^1].Burst);
    }

    /// <summary>Says packets in their time.</summary>
    private void Say(ushort stream, string talker, int packets, int from = 0, bool isLast = false)
    {
        for (var number = from; number < from + packets; number++)
        {
            Take(stream, talker, number, isLast && number == from + packets - 1);
            _time.Advance(TimeSpan.FromMilliseconds(40));
            _now += TimeSpan.FromMilliseconds(40);
        }
    }

    private void Take(ushort stream, string talker, int number, bool isLast)
    {
        var octets = new byte[M17StreamPacket.Length];
        M17StreamPacket.Write(octets, stream, new M17LinkSetup(M17Address.Broadcast, LinkPlan.Callsign(talker), M17Type.PlainVoice()), number, isLast, _silence);
        Assert.True(M17StreamPacket.TryRead(octets, out var packet));
        _incoming.Take(packet, _now);
    }

    /// <summary>What the node does when the router says that a talk's stream began, and call control what it decided.</summary>
    private void Decide(SpurtOutcome outcome, Reason why = Reason.None, long stream = 0)
    {
        if (stream == 0)
        {
            stream = ++_streams;
            Assert.True(_talks.TryBegin(new IngressId(stream, "core"), default, M17Talks.First + (uint)stream - 1, out _));
        }

        Assert.True(_talks.TryGet(new IngressId(stream, "core"), out var talk));
        talk.Owner.Decide(talk, outcome, why);
        _incoming.Advance(_now);
    }

    private List<(DmrdBurst Burst, uint Source, uint Target, uint Number)> Bursts(bool drop = true)
    {
        var all = new List<(DmrdBurst, uint, uint, uint)>();
        if (!drop)
        {
            var first = _ring.Peek();
            return [(first.Burst, first.Source.Value, first.Target, first.StreamId)];
        }

        for (; _ring.Count > 0; _ring.Drop())
        {
            var packet = _ring.Peek();
            all.Add((packet.Burst, packet.Source.Value, packet.Target, packet.StreamId));
        }

        return all;
    }
}
