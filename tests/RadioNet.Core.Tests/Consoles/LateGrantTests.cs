using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.Core.Consoles;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Vocoders;
using SpurtOutcome = RadioNet.Api.SpurtOutcome;

namespace RadioNet.Core.Tests.Consoles;

/// <summary>What is said before the floor is granted, and how it goes out after it; with a clock that the test moves.</summary>
public sealed class LateGrantTests : IDisposable
{
    private static readonly IVocoder _vocoder = new VocoderCatalogue(new VocoderSources()).Find(VocoderNames.Codec2At2400)!;
    private static readonly IngressId _stream = new(1, "core");

    private readonly FakeTimeProvider _time = new();
    private readonly FixedPlan _plan = new();
    private readonly ConsoleTalking _talking;
    private readonly ConsoleSession _session;
    private readonly List<(DmrdBurst Kind, byte Sequence, string Payload)> _sent = [];
    private int _said;

    public LateGrantTests()
    {
        Assert.SkipUnless(_vocoder.Availability.CanEncode, "The Debian package codec2 is missing.");
        _talking = new ConsoleTalking(_plan, _ => _vocoder, _time, NullLogger.Instance);
        _session = new ConsoleSession("t", new ConsoleUser(_plan.Current.Plan.Users[0], _plan.Current));
    }

    public void Dispose()
    {
        _talking.Dispose();
        _session.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(180)]
    [InlineData(300)]
    public void A_grant_that_is_late_loses_nothing_and_keeps_the_order(int milliseconds)
    {
        Press();
        Say(milliseconds / 20);
        Assert.All(_sent, burst => Assert.Equal(DmrdBurst.VoiceHeader, burst.Kind));
        Assert.InRange(_sent.Count, 1, 2);
        Grant();
        Say(60);
        Release();

        var voice = _sent.SkipWhile(burst => burst.Kind == DmrdBurst.VoiceHeader).ToArray();
        Assert.Equal(Expected(0, _said).Skip(1), voice.Select(burst => (burst.Kind, burst.Payload)));
        Assert.Equal(Enumerable.Range(1, voice.Length).Select(n => (byte)n), voice.Select(burst => burst.Sequence));
        Assert.Equal([FloorState.Asked, FloorState.Granted], States());
    }

    [Fact]
    public void Of_a_longer_wait_the_last_300_milliseconds_are_kept()
    {
        Press();
        Say(40);
        Grant();
        Say(20);
        Release();
        Assert.Equal(Expected(40 - SaidPieces.MostBefore, _said).Skip(1), _sent.SkipWhile(burst => burst.Kind == DmrdBurst.VoiceHeader).Select(burst => (burst.Kind, burst.Payload)));
    }

    [Fact]
    public void Who_lets_go_before_the_grant_is_heard_all_the_same()
    {
        Press();
        Say(10);
        _talking.Release(_session);
        Pass(200);
        Grant();
        Pass(600);
        Assert.Equal(Expected(0, 10).Skip(1), _sent.SkipWhile(burst => burst.Kind == DmrdBurst.VoiceHeader).Select(burst => (burst.Kind, burst.Payload)));
    }

    [Fact]
    public void What_waited_goes_out_no_faster_than_receivers_can_hold()
    {
        Press();
        Say(15);
        Grant();
        var at = new List<(double At, int Bursts)>();
        for (var i = 0; i < 60; i++)
        {
            Say(1);
            at.Add((20 * (i + 1), _sent.Count(burst => burst.Kind.IsVoiceBurst())));
        }

        // Never more than 120 ms ahead of who plays it from the grant on.
        Assert.All(at, one => Assert.True(one.Bursts * 60 <= one.At + 200, $"{one.Bursts} bursts after {one.At} ms."));
    }

    [Fact]
    public void Who_lets_go_in_the_queue_and_who_is_denied_says_nothing_on_the_air()
    {
        Press();
        Say(5);
        _talking.Decide(_stream, new TalkDecision(SpurtOutcome.Queued, Reason.None, 1, new FloorHolder(new RadioId(77), TimeSpan.FromSeconds(12))));
        Say(5);
        _talking.Release(_session);
        Pass(40);
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.Terminator], _sent.Select(burst => burst.Kind).Distinct());
        Assert.Equal([FloorState.Asked, FloorState.Queued, FloorState.Ended], States());

        _sent.Clear();
        Press();
        Say(2);
        _talking.Decide(_stream, new TalkDecision(SpurtOutcome.Denied, Reason.Busy, 0, new FloorHolder(new RadioId(77), TimeSpan.FromSeconds(12))));
        Say(2);
        var events = Events().OfType<ConsoleEvent.Floor>().ToArray();
        Assert.Equal(("busy", "77", TimeSpan.FromSeconds(12)), (events[^1].Reason, events[^1].By, events[^1].For));
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.Terminator], _sent.Select(burst => burst.Kind).Distinct());
    }

    [Fact]
    public void An_arbiter_that_never_answers_is_waited_for_5_seconds_while_the_talk_asks_on()
    {
        Press();
        Pass(4900);
        Assert.InRange(_sent.Count, 20, 30);
        Assert.Equal([FloorState.Asked], States());
        Pass(200);
        Assert.Equal("no-answer", Events().OfType<ConsoleEvent.Floor>().Single().Reason);
        Assert.Equal(DmrdBurst.Terminator, _sent[^1].Kind);
    }

    [Fact]
    public void A_console_that_falls_silent_is_filled_with_silence_and_after_3_seconds_it_is_over()
    {
        Press();
        Grant();
        Say(9);
        Pass(2000);
        var voice = _sent.Count(burst => burst.Kind.IsVoiceBurst());
        Assert.InRange(voice, 8, 13);
        Assert.DoesNotContain(_sent, burst => burst.Kind == DmrdBurst.Terminator);
        Pass(1500);
        Assert.Equal(DmrdBurst.Terminator, _sent[^1].Kind);
    }

    private void Press()
    {
        _talking.Press(_session, 1001, isEmergency: false, takesOver: false);
        Take();
        _talking.Begin(_stream, (uint)_talking.Asked);
    }

    private void Grant()
    {
        _talking.Decide(_stream, new TalkDecision(SpurtOutcome.Granted, Reason.None, 0, null));
        _talking.Work();
        Take();
    }

    private void Release()
    {
        _talking.Release(_session);
        Pass(1000);
    }

    private void Say(int pieces)
    {
        for (var i = 0; i < pieces; i++)
        {
            _talking.Say(_session, Piece(_said++));
            Pass(20);
        }
    }

    private void Pass(int milliseconds)
    {
        for (var i = 0; i < milliseconds; i += 20)
        {
            _time.Advance(TimeSpan.FromMilliseconds(20));
            _talking.Work();
            Take();
        }
    }

    private void Take()
    {
        for (; _talking.Ring.Count > 0; _talking.Ring.Drop())
        {
            var packet = _talking.Ring.Peek();
            _sent.Add((packet.Burst, packet.Sequence, Convert.ToHexString(packet.Payload)));
        }
    }

    private FloorState[] States() => [.. Events().OfType<ConsoleEvent.Floor>().Select(floor => floor.State)];

    private List<ConsoleEvent> Events()
    {
        var all = new List<ConsoleEvent>();
        var room = new byte[SpeechMessage.Length];
        while (_session.Outbox.TryTake(room, out var said))
        {
            all.Add(said!);
        }

        return all;
    }

    /// <summary>A piece like no other: a tone that climbs.</summary>
    private static short[] Piece(int number) =>
        [.. Enumerable.Range(0, SpeechFrame.Samples).Select(i => (short)(6000 * Math.Sin(((number * SpeechFrame.Samples) + i) * (0.2 + (number * 0.004)))))];

    private List<(DmrdBurst Kind, string Payload)> Expected(int first, int end)
    {
        var sink = new Kept();
        Assert.True(TalkEncoder.TryOpen(_vocoder, sink, out var encoder, out _));
        using (encoder)
        {
            encoder.Begin(new TalkSpurt(LinkControl.GroupVoice(new TalkgroupId(1001), _session.User.Radio), TalkRing.ColorCode));
            for (var number = first; number < end; number++)
            {
                encoder.Take(Piece(number));
            }

            encoder.End();
        }

        return sink.All;
    }

    private sealed class Kept : IBurstSink
    {
        public List<(DmrdBurst Kind, string Payload)> All { get; } = [];

        public void Take(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload) => All.Add((burst, Convert.ToHexString(payload)));
    }

    private sealed class FixedPlan : IPlanView
    {
        public PlanIndex Current { get; } = new(
            NetworkPlan.Empty with
            {
                Talkgroups = [new(new TalkgroupId(1001), "root") { Vocoder = VocoderKind.Codec2At2400 }],
                Users = [new User("clerk", UserRole.Dispatcher, "root", "x")],
            },
            1);
    }
}
