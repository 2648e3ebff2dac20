using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.Consoles.Board;

namespace RadioNet.Consoles.Tests;

/// <summary>What the board makes of what it is told.</summary>
public sealed class TalkgroupBoardTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TalkgroupBoard _board;

    public TalkgroupBoardTests()
    {
        _board = new TalkgroupBoard(
            [
                new ConsoleTalkgroup { Id = 1001, NameVi = "Chỉ huy tỉnh", NameEn = "Province command", HomeName = "Đắk Lắk", CanTalk = true },
                new ConsoleTalkgroup { Id = 2001, NameVi = "Cứu thương", NameEn = "Ambulances", HomeName = "Ea Kar" },
            ],
            _time);
        _board[1001]!.Listening = true;
    }

    [Fact]
    public void An_emergency_and_ones_own_talk_are_seen_whatever_one_looks_for()
    {
        var none = new HashSet<uint>();
        Assert.Equal([1001u, 2001u], _board.Among(null).Select(tile => tile.Talkgroup.Id));
        Assert.Equal([2001u], _board.Among(new HashSet<uint> { 2001, 7 }).Select(tile => tile.Talkgroup.Id));
        Assert.Empty(_board.Among(none));
        _board.Take(Watch(Activity(2001, "A", emergency: true)));
        Assert.Equal([2001u], _board.Among(none).Select(tile => tile.Talkgroup.Id));
        _board.Take("""{"type":"pressed","talkgroup":1001}""");
        Assert.Equal([1001u, 2001u], _board.Among(none).Select(tile => tile.Talkgroup.Id));
        _board.Take("""{"type":"released","talkgroup":1001}""");
        _board.Take(new WatchEvent { All = true });
        Assert.Empty(_board.Among(none));
    }

    [Fact]
    public void Who_does_not_look_is_told_once_who_begins_to_talk_on_what_is_listened_to()
    {
        _board.Take(Watch(Activity(1001, "PCCC 01")));
        Assert.Equal(("Chỉ huy tỉnh: PCCC 01 đang nói", "Province command: PCCC 01 is talking"), _board.News);
        _board.Take(Watch(Activity(2001, "Xe 7")));
        _board.Take("""{"type":"spurt","talkgroup":1001,"spurt":"s","source":1,"alias":"PCCC 01","state":"begin"}""");
        Assert.StartsWith("Province command: PCCC 01", _board.News.En, StringComparison.Ordinal);
        _board.Take("""{"type":"spurt","talkgroup":1001,"spurt":"t","source":2,"alias":"","state":"begin"}""");
        Assert.Equal("Province command: 2 is talking", _board.News.En);
        Assert.Equal("", _board.Urgent.En);
    }

    [Fact]
    public void What_becomes_of_ones_own_wish_and_an_emergency_are_urgent()
    {
        _board.Take("""{"type":"denied","talkgroup":1001,"reason":"busy","text":{"vi":"PCCC 01 đang nói.","en":"PCCC 01 is talking."},"forMs":12000}""");
        Assert.Equal("Chỉ huy tỉnh: không được nói. PCCC 01 đang nói.", _board.Urgent.Vi);
        _board.Take("""{"type":"granted","talkgroup":1001}""");
        Assert.Equal("Province command: you are talking", _board.Urgent.En);
        _board.Take(Watch(Activity(2001, "Xe 7", emergency: true)));
        Assert.Equal("Ambulances: EMERGENCY", _board.Urgent.En);
    }

    [Fact]
    public void The_floor_can_be_taken_from_another_alone_by_who_may()
    {
        Assert.False(_board.MayTakeOver);
        _board.Take("""{"type":"welcome","mayTakeOver":true,"talkgroups":[]}""");
        Assert.True(_board.MayTakeOver);
        var tile = _board[1001]!;
        Assert.False(tile.IsAnothers);
        _board.Take(Watch(Activity(1001, "PCCC 01"), Activity(2001, "Xe 7")));
        Assert.True(tile.IsAnothers);
        Assert.False(_board[2001]!.IsAnothers);
        _board.Take("""{"type":"granted","talkgroup":1001}""");
        Assert.False(tile.IsAnothers);
    }

    [Fact]
    public void A_talk_that_ended_while_the_page_was_cut_off_is_over()
    {
        _board.Take("""{"type":"granted","talkgroup":1001}""");
        _board.Take("""{"type":"link","up":false}""");
        _board.Take("""{"type":"talking","talkgroup":1001}""");
        Assert.Equal((false, FloorState.Granted), (_board.Linked, _board[1001]!.Floor));
        _board.Take("""{"type":"link","up":true}""");
        _board.Take("""{"type":"talking","talkgroup":0}""");
        Assert.Equal((true, FloorState.None), (_board.Linked, _board[1001]!.Floor));
    }

    [Fact]
    public void A_refusal_stays_for_as_long_as_its_cause_may_last_and_six_seconds_at_least()
    {
        _board.Take("""{"type":"denied","talkgroup":1001,"reason":"busy","forMs":12000}""");
        _board.Take("""{"type":"denied","talkgroup":2001,"reason":"not-allowed"}""");
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.True(_board.Tick());
        Assert.Equal((FloorState.Denied, FloorState.None), (_board[1001]!.Floor, _board[2001]!.Floor));
        _time.Advance(TimeSpan.FromSeconds(6));
        _board.Tick();
        Assert.Equal(FloorState.None, _board[1001]!.Floor);
        Assert.False(_board.Tick());
    }

    private static WatchEvent Watch(params ConsoleActivity[] activities)
    {
        var told = new WatchEvent();
        told.Activities.Add(activities);
        return told;
    }

    private ConsoleActivity Activity(uint talkgroup, string talker, bool emergency = false) => new()
    {
        Talkgroup = talkgroup,
        Call = $"call-{talkgroup}",
        Running = true,
        Talking = true,
        SourceName = talker,
        Emergency = emergency,
        Since = _time.GetUtcNow().ToTimestamp(),
    };
}
