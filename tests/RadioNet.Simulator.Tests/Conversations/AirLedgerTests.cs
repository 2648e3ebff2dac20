using Microsoft.Extensions.Time.Testing;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Conversations;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Tests.Conversations;

/// <summary>The count of what is due and heard, with listeners that are fed by hand.</summary>
public sealed class AirLedgerTests
{
    private const int Frames = 12;

    private static readonly AirSite Hill = new("hill", new(1), "", new(1));
    private static readonly AirSite Dam = new("dam", new(2), "", new(1));
    private static readonly AirSite Post = new("post", new(3), "", new(1));
    private static readonly TalkgroupId Group = new(1001);
    private static readonly TimeSpan TooLate = TimeSpan.FromMilliseconds(41);

    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, FedAir> _airs = new() { ["hill"] = new(), ["dam"] = new(), ["post"] = new() };
    private readonly Airtime _airtime;
    private readonly AirLedger _ledger;
    private TimeSpan _pause;

    public AirLedgerTests()
    {
        _airtime = new(_time);
        _ledger = new(new([Hill, Dam, Post], [], []), site => _airs[site.Id], _airtime, (_, _) => _pause, _time);
    }

    [Fact]
    public void A_spurt_heard_whole_everywhere_is_heard()
    {
        var spurt = Speak(1);
        Hear(Dam, spurt);
        Hear(Post, spurt);
        _ledger.Judge(spurt);
        Assert.Equal(new("hill", 0, 0, 0, 0, 0, 0), _ledger.Sites[0]);
        Assert.All(_ledger.Sites[1..], site => Assert.Equal(new(site.Site, Frames, Frames, 0, 0, 0, 0), site));
    }

    [Fact]
    public void A_missing_frame_is_lost_and_a_missing_terminator_is_damage()
    {
        var spurt = Speak(1);
        Hear(Dam, spurt, drop: 3);
        Hear(Post, spurt, drop: Frames + 1);
        _ledger.Judge(spurt);
        Assert.Equal(new("dam", Frames, Frames - 1, 0, 0, 0, 0), _ledger.Sites[1]);
        Assert.Equal(new("post", Frames, Frames, 0, 0, 0, Damaged: 1), _ledger.Sites[2]);
    }

    [Fact]
    public void A_changed_frame_is_damage()
    {
        var spurt = Speak(1);
        Hear(Dam, spurt, spoil: 4);
        Hear(Post, spurt);
        _ledger.Judge(spurt);
        Assert.Equal([0, 1, 0], _ledger.Sites.Select(site => site.Damaged));
        Assert.Equal(0, _ledger.Sites.Sum(site => site.Lost));
    }

    [Fact]
    public void A_site_where_another_call_runs_is_left_out_and_not_lost()
    {
        _airtime.Occupy(2, Dam, Timeslot.One, emergency: false);
        _time.Advance(TimeSpan.FromSeconds(2));
        var spurt = Speak(1);
        Hear(Post, spurt);
        _ledger.Judge(spurt);
        Assert.Equal(new("dam", 0, 0, LeftOut: Frames, 0, 0, 0), _ledger.Sites[1]);
        var left = Assert.Single(_ledger.LeftOut);
        Assert.Equal(("dam", 1u, Frames), (left.Site, left.Source.Value, left.Frames));
    }

    [Fact]
    public void A_call_that_comes_later_takes_nothing_away_but_an_emergency_and_a_radio_do()
    {
        var first = Speak(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        _airtime.Occupy(2, Dam, Timeslot.One, emergency: false);
        _airtime.Transmit(3, Post, Timeslot.One);
        first.Ended = _time.GetTimestamp();
        Assert.False(_airtime.IsContended(first, Dam, Timeslot.One));
        Assert.True(_airtime.IsContended(first, Post, Timeslot.One));
        Assert.False(_airtime.IsContended(first, Post, Timeslot.Two));
        _airtime.Occupy(4, Dam, Timeslot.One, emergency: true);
        first.Ended = _time.GetTimestamp();
        Assert.True(_airtime.IsContended(first, Dam, Timeslot.One));
    }

    [Fact]
    public void What_ended_before_is_not_in_the_way()
    {
        _airtime.End(_airtime.Occupy(2, Dam, Timeslot.One, emergency: true));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_airtime.IsContended(Speak(1), Dam, Timeslot.One));
    }

    [Fact]
    public void Of_two_rivals_one_is_due_and_every_frame_of_the_other_is_stray()
    {
        var (first, second) = (Speak(1), Speak(2));
        first.Ended = second.Ended;
        Hear(Dam, second);
        Hear(Post, second);
        Hear(Post, first);
        _ledger.Judge(first, second);
        Assert.Equal(0, _ledger.Sites.Sum(site => site.Lost));
        Assert.Equal([0, 0, Frames], _ledger.Sites.Select(site => site.Stray));
    }

    [Fact]
    public void Of_a_spurt_that_was_held_up_nothing_is_due()
    {
        var (first, second) = (Speak(1), Speak(2));
        second.HeldUp = true;
        Hear(Dam, first);
        _ledger.Judge(first, second);
        Assert.Equal(1, _ledger.HeldUp);
        Assert.Equal(0, _ledger.Sites.Sum(site => site.Due + site.Stray));
    }

    [Fact]
    public void A_denied_spurt_is_due_nowhere()
    {
        var spurt = Speak(1, denied: "unknown-radio");
        Hear(Dam, spurt);
        _ledger.Judge(spurt);
        Assert.Equal([0, Frames, 0], _ledger.Sites.Select(site => site.Stray));
        Assert.Equal(0, _ledger.Sites.Sum(site => site.Due));
        Assert.Equal("unknown-radio", Assert.Single(_ledger.Denied).Reason);
    }

    [Fact]
    public void Of_a_spurt_that_is_cut_what_came_before_is_due()
    {
        var spurt = Speak(1);
        spurt.CutAfter = 6;
        Hear(Dam, spurt, most: 1 + 6);
        Hear(Post, spurt, most: 1 + 5);
        _ledger.Judge(spurt);
        Assert.Equal([0, 6, 6], _ledger.Sites.Select(site => site.Due));
        Assert.Equal([0, 0, 1], _ledger.Sites.Select(site => site.Lost));
    }

    [Fact]
    public void At_a_site_that_repeats_a_spurt_is_due_too_though_its_radio_transmits_there()
    {
        _airs["hill"].Repeats = true;
        var spurt = Speak(1);
        _airtime.Transmit(1, Hill, Timeslot.One);
        foreach (var site in (AirSite[])[Hill, Dam, Post]) Hear(site, spurt);
        _ledger.Judge(spurt);
        Assert.Equal(new("hill", Frames, Frames, 0, 0, 0, 0), _ledger.Sites[0]);

        spurt = Speak(2);
        Hear(Dam, spurt);
        Hear(Post, spurt);
        _ledger.Judge(spurt);
        Assert.Equal(new("hill", 2 * Frames, Frames, 0, 0, 0, 0), _ledger.Sites[0]);
    }

    [Fact]
    public void What_a_site_repeats_until_it_hears_of_the_denial_is_no_stray_but_what_it_must_refuse_itself_is()
    {
        _airs["hill"].Repeats = true;
        var (first, second) = (Speak(1), Speak(2));
        first.Ended = second.Ended;
        Hear(Hill, first);
        Hear(Dam, second);
        Hear(Post, second);
        Hear(Hill, second);
        _ledger.Judge(first, second);
        var lost = Speak(3, denied: "not-found");
        Hear(Hill, lost);
        _ledger.Judge(lost);
        Assert.Equal(0, _ledger.Sites.Sum(site => site.Stray));
        var refused = Speak(4, denied: "not-member");
        Hear(Hill, refused);
        _ledger.Judge(refused);
        Assert.Equal([Frames, 0, 0], _ledger.Sites.Select(site => site.Stray));
    }

    [Fact]
    public void Of_a_spurt_that_is_cut_a_site_that_repeats_owes_what_it_had_come_to()
    {
        _airs["hill"].Repeats = true;
        var spurt = Speak(1);
        spurt.CutAfter = 6;
        Hear(Dam, spurt, most: 1 + 6);
        Hear(Post, spurt, most: 1 + 6);
        _time.Advance(TimeSpan.FromMilliseconds(110));
        Hear(Hill, spurt, most: 1 + 4);
        _ledger.Judge(spurt);
        Assert.Equal([4, 6, 6], _ledger.Sites.Select(site => site.Due));
        Assert.Equal(0, _ledger.Sites.Sum(site => site.Lost));
    }

    [Fact]
    public void A_station_that_does_not_wake_for_its_radio_loses_all_and_for_a_stranger_nothing()
    {
        var spurt = Speak(1);
        spurt.IsUnanswered = true;
        _ledger.Judge(spurt);
        Assert.Equal([0, Frames, Frames], _ledger.Sites.Select(site => site.Lost));
        var stranger = Speak(2, denied: "unknown-radio");
        stranger.IsUnanswered = true;
        _ledger.Judge(stranger);
        Assert.Empty(_ledger.Denied);
    }

    [Fact]
    public void What_the_same_radio_says_next_is_not_what_was_due()
    {
        var spurt = Speak(1);
        Hear(Post, spurt);
        _time.Advance(TimeSpan.FromMilliseconds(600));
        Hear(Dam, spurt);
        _ledger.Judge(spurt);
        Assert.Equal([0, Frames, 0], _ledger.Sites.Select(site => site.Lost));
    }

    [Fact]
    public void What_a_machine_that_is_too_slow_loses_is_not_counted_and_what_it_does_not_lose_is()
    {
        var spurt = Speak(1);
        Hear(Dam, spurt, drop: 3);
        Hear(Post, spurt);
        (_airs["dam"].Lateness, _airs["post"].Lateness) = (TooLate, TooLate);
        _ledger.Judge(spurt);
        Assert.Equal((0, Frames), (_ledger.Sites[1].Due, _ledger.Sites[2].Due));
        Assert.Equal(1, _ledger.HeldUp);
    }

    [Fact]
    public void A_pause_of_the_machine_explains_a_gap_and_a_short_one_does_not()
    {
        _pause = TooLate - TimeSpan.FromMilliseconds(1);
        var first = Speak(1);
        Hear(Dam, first, spoil: 4);
        Hear(Post, first);
        _ledger.Judge(first);
        var damaged = Assert.Single(_ledger.Damaged);
        Assert.Equal(("dam", 1u, Frames, _pause), (damaged.Site, damaged.Source.Value, damaged.Frames, damaged.Lateness));
        Assert.Equal(Frames, Assert.Single(damaged.Heard).VoiceBursts);

        _pause = TooLate;
        var second = Speak(2);
        Hear(Dam, second, spoil: 4);
        Hear(Post, second);
        _ledger.Judge(second);
        Assert.Equal([1, 0], _ledger.Sites[1..].Select(site => site.Damaged));
        Assert.Equal(1, _ledger.HeldUp);
        Assert.Equal([Frames, 2 * Frames], _ledger.Sites[1..].Select(site => site.Due));
    }

    [Fact]
    public void What_is_broken_where_timeslots_contend_is_damage_unless_the_machine_paused()
    {
        _airtime.Occupy(2, Dam, Timeslot.One, emergency: false);
        _time.Advance(TimeSpan.FromSeconds(2));
        var first = Speak(1);
        Hear(Dam, first, drop: Frames + 1);
        Hear(Post, first);
        _ledger.Judge(first);
        Assert.Equal((1, Frames), (_ledger.Sites[1].Damaged, _ledger.Sites[1].Late));

        _pause = TooLate;
        var second = Speak(2);
        Hear(Dam, second, drop: Frames + 1);
        Hear(Post, second);
        _ledger.Judge(second);
        Assert.Equal((1, Frames), (_ledger.Sites[1].Damaged, _ledger.Sites[1].Late));
    }

    private Spurt Speak(uint radio, string? denied = null)
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        var transmission = new VirtualRadio(new(radio), new(1)).CallGroup(Group, VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(60 * Frames)));
        var spurt = new Spurt
        {
            Scene = (int)radio,
            From = Hill,
            Slot = Timeslot.One,
            Transmission = transmission,
            Due = denied is null ? [(Dam, Timeslot.One), (Post, Timeslot.One)] : [],
            Denied = denied,
            Began = _time.GetTimestamp(),
            Ended = _time.GetTimestamp(),
        };
        spurt.CountSent(transmission.VoiceBursts);
        Assert.Equal(Frames, spurt.FramesSent);
        return spurt;
    }

    /// <summary>A listener hears the spurt's bursts: without one of them, with a spoilt one, or only the first, which then end.</summary>
    private void Hear(AirSite site, Spurt spurt, int drop = -1, int spoil = -1, int most = int.MaxValue)
    {
        var bursts = spurt.Transmission.Bursts;
        for (int i = 0; i < bursts.Length; i++)
        {
            bool isLast = i == bursts.Length - 1;
            if (i == drop || (i >= most && !isLast)) continue;
            byte[] payload = bursts[i].Payload.ToArray();
            if (i == spoil) payload[0] ^= 1;
            var header = new DmrdHeader
            {
                Sequence = (byte)Math.Min(i, most),
                Source = spurt.Transmission.Source,
                Target = spurt.Transmission.Target,
                TargetKind = spurt.Transmission.TargetKind,
                Repeater = site.Repeater,
                Slot = spurt.Slot,
                Burst = bursts[i].Kind,
                StreamId = spurt.Transmission.Source.Value,
            };
            byte[] datagram = new byte[DmrdPacket.Length];
            header.Write(datagram, payload, 0, -80);
            Assert.True(DmrdPacket.TryRead(datagram, out var packet));
            _airs[site.Id].Feed(packet, _time.GetTimestamp());
        }
    }
}
