using System.Globalization;
using RadioNet.Voice.Playing;

namespace RadioNet.Voice.Tests.Playing;

/// <summary>
/// How long a call's player should wait for what is missing: five minutes of speech over links of six kinds, with fixed waits and with
/// the adaptive one. The table of <c>src/RadioNet.Voice/Playing/README.md</c> is this test's output.
/// </summary>
public sealed class WaitRulesTests(ITestOutputHelper output)
{
    private const int BurstsOfSpurt = 120, Spurts = 42;

    private static readonly (string Name, int Jitter, int LossPercent, int StallEach)[] _links =
    [
        ("even", 0, 0, 0),
        ("0–40 ms late", 40, 0, 0),
        ("0–100 ms late, overtaking", 100, 0, 0),
        ("even, 5 % lost", 0, 5, 0),
        ("0–40 ms late, 5 % lost", 40, 5, 0),
        ("even, 1 s stall each 20 s", 0, 0, 333),
    ];

    private static readonly (string Name, PlayingOptions Options)[] _rules =
    [
        ("20 ms", Fixed(20)),
        ("60 ms", Fixed(60)),
        ("160 ms", Fixed(160)),
        ("adaptive", new PlayingOptions { LevelControl = false }),
    ];

    [Fact]
    public void The_adaptive_wait_hears_nearly_all_that_came_and_holds_up_nothing_where_a_link_is_even()
    {
        output.WriteLine("| link | wait | heard of what came | guessed of all | heard at once | longest wait | a lost burst is noticed after |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var link in _links)
        {
            var figures = _rules.Select(rule => (rule.Name, Figures: Measure(link, rule.Options))).ToList();
            foreach (var (name, one) in figures) output.WriteLine($"| {link.Name} | {name} | {one}");
            var (adaptive, shortest, longest) = (figures[3].Figures, figures[0].Figures, figures[2].Figures);
            Assert.True(adaptive.Heard >= (link.StallEach > 0 ? 94 : 99), $"{link.Name}: {adaptive}");
            Assert.True(adaptive.Heard >= shortest.Heard - 0.01, $"{link.Name}: {adaptive}, {shortest}");
            Assert.True(adaptive.Noticed <= longest.Noticed, $"{link.Name}: {adaptive}, {longest}");
            if (link.Jitter == 0) Assert.True(adaptive is { AtOnce: > 99, Noticed: < 45 }, $"{link.Name}: {adaptive}");
        }
    }

    private static Figures Measure((string Name, int Jitter, int LossPercent, int StallEach) link, PlayingOptions options)
    {
        var random = new Random(20261123);
        using var rig = new PlayerRig(options);
        long came = 0;
        double noticed = 0;
        for (int spurt = 1; spurt <= Spurts; spurt++)
        {
            double start = spurt * BurstsOfSpurt * 60.0 * 1.2;
            var events = new List<(double At, int Burst)>();
            double free = 0;
            for (int burst = 0; burst < BurstsOfSpurt; burst++)
            {
                double sent = start + 60 * (burst + 1);
                if (link.StallEach > 0 && (spurt * BurstsOfSpurt + burst) % link.StallEach == 0) free = sent + 1000;
                if (random.Next(100) < link.LossPercent) continue;
                events.Add((Math.Max(sent + random.NextDouble() * link.Jitter, free), burst));
            }

            came += 3L * events.Count;
            rig.Header(start, (ulong)spurt);
            foreach (var (at, burst) in events.OrderBy(each => each.At)) rig.Voice(at, burst, (ulong)spurt);
            noticed = Math.Max(noticed, rig.Meter.Wait.TotalMilliseconds);
            rig.Terminator(Math.Max(start + 60 * (BurstsOfSpurt + 1) + link.Jitter, free), BurstsOfSpurt, (ulong)spurt);
            rig.Wait(start + 60 * BurstsOfSpurt * 1.15);
        }

        double[] waits = [.. rig.Heard.All.Where(heard => !heard.Piece.IsConcealed && !heard.Piece.IsLast)
            .Select(heard => heard.At.TotalMilliseconds - heard.Piece.ArrivedMicroseconds / 1000.0)];
        return new Figures(
            100.0 * waits.Length / came, 100.0 * rig.Player.Counters.Concealed / (3 * BurstsOfSpurt * Spurts),
            100.0 * waits.Count(wait => wait < 0.01) / waits.Length, waits.Max(), noticed);
    }

    private static PlayingOptions Fixed(int milliseconds)
    {
        var wait = TimeSpan.FromMilliseconds(milliseconds);
        return new PlayingOptions { LeastWait = wait, FirstWait = wait, MostWait = wait, LevelControl = false };
    }

    private sealed record Figures(double Heard, double Guessed, double AtOnce, double Longest, double Noticed)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Heard:F2} % | {Guessed:F2} % | {AtOnce:F2} % | {Longest:F0} ms | {Noticed:F0} ms |");
    }
}
