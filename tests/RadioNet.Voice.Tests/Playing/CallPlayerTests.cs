using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Playing;

public sealed class CallPlayerTests
{
    private static readonly PlayingOptions _uneven = new() { FirstWait = TimeSpan.FromMilliseconds(80), LevelControl = false };

    [Fact]
    public void Bursts_in_order_are_heard_when_they_come()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        for (int burst = 0; burst < 12; burst++)
        {
            // Late by 0 to 35 ms, which is less than it would wait for a missing one.
            double at = 60 + 60 * burst + burst % 6 * 7;
            rig.Voice(at, burst);
            Assert.Equal(3 * (burst + 1), rig.Heard.All.Count);
            Assert.All(rig.Heard.All[^3..], heard => Assert.Equal(at, heard.At.TotalMilliseconds));
            Assert.All(rig.Heard.All[^3..], heard => Assert.Equal(at * 1000, heard.Piece.ArrivedMicroseconds));
        }

        rig.Terminator(60 + 60 * 12, 12);

        Assert.Equal([.. Enumerable.Range(1, 36).Select(number => (int?)number), null], rig.Heard.Numbers);
        Assert.Equal(Enumerable.Range(0, 37).Select(number => (uint)number), rig.Heard.All.Select(heard => heard.Piece.Sequence));
        Assert.True(rig.Heard.All[0].Piece.IsFirst);
        Assert.Equal(1, rig.Heard.All.Count(heard => heard.Piece.IsFirst));
        Assert.All(rig.Heard.All, heard => Assert.Equal((PlayerRig.Call, 1UL), (heard.Piece.Call, heard.Piece.Spurt)));
        Assert.Equal(36, rig.Player.Counters.Said);
    }

    [Fact]
    public void An_overtaken_burst_is_waited_for()
    {
        using var rig = new PlayerRig(_uneven);
        rig.Header(0);
        rig.Voice(60, 0);
        rig.Voice(180, 2);
        Assert.Equal([1, 2, 3], rig.Heard.Numbers);
        rig.Voice(190, 1);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], rig.Heard.Numbers);
        Assert.Equal(0, rig.Player.Counters.Concealed);
    }

    [Fact]
    public void The_first_voice_burst_may_be_overtaken_too_behind_a_header()
    {
        using var rig = new PlayerRig(_uneven);
        rig.Header(0);
        rig.Voice(120, 1);
        rig.Voice(130, 0);

        Assert.Equal([1, 2, 3, 4, 5, 6], rig.Heard.Numbers);
    }

    [Fact]
    public void A_lost_burst_is_concealed_in_its_time_so_that_no_listener_runs_dry()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        rig.Voice(60, 0);
        rig.Voice(180, 2);

        Assert.Equal([1, 2, 3, -1, 0, 0, 7, 8, 9], rig.Heard.Numbers);
        Assert.Equal([160, 180, 180], rig.Heard.All[3..6].Select(heard => Math.Round(heard.At.TotalMilliseconds)));
        Assert.All(rig.Heard.All[3..6], heard => Assert.True(heard.Piece.IsConcealed));
        Assert.Equal(3, rig.Player.Counters.Concealed);
    }

    [Fact]
    public void Longer_losses_are_silence_and_cost_no_delay_afterwards()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        for (int burst = 0; burst < 4; burst++) rig.Voice(60 + 60 * burst, burst);
        rig.Voice(60 + 60 * 9, 9);
        rig.Voice(60 + 60 * 10, 10);

        Assert.Equal([12, -6, -3, -1, 28], rig.Heard.Numbers[11..16]);
        Assert.Equal(27u, rig.Heard.All[15].Piece.Sequence);
        Assert.Equal(60 + 60 * 9, rig.Heard.All[15].At.TotalMilliseconds);
        Assert.Equal((3L, 12L), (rig.Player.Counters.Concealed, rig.Player.Counters.Skipped));
    }

    [Fact]
    public void What_comes_late_or_twice_is_dropped_and_counted()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        rig.Voice(60, 0);
        rig.Voice(60, 0);
        rig.Voice(180, 2);
        rig.Voice(230, 1);
        rig.Voice(240, 3);
        rig.Voice(240, 2);

        Assert.Equal([1, 2, 3, -1, 0, 0, 7, 8, 9, 10, 11, 12], rig.Heard.Numbers);
        Assert.Equal((1L, 2L), (rig.Player.Counters.Late, rig.Player.Counters.Duplicates));
    }

    [Fact]
    public void What_is_only_partly_late_is_heard_in_part()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        rig.Voice(60, 0);
        rig.Voice(120 + 50, 1);

        Assert.Equal([1, 2, 3, -1, 5, 6], rig.Heard.Numbers);
    }

    [Fact]
    public void An_uneven_link_is_waited_for_after_it_was_met_once()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        for (int burst = 0; burst < 20; burst++) rig.Voice(60 + 60 * burst + (burst % 4 == 3 ? 70 : 0), burst);

        Assert.Equal(2, rig.Player.Counters.Concealed);
        Assert.Equal(80, rig.Meter.Wait.TotalMilliseconds, 1.0);
    }

    [Fact]
    public void After_a_stall_only_the_newest_is_heard_and_nothing_is_late()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        for (int burst = 0; burst < 10; burst++) rig.Voice(60 + 60 * burst, burst);
        for (int burst = 10; burst < 27; burst++) rig.Voice(600 + 1050, burst);
        int before = rig.Heard.All.Count;
        for (int burst = 27; burst < 40; burst++) rig.Voice(60 + 60 * burst, burst);

        // 60 ms of guesses when it began; at its end the burst that was no more than 60 ms late.
        Assert.Equal([79, 80, 81], rig.Heard.Numbers[(before - 3)..before]);
        Assert.Equal(33 + 3, before);
        Assert.All(rig.Heard.All[before..], heard => Assert.Equal(heard.Piece.ArrivedMicroseconds, heard.At.TotalMicroseconds));
        Assert.Equal(3 * 13, rig.Heard.All.Count - before);
        Assert.Equal((3L, 0L, 45L, 1L), (rig.Player.Counters.Concealed, rig.Player.Counters.Skipped, rig.Player.Counters.Trimmed, rig.Player.Counters.Late));
    }

    [Fact]
    public void A_way_that_becomes_slower_costs_a_pause_and_no_word_more()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        for (int burst = 0; burst < 10; burst++) rig.Voice(60 + 60 * burst, burst);
        for (int burst = 10; burst < 30; burst++) rig.Voice(60 + 60 * burst + 300, burst);

        int?[] all = [.. rig.Heard.Numbers];
        Assert.Equal([30, -15, -7, -3, 34, 35, 36], all[29..36]);
        Assert.Equal(Enumerable.Range(34, 57).Select(number => (int?)number), all[33..]);
        Assert.All(rig.Heard.All[36..], heard => Assert.Equal(heard.Piece.ArrivedMicroseconds, heard.At.TotalMicroseconds));
    }

    [Fact]
    public void Another_spurt_ends_the_one_before_and_what_comes_of_that_later_is_dropped()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        rig.Voice(60, 0);
        rig.Voice(120, 2);
        rig.Voice(125, 0, spurt: 2);
        rig.Voice(126, 1);

        Assert.Equal([1, 2, 3, -1, 0, 0, 7, 8, 9, null, 1, 2, 3], rig.Heard.Numbers);
        Assert.Equal((1L, 2L), (rig.Player.Counters.Strange, rig.Player.Counters.Spurts));
    }

    [Fact]
    public void A_spurt_that_is_ended_from_outside_says_so_once()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        rig.Voice(60, 0);
        rig.Player.End(TimeSpan.FromMilliseconds(560));
        rig.Player.End(TimeSpan.FromMilliseconds(561));
        rig.Terminator(562, 1);

        Assert.Equal([1, 2, 3, null], rig.Heard.Numbers);
        Assert.Equal(TimeSpan.MaxValue, rig.Player.DueAt);
    }

    [Fact]
    public void A_terminator_waits_for_a_burst_that_it_has_overtaken()
    {
        using var rig = new PlayerRig(_uneven);
        rig.Header(0);
        rig.Voice(60, 0);
        rig.Terminator(180, 2);
        rig.Voice(185, 1);

        Assert.Equal([1, 2, 3, 4, 5, 6, null], rig.Heard.Numbers);
    }

    [Fact]
    public void Enciphered_speech_is_never_noise()
    {
        using var rig = new PlayerRig();
        byte[] header = new byte[BurstLayout.BurstOctets];
        var call = LinkControl.GroupVoice(new TalkgroupId(1), new RadioId(2), new ServiceOptions(ServiceOptions.PrivacyBit));
        FullLinkControl.WriteVoiceHeader(header, call, new ColorCode(1));
        rig.Take(0, DmrdBurst.VoiceHeader, 255, header, spurt: 1);
        rig.Voice(60, 0);
        rig.Terminator(120, 1);

        Assert.Equal([null], rig.Heard.Numbers);
        Assert.Equal(3, rig.Player.Counters.Enciphered);
    }

    [Fact]
    public void A_sender_that_repeats_one_number_for_ever_is_heard()
    {
        using var rig = new PlayerRig();
        for (int burst = 0; burst < 8; burst++)
            rig.Take(60 + 60 * burst, DmrdBurstExtensions.FromSuperframeIndex(burst % 6), 0, NumberVocoder.BurstOf(burst), spurt: 1);

        Assert.Equal(Enumerable.Range(1, 24).Select(number => (int?)number), rig.Heard.Numbers);
    }

    [Fact]
    public void Numbers_that_begin_anew_after_255_are_one_spurt()
    {
        using var rig = new PlayerRig();
        rig.Header(0);
        for (int burst = 0; burst < 600; burst++) rig.Voice(60 + 60 * burst, burst);
        rig.Terminator(60 + 60 * 600, 600);

        Assert.Equal([.. Enumerable.Range(1, 1800).Select(number => (int?)number), null], rig.Heard.Numbers);
    }

    [Fact]
    public void A_vocoder_whose_frames_no_burst_carries_is_refused()
    {
        var vocoder = new VocoderCatalogue(new VocoderSources()).Find(VocoderNames.ALaw)!;

        Assert.False(CallPlayer.TryOpen(vocoder, 1, new HeardPieces(), out _, out var refusal));
        Assert.Contains("g711-alaw", refusal.En, StringComparison.Ordinal);
    }
}
