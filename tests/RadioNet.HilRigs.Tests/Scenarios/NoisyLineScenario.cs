using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>Octets come as others, both ways: nothing crashes or hangs, and when the line is clean the modem works as before.</summary>
internal sealed class NoisyLineScenario : IScenario
{
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan _full = TimeSpan.FromSeconds(30);

    public string Id => "noisy-line";

    public LocalizedText Title { get; } = new("Đường truyền nhiễu", "Noisy line");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake, RigAbility.NoisyLine];

    public async Task RunAsync(ScenarioRun run)
    {
        var trouble = run.Bench.Modem.Trouble;
        var modem = await run.OpenAsync(run.Bench.Setup());
        foreach (double share in (double[])[0.002, 0.02, 0.1])
        {
            long flipped = trouble.Flipped;
            trouble.Flips = share;
            await Task.Delay(run.Options.IsFull ? _full : _short, run.Cancel);
            trouble.Flips = 0;
            var start = run.Bench.Now;
            int answered = modem.Statuses.Count;
            await run.RequireReadyAsync(modem, ReplugScenario.ServiceLimit);
            await run.RequireSoonAsync(
                () => modem.Statuses.Count >= answered + 2,
                ReplugScenario.ServiceLimit,
                "Đường truyền đã sạch mà modem không trả lời đều.",
                "The line is clean, and the modem does not answer steadily.");
            run.Note($"{share:P1} octet sai: từ lúc sạch đến khi phục vụ", $"{share:P1} octets wrong: from clean to service", run.Bench.Now - start);
            run.Note($"{share:P1} octet sai: số octet", $"{share:P1} octets wrong: how many", trouble.Flipped - flipped);
            run.Require(trouble.Flipped > flipped, "Không octet nào bị sai: kịch bản không chứng minh gì.", "Not one octet was wrong: this proves nothing.");
        }

        var health = modem.Session.Health;
        run.Note("Octet bị bỏ", "Octets discarded", health.DiscardedOctets);
        run.Note("Lần mất modem", "Losses of the modem", health.Losses);
        run.Note("Lần cấu hình lại", "Configured anew", health.Restarts);
        run.RequireNoDefects();

        // What noise said was believed for no longer than the noise lasted.
        int refused = modem.Refusals.Count;
        long losses = health.Losses + health.Restarts;
        await Task.Delay(TimeSpan.FromSeconds(1), run.Cancel);
        health = modem.Session.Health;
        run.Require(
            modem.IsReady && modem.Refusals.Count == refused && health.Losses + health.Restarts == losses,
            "Đường truyền đã sạch mà modem vẫn lỗi.",
            "The line is clean, and the modem goes on failing.");
    }
}
