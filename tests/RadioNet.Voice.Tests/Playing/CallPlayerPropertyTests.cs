using CsCheck;
using RadioNet.Voice.Playing;

namespace RadioNet.Voice.Tests.Playing;

/// <summary>Whatever a link does to a spurt's bursts, each piece is heard once and in its turn, or its loss is counted.</summary>
public sealed class CallPlayerPropertyTests
{
    private const int Quiet = 40;

    private static readonly Gen<Fate> _fate = Gen.Select(
        Gen.Frequency((12, Gen.Const(Kind.Comes)), (3, Gen.Const(Kind.Late)), (2, Gen.Const(Kind.Lost)), (1, Gen.Const(Kind.Twice)), (1, Gen.Const(Kind.Stall))),
        Gen.Int[0, 220],
        (kind, amount) => new Fate(kind, amount));

    private enum Kind
    {
        Comes,
        Late,
        Lost,
        Twice,
        Stall,
    }

    [Fact]
    public void Each_piece_is_heard_once_and_in_turn_or_counted_and_the_delay_returns_to_nothing() =>
        _fate.Array[1, 80].Sample(Check, iter: 500);

    private static void Check(Fate[] fates)
    {
        var events = Events(fates);
        int bursts = fates.Length + Quiet;
        using var rig = new PlayerRig();
        rig.Header(0);
        foreach (var (at, burst) in events)
        {
            if (burst < bursts) rig.Voice(at, burst);
            else rig.Terminator(at, bursts);
        }

        rig.Wait(1_000_000);

        // In turn, once, and nothing that was not said.
        var said = rig.Heard.All.Where(heard => !heard.Piece.IsConcealed && !heard.Piece.IsLast).ToList();
        int[] numbers = [.. said.Select(heard => (int)heard.Samples[0])];
        Assert.Equal(numbers.Order().Distinct(), numbers);
        Assert.All(said, heard => Assert.Equal(heard.Piece.Sequence + 1, (uint)heard.Samples[0]));
        Assert.Equal(rig.Heard.All.Select(heard => heard.Piece.Sequence).Order().Distinct(), rig.Heard.All.Select(heard => heard.Piece.Sequence));
        Assert.Equal(rig.Heard.All.Select(heard => heard.At).Order(), rig.Heard.All.Select(heard => heard.At));

        // Every piece is accounted for.
        var counters = rig.Player.Counters;
        Assert.True(rig.Heard.All[^1].Piece.IsLast);
        Assert.Equal(3 * bursts, (int)rig.Heard.All[^1].Piece.Sequence);
        Assert.Equal(3 * bursts, counters.Said + counters.Concealed + counters.Silent + counters.Skipped + counters.Trimmed);
        Assert.Equal((counters.Said, counters.Concealed + counters.Silent), (said.Count, rig.Heard.All.Count - said.Count - 1));

        // Nothing waits longer than the most, and at the end, where all comes in order, nothing waits.
        Assert.All(said, heard => Assert.InRange(heard.At.TotalMilliseconds - heard.Piece.ArrivedMicroseconds / 1000.0, 0, 160.001));
        Assert.All(said[^24..], heard => Assert.Equal(heard.Piece.ArrivedMicroseconds, heard.At.TotalMicroseconds));
        Assert.Equal(24, numbers[^24..].Count(number => number > 3 * (bursts - 8)));
    }

    /// <summary>When each burst comes; at the end some that come in order, and the terminator.</summary>
    private static List<(double At, int Burst)> Events(Fate[] fates)
    {
        var events = new List<(double At, int Burst)>();
        double free = 0;
        for (int burst = 0; burst < fates.Length; burst++)
        {
            double sent = 60 * (burst + 1);
            var (kind, amount) = fates[burst];
            if (kind == Kind.Stall) free = Math.Max(free, sent + 5 * amount);
            double at = Math.Max(sent + (kind == Kind.Late ? amount : 0), free);
            if (kind != Kind.Lost) events.Add((at, burst));
            if (kind == Kind.Twice) events.Add((at + amount, burst));
        }

        for (int burst = fates.Length; burst <= fates.Length + Quiet; burst++) events.Add((Math.Max(60 * (burst + 1), free), burst));
        return [.. events.OrderBy(each => each.At).ThenBy(each => each.Burst)];
    }

    private readonly record struct Fate(Kind Kind, int Amount);
}
