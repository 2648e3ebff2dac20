using System.Diagnostics;
using RadioNet.HilRigs.Tests.Bench;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Scenarios;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Running;

/// <summary>
/// Runs scenarios on a bench: skips what the rig can't, holds each to the rig's limits, and leaves the transmitter off however one
/// ends.
/// </summary>
internal sealed class ScenarioRunner(RigBench bench, RunOptions options)
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _quietLimit = TimeSpan.FromSeconds(15);

    public async Task<ScenarioResult> RunAsync(IScenario scenario, CancellationToken cancel)
    {
        if (ReasonToSkip(scenario) is { } reason) return new(scenario, Outcome.Skipped, reason, [], TimeSpan.Zero);
        long start = Stopwatch.GetTimestamp();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(_limit + (options.Soak ?? TimeSpan.Zero));
        var run = new ScenarioRun(bench, options, limited.Token);
        var failure = await AttemptAsync(scenario, run);
        run.Dispose();
        Heal();
        if (TakeViolation() is { } violation) failure ??= violation;

        // After a failure above all.
        foreach (var modem in run.Used)
        {
            if (!scenario.Needs.Contains(RigAbility.Keying) && !modem.Guard.IsKeyed) continue;
            if (await QuietAsync(modem) is { } loud) failure = failure is null ? loud : new($"{failure.Vi} {loud.Vi}", $"{failure.En} {loud.En}");
        }

        // What the looking met belongs to this scenario too, and never to the next.
        if (TakeViolation() is { } late) failure ??= late;
        return new(scenario, failure is null ? Outcome.Passed : Outcome.Failed, failure, [.. run.Figures], Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Takes all that was done against the limits; the first of it is told.</summary>
    private LocalizedText? TakeViolation()
    {
        var (first, second) = (bench.Modem.Guard.TakeViolation(), bench.Second?.Guard.TakeViolation());
        return first ?? second;
    }

    private LocalizedText? ReasonToSkip(IScenario scenario)
    {
        foreach (var ability in scenario.Needs)
        {
            string word = RigWords.Of(RigWords.Abilities, ability);
            if (!bench.Rig.Abilities.Contains(ability))
                return new($"Giàn '{bench.Rig.Id}' không có khả năng '{word}'.", $"The rig '{bench.Rig.Id}' lacks the ability '{word}'.");
        }

        return scenario.ReasonToSkip(bench.Rig, options);
    }

    private static async Task<LocalizedText?> AttemptAsync(IScenario scenario, ScenarioRun run)
    {
        try
        {
            await scenario.RunAsync(run);
            run.RequireNoDefects();
            return null;
        }
        catch (ScenarioFailure failure)
        {
            return failure.Text;
        }
        catch (OperationCanceledException)
        {
            return new("Bị ngắt hoặc quá giờ.", "It was broken off, or took too long.");
        }
#pragma warning disable CA1031 // The edge of a scenario: the run goes on to the next, and the report names it.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            return LocalizedText.Same($"{broken.GetType().Name}: {broken.Message}");
        }
    }

    private void Heal()
    {
        bench.Modem.Trouble.IsSilent = false;
        bench.Modem.Trouble.Flips = 0;
    }

    /// <summary>Looks whether a modem's transmitter is off; null when it is, or a sentence.</summary>
    private async Task<LocalizedText?> QuietAsync(BenchModem which)
    {
        using var modem = bench.Open(which, bench.Setup(isMaintained: true));
        byte[] question = new byte[ModemFrame.ShortestLength];
        ModemFrame.Write(question, ModemCommand.GetStatus);
        if (!await RigModem.UntilAsync(() => modem.IsReady, _quietLimit, CancellationToken.None))
        {
            return new(
                $"Không hỏi được máy phát ở {which.Address} đã tắt chưa. Hãy ngắt nguồn modem.",
                $"It could not be asked whether the transmitter at {which.Address} is off. Take the modem's power away.");
        }

        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < ModemTimers.Watchdog;)
        {
            var answer = await modem.RequestAsync(question, CancellationToken.None);
            bool isRead = ModemFrame.TryRead(answer.Reply.Span, out var frame);
            if (isRead && StatusReply.TryRead(frame, modem.Session.Modem!.Protocol, out var status) && (status.Flags & ModemStatusFlags.Transmitting) == 0) return null;
        }

        return new(
            $"Máy phát ở {which.Address} vẫn bật sau kịch bản. Hãy ngắt nguồn modem.",
            $"The transmitter at {which.Address} is still on after the scenario. Take the modem's power away.");
    }
}
