using System.Text.Json;
using Microsoft.Playwright;

namespace RadioNet.Consoles.Tests;

/// <summary>The scripts' pure rules, run by the browser that runs them, on a clock of the test's own.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class PlayoutTests(ConsoleRig rig)
{
    /// <summary>
    /// Plays bursts (three pieces each, all of an amplitude) at given times in 5 ms steps, by a loudspeaker that takes so much longer or shorter than it
    /// should; tells each piece's delay and the counters.
    /// </summary>
    private const string Play = """
        async ([folder, bursts, until, slow]) => {
          const { Playout } = await import(`${folder}/playout.js`);
          const playout = new Playout();
          const delays = [], levels = [];
          let sequence = 0, at = 0, next = 0, silent = 0;
          for (let now = 0; now < until; now += 5) {
            while (at < bursts.length && bursts[at].arrives <= now) {
              const burst = bursts[at++];
              for (let i = 0; i < 3; i++) {
                playout.take({ sequence: burst.number * 3 + i, stamp: burst.number * 60, arrived: now, first: burst.number === 0 && i === 0,
                  last: burst.last === true && i === 2, samples: new Float32Array(160).fill(0.5) }, now);
              }
            }
            if (now < next) continue;
            const played = playout.counters.played;
            const samples = playout.next(now);
            if (samples === null) { silent++; next = now; continue; }
            next = (now - next < 5 ? next : now) + samples.length / 8 * slow;
            if (playout.counters.played > played) delays.push({ now, delay: now - playout.playedStamp - (playout.playedSequence % 3) * 20 });
            levels.push(playout.level);
          }
          return JSON.stringify({ delays, counters: playout.counters, target: playout.target, silent });
        }
        """;

    [Fact]
    public async Task In_order_bursts_play_after_the_target_and_nothing_is_lost()
    {
        var played = await PlayAsync(Enumerable.Range(0, 200).Select(n => (n, n * 60)), 12_200);
        Assert.Equal(600, played.Counters["played"]);
        Assert.All(played.Delays, one => Assert.InRange(one.Delay, 40, 45));
        Assert.Equal((0, 0, 0, 0), (played.Counters["late"], played.Counters["trimmed"], played.Counters["flushed"], played.Counters["underruns"]));
    }

    [Fact]
    public async Task Jitter_raises_the_target_until_nothing_is_missed()
    {
        var random = new Random(7);
        var played = await PlayAsync(Enumerable.Range(0, 400).Select(n => (n, (n * 60) + random.Next(0, 60))), 24_300);
        Assert.InRange(played.Target, 60, 80);
        Assert.InRange(played.Counters["underruns"], 0, 12);
        Assert.All(played.Delays.Skip(600), one => Assert.InRange(one.Delay, 0, 170));
    }

    [Fact]
    public async Task After_a_stall_of_a_second_the_delay_is_back_within_three()
    {
        // Bursts 40 to 56 come together, a second late.
        var played = await PlayAsync(Enumerable.Range(0, 140).Select(n => (n, n is >= 40 and < 57 ? 57 * 60 : n * 60)), 8_600);
        Assert.InRange(played.Counters["flushed"], 30, 51);
        Assert.All(played.Delays.Where(one => one.Now > (57 * 60) + 3000), one => Assert.InRange(one.Delay, 40, 55));
        Assert.Equal(0, played.Counters["late"]);
    }

    [Fact]
    public async Task What_lags_a_little_is_trimmed_piece_by_piece()
    {
        // From burst 20 on everything comes 50 ms sooner than before: the queue stays longer than it must be.
        var played = await PlayAsync(Enumerable.Range(0, 200).Select(n => (n, (n * 60) + (n < 20 ? 50 : 0))), 12_200);
        Assert.Equal((2, 0), (played.Counters["trimmed"], played.Counters["flushed"]));
        Assert.InRange(played.Delays[0].Delay, 90, 95);
        Assert.InRange(played.Delays[^1].Delay, 40, 55);
    }

    [Theory]
    [InlineData(1.001)]
    [InlineData(0.999)]
    public async Task A_loudspeaker_with_another_clock_adds_nothing_in_five_minutes(double slow)
    {
        // A thousandth is 300 ms in that time, and more than any sound card is off. The clock of this test goes by 5 ms.
        var played = await PlayAsync(Enumerable.Range(0, 5000).Select(n => (n, n * 60)), 300_100, slow);
        Assert.All(played.Delays, one => Assert.InRange(one.Delay, -5, 65));
        Assert.InRange(played.Delays.Count, 14_900, 15_000);
        Assert.Equal((0, 0), (played.Counters["flushed"], played.Counters["late"]));
    }

    [Fact]
    public async Task A_lost_burst_is_concealed_and_the_next_one_plays()
    {
        var played = await PlayAsync(Enumerable.Range(0, 100).Where(n => n != 50).Select(n => (n, n * 60)), 6_200);
        Assert.Equal(1, played.Counters["underruns"]);
        Assert.Equal((297, 3), (played.Counters["played"], played.Counters["concealed"]));
        Assert.All(played.Delays, one => Assert.InRange(one.Delay, 40, 45));
    }

    [Fact]
    public async Task The_resampler_keeps_a_tone_and_takes_away_what_8_kHz_cannot_hold()
    {
        var page = await PageAsync();
        var loudness = await page.EvaluateAsync<double[]>("""
            async ([folder]) => {
              const { Resampler } = await import(`${folder}/resampler.js`);
              const through = (rate, back, hertz) => {
                const resampler = new Resampler(rate, back);
                const input = Float32Array.from({ length: rate }, (_, i) => Math.sin(2 * Math.PI * hertz * i / rate));
                const output = new Float32Array(back);
                let made = 0;
                for (let i = 0; i < input.length; i += 128) {
                  resampler.push(input.subarray(i, i + 128));
                  made += resampler.pull(output.subarray(made));
                }
                const some = output.subarray(made >> 1, made);
                return Math.sqrt(2 * some.reduce((sum, one) => sum + one * one, 0) / some.length);
              };
              return [through(8000, 16000, 1000), through(8000, 48000, 3000), through(8000, 44100, 300), through(48000, 8000, 1000), through(44100, 8000, 3000), through(48000, 8000, 6000), through(16000, 8000, 7000)];
            }
            """, new object[] { Folder(page) });
        Assert.All(loudness[..5], one => Assert.InRange(one, 0.9, 1.1));
        Assert.All(loudness[5..], one => Assert.InRange(one, 0, 0.05));
    }

    [Fact]
    public async Task A_press_gives_whole_pieces_from_that_moment_on()
    {
        var page = await PageAsync();
        var counts = await page.EvaluateAsync<int[]>("""
            async ([folder]) => {
              const { Capture } = await import(`${folder}/capture.js`);
              const capture = new Capture(48000);
              const take = (milliseconds) => {
                const pieces = [];
                for (let i = 0; i < milliseconds * 48; i += 128) capture.take(new Float32Array(128).fill(0.125), (piece) => pieces.push(piece));
                return pieces;
              };
              const before = take(500).length;
              capture.press();
              const pressed = take(1000);
              capture.release();
              return [before, pressed.length, take(500).length, pressed[30].length, pressed[30][80]];
            }
            """, new object[] { Folder(page) });
        Assert.Equal(0, counts[0]);
        Assert.InRange(counts[1], 49, 51);
        Assert.Equal((0, 160), (counts[2], counts[3]));
        Assert.InRange(counts[4], 4050, 4140);
    }

    [Fact]
    public async Task A_quiet_talker_gets_louder_and_a_loud_one_quieter_slowly_and_silence_stays_silence()
    {
        var page = await PageAsync();
        var levels = await page.EvaluateAsync<double[]>("""
            async ([folder]) => {
              const { Leveller } = await import(`${folder}/capture.js`);
              // Syllables of 200 ms with pauses of as much, of a sine of that level; gives the level of the last piece of a syllable after so many seconds.
              const after = (level, seconds, noise = -80) => {
                const leveller = new Leveller();
                let loud = 0;
                for (let piece = 0; piece < seconds * 50; piece++) {
                  const speaks = piece % 20 < 10;
                  const peak = Math.SQRT2 * 10 ** ((speaks ? level : noise) / 20);
                  const samples = Float32Array.from({ length: 160 }, (_, i) => peak * Math.sin(2 * Math.PI * i / 16));
                  leveller.apply(samples);
                  if (speaks) loud = 10 * Math.log10(samples.reduce((sum, one) => sum + one * one, 0) / 160);
                }
                return loud;
              };
              return [after(-18, 10), after(-30, 1), after(-30, 12), after(-45, 30), after(-8, 4), after(-60, 10)];
            }
            """, new object[] { Folder(page) });
        Assert.InRange(levels[0], -18.5, -17.5);
        Assert.InRange(levels[1], -30, -28);
        Assert.InRange(levels[2], -19.5, -17);
        Assert.InRange(levels[3], -27.5, -26.5);
        Assert.InRange(levels[4], -14.5, -13.5);
        Assert.InRange(levels[5], -60.5, -59.5);
    }

    private async Task<Played> PlayAsync(IEnumerable<(int Number, int Arrives)> bursts, int until, double slow = 1)
    {
        var (page, all) = (await PageAsync(), bursts.ToList());
        using var answer = JsonDocument.Parse(await page.EvaluateAsync<string>(
            Play, new object[] { Folder(page), all.Select(one => new { number = one.Number, arrives = one.Arrives, last = one == all[^1] }).ToArray(), until, slow }));
        var json = answer.RootElement;
        return new Played(
            [.. json.GetProperty("delays").EnumerateArray().Select(one => (one.GetProperty("now").GetDouble(), one.GetProperty("delay").GetDouble()))],
            json.GetProperty("counters").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt32()),
            json.GetProperty("target").GetDouble());
    }

    private async Task<IPage> PageAsync()
    {
        var page = await rig.OpenAsync();
        await page.GotoAsync("/console/sign-in");
        return page;
    }

    private static string Folder(IPage page) => $"{new Uri(page.Url).GetLeftPart(UriPartial.Authority)}/console/assets/test";

    private sealed record Played(IReadOnlyList<(double Now, double Delay)> Delays, Dictionary<string, int> Counters, double Target);
}
