using Microsoft.Playwright;

namespace RadioNet.Consoles.Tests;

/// <summary>What a page's loudspeaker gets of talkgroup 1001, and when: the samples after the playout, and each piece as it is rendered.</summary>
internal sealed class Loudspeaker(IPage page)
{
    /// <summary>Begins to take them down; the page's audio is open. The page must allow scripts of others.</summary>
    public static async Task<Loudspeaker> TapAsync(IPage page)
    {
        await page.EvaluateAsync("""
            async () => {
              const { inspect, measure } = await import(performance.getEntriesByType("resource").find((one) => one.name.endsWith("/console.js")).name);
              const { context, playout } = inspect();
              const code = "registerProcessor('ear', class extends AudioWorkletProcessor { process(inputs) { if (inputs[0][0]) this.port.postMessage(inputs[0][0].slice()); return true; } });";
              await context.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
              const ear = new AudioWorkletNode(context, "ear", { numberOfOutputs: 0 });
              window.rendered = [];
              window.pieces = [];
              window.keeps = true;
              window.rate = context.sampleRate;
              ear.port.onmessage = ({ data }) => window.keeps && window.rendered.push(data);
              playout.connect(ear);
              measure((piece) => window.pieces.push([piece.at, ((piece.at % 4294967296) - piece.stamp + 4294967296) % 4294967296]));
              window.counters = () => JSON.stringify(inspect().counters.get(1001));
              window.outside = () => Math.round((context.baseLatency + context.outputLatency) * 1000);
            }
            """);
        return new Loudspeaker(page);
    }

    public Task ForgetAsync() => page.EvaluateAsync("() => { rendered.length = 0; pieces.length = 0; }");

    /// <summary>For long calls: the pieces' times alone.</summary>
    public Task KeepNoSamplesAsync() => page.EvaluateAsync("() => { keeps = false; }");

    /// <summary>Each piece of 20 ms: when its first sample was rendered, and how long its burst had been at the node then, in milliseconds.</summary>
    public async Task<IReadOnlyList<Piece>> PiecesAsync() =>
        [.. (await page.EvaluateAsync<double[][]>("pieces")).Select(one => new Piece(DateTimeOffset.FromUnixTimeMilliseconds((long)one[0]), one[1]))];

    /// <summary>What was rendered, 8 kHz.</summary>
    public async Task<short[]> SamplesAsync() =>
        Speech.Eighth(await page.EvaluateAsync<float[]>("rendered.flatMap((block) => [...block])"), await page.EvaluateAsync<int>("rate"));

    public Task<string> CountersAsync() => page.EvaluateAsync<string>("counters()");

    /// <summary>What the browser says that lies behind the rendering until the sound is heard, in milliseconds.</summary>
    public Task<int> OutsideAsync() => page.EvaluateAsync<int>("outside()");

    internal readonly record struct Piece(DateTimeOffset Rendered, double Delay);
}
