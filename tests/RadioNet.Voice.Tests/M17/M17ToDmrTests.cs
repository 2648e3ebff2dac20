using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;
using RadioNet.Voice.Tests.Playing;
using RadioNet.Voice.Tests.Talking;

namespace RadioNet.Voice.Tests.M17;

public sealed class M17ToDmrTests
{
    private readonly SaidBursts _said = new();
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void A_burst_leaves_as_soon_as_its_60_ms_are_there()
    {
        using var edge = Open();
        var after = new List<int>();
        for (int number = 0; number < 9; number++)
        {
            Take(edge, 5, number, isLast: number == 8);
            after.Add(_said.All.Count);
        }

        // The header; a burst with each third piece; the terminator behind a whole superframe.
        Assert.Equal([1, 2, 3, 3, 4, 5, 5, 6, 8], after);
        Assert.Equal(DmrdBurst.Terminator, _said.All[^1].Burst);
        Assert.Equal(new M17ToDmrCounters(1, 9, 0, 0, 0, 0, 0, 0, 0), edge.Counters);
        Assert.True(FullLinkControl.TryReadHeader(_said.All[0].Payload, out var lc));
        Assert.Equal(EdgeRig.Spurt.Call, lc);
        Assert.False(edge.IsOpen);
    }

    [Fact]
    public void What_is_lost_is_bridged_and_what_comes_late_is_not_said_again()
    {
        using var edge = Open();
        foreach (int number in (int[])[0, 1, 4, 3, 4, 5]) Take(edge, 5, number);
        Take(edge, 5, 8, isLast: true);
        Take(edge, 5, 8, isLast: true);

        Assert.Equal(new M17ToDmrCounters(1, 5, 4, 0, 3, 0, 0, 0, 0), edge.Counters);
        Assert.Equal(1 + 6 + 1, _said.All.Count);
    }

    [Fact]
    public void A_long_gap_is_skipped_and_numbers_wrap()
    {
        using var edge = Open();
        foreach (int number in (int[])[0x7FF0, 0x7FFF, 0, 1, 500]) Take(edge, 5, number);

        Assert.Equal(new M17ToDmrCounters(1, 5, 0, 14 + 498, 0, 0, 0, 0, 0), edge.Counters with { Bridged = 0, Skipped = edge.Counters.Skipped + edge.Counters.Bridged });
        Assert.Equal(0, edge.Counters.Bridged);
    }

    [Fact]
    public void A_stream_that_stops_without_a_last_packet_ends_after_its_time()
    {
        using var edge = Open();
        Take(edge, 5, 0);
        Take(edge, 5, 1);
        _now = edge.DueAt - TimeSpan.FromMilliseconds(1);
        edge.Advance(_now);
        Assert.True(edge.IsOpen);
        _now = edge.DueAt;
        edge.Advance(_now);

        Assert.False(edge.IsOpen);
        Assert.Equal((1L, TimeSpan.MaxValue), (edge.Counters.TimedOut, edge.DueAt));
        Assert.Equal(DmrdBurst.Terminator, _said.All[^1].Burst);
        Assert.Equal(1 + 6 + 1, _said.All.Count);
    }

    [Fact]
    public void A_second_stream_waits_until_the_first_is_not_there_any_more()
    {
        using var edge = Open();
        Take(edge, 5, 0);
        Take(edge, 6, 0);
        Take(edge, 5, 1);
        _now += TimeSpan.FromMilliseconds(200);
        Take(edge, 6, 1);

        Assert.Equal(new M17ToDmrCounters(2, 3, 0, 0, 0, 1, 0, 0, 0), edge.Counters);
        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.Terminator, DmrdBurst.VoiceHeader], _said.All.Select(said => said.Burst).Where(burst => !burst.IsVoiceBurst()));
    }

    [Fact]
    public void What_is_not_plain_speech_or_not_let_in_is_asked_about_once_and_not_said()
    {
        int asked = 0;
        using var edge = Open(_ =>
        {
            asked++;
            return null;
        });
        for (int number = 0; number < 3; number++) Take(edge, 5, number);
        foreach (ushort type in (ushort[])[0x0007, 0x0015, 0x0003, 0x0004])
            for (int number = 0; number < 2; number++) Take(edge, type, number, setup: EdgeRig.Setup with { Type = new M17Type(type) });

        Assert.Equal(1, asked);
        Assert.Equal(new M17ToDmrCounters(0, 0, 0, 0, 0, 0, 8, 3, 0), edge.Counters);
        Assert.Empty(_said.All);
    }

    [Fact]
    public void A_stream_that_is_cut_stays_cut()
    {
        using var edge = Open();
        Take(edge, 5, 0);
        edge.Cut();
        int bursts = _said.All.Count;
        Take(edge, 5, 1);

        Assert.Equal(DmrdBurst.Terminator, _said.All[^1].Burst);
        Assert.Equal(bursts, _said.All.Count);
        Assert.Equal(1, edge.Counters.Denied);
    }

    private M17ToDmr Open(Func<M17LinkSetup, Voice.Talking.TalkSpurt?>? admit = null) => EdgeRig.ToDmr(_said, new NumberVocoder(), admit);

    private void Take(M17ToDmr edge, ushort stream, int number, bool isLast = false, M17LinkSetup? setup = null)
    {
        _now += TimeSpan.FromMilliseconds(40);
        edge.Take(EdgeRig.Read(EdgeRig.Packet(stream, number, isLast, setup)), _now);
    }
}
