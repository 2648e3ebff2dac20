using RadioNet.BaseStation.Tools;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Tools;

/// <summary>Frames as an MMDVM modem sent them: firmware-interfaces/mmdvm-modem, a call of radio 1 to talkgroup 9 in timeslot 2.</summary>
public sealed class MonitorBoardTests
{
    private const string Header = "E0271A41002008080238 15002CA01460846D5D7F77FD757E3030011001400 3C013C11E806F0050";
    private const string VoiceA = "E0271A20CEA8FE83ACC458200ACEA8FE83A7F7D5DD57DFDCC458200ACEA8FE83ACC458200B0050";
    private const string Terminator = "E0271A42004F08DC028815782CD014C084AD5D7F77FD75796524022806200F801BC107805F0050";

    private readonly MonitorBoard _board = new(new VersionReply(), RssiMapping.Parse("0 -130\n160 -50", out _)!);

    [Fact]
    public void A_spurt_is_told_with_who_and_how_well()
    {
        Take(Header, 1);
        Take(VoiceA, 1.06);
        var talking = _board.Moment(TimeSpan.FromSeconds(1.1)).Slot2!;
        Take(Terminator, 1.12);
        var over = _board.Moment(TimeSpan.FromSeconds(1.2));

        Assert.Equal((new RadioId(1), 9u, AddressKind.Group), (talking.Source!.Value, talking.Target, talking.TargetKind));
        Assert.Equal((2, 1, false), (talking.Bursts, talking.VoiceBursts, talking.IsOver));
        Assert.Equal(-90, talking.Dbm);
        Assert.True(talking.BitErrorPercent < 1);
        Assert.True(over.Slot2 is { IsOver: true, HasTerminator: true, Bursts: 3 });
        Assert.Null(over.Slot1);
        Assert.Equal(3, over.Bursts);
    }

    [Fact]
    public void A_spurt_without_an_end_is_over_when_its_signal_is()
    {
        Take(Header, 1);
        Take(VoiceA, 1.06);
        Assert.False(_board.Moment(TimeSpan.FromSeconds(1.8)).Slot2!.IsOver);
        Assert.True(_board.Moment(TimeSpan.FromSeconds(1.9)).Slot2 is { IsOver: true, HasTerminator: false });
    }

    [Fact]
    public void The_modem_tells_that_a_timeslot_is_lost()
    {
        Take(VoiceA, 1);
        Take("E0031B", 1.2);
        Assert.True(_board.Moment(TimeSpan.FromSeconds(1.2)).Slot2!.IsOver);
    }

    [Fact]
    public void Flags_are_counted_status_by_status()
    {
        Take("E014010203000000000A00000000000000000000", 1);
        Take("E014010201000000000A00000000000000000000", 1.25);

        var moment = _board.Moment(TimeSpan.FromSeconds(1.3));

        Assert.Equal((2, 2L, 1L, 0L), (moment.Statuses, moment.Flags[ModemStatusFlags.Transmitting], moment.Flags[ModemStatusFlags.AdcOverflow], moment.Flags[ModemStatusFlags.Lockout]));
        Assert.Equal(ModemState.Dmr, moment.Status!.Value.State);
    }

    [Fact]
    public void What_is_no_frame_changes_nothing()
    {
        var before = _board.Moment(TimeSpan.Zero);
        Take("", 1);
        Take("E0", 1);
        Take("0011", 1);
        Take("E0251A", 1);
        var after = _board.Moment(TimeSpan.Zero);
        Assert.Equal((before.Bursts, before.Statuses, before.Refusals), (after.Bursts, after.Statuses, after.Refusals));
        Assert.Null(after.Slot2);
    }

    private void Take(string hexadecimal, double seconds) =>
        _board.Take(new HeardFrame(Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal)), TimeSpan.FromSeconds(seconds)));
}
