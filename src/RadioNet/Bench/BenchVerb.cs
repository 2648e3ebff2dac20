using System.CommandLine;
using System.Runtime.Versioning;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Bench;

/// <summary><c>radionet bench</c>: what this machine carries, and what the node adds to what the bare system costs.</summary>
internal static class BenchVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "bench", "Đo máy này: cuộc gọi, khung, độ trễ, so với một bộ chuyển tiếp UDP trần.", "Measures this machine: calls, frames, delays, against a bare UDP relay.",
            "radionet bench", "radionet bench --scenario pairs", "radionet bench --scenario fan-out --seconds 60 --json",
            "radionet bench --repeaters 200 --calls 20 --listeners 9 --seconds 10");
        var scenario = verb.Option<string>(
            "--scenario", string.Join('|', BenchScenario.All.Select(named => named.Name)), $"Bài đo (mặc định {BenchScenario.Quick.Name})", $"What to do ({BenchScenario.Quick.Name} otherwise)");
        scenario.AcceptOnlyFromAmong([.. BenchScenario.All.Select(named => named.Name)]);
        var repeaters = Count(verb, language, "--repeaters", 2, "Số trạm lặp", "Repeaters that log in");
        var calls = Count(verb, language, "--calls", 1, "Số cuộc gọi cùng lúc", "Calls at once");
        var listeners = Count(verb, language, "--listeners", 1, "Số trạm nghe mỗi cuộc gọi", "Repeaters that hear each call");
        var seconds = Count(verb, language, "--seconds", 1, "Nói ít nhất bao nhiêu giây", "For at least so many seconds of talk");
        var talkgroups = Count(verb, language, "--talkgroups", 1, "Số nhóm trong quy hoạch", "Talkgroups of the plan");
        var subscribers = Count(verb, language, "--subscribers", 1, "Số thuê bao trong quy hoạch", "Subscribers of the plan");
        var links = verb.Option<bool>("--links", null, "Trạm lặp là liên kết mang nhiều cuộc gọi", "The repeaters are links that carry many calls at once");
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc, một dòng", "For machines: one line");
        verb.SetAction(async (parsed, cancel) =>
        {
            if (!OperatingSystem.IsLinux())
            {
                throw LinuxOnly();
            }

            var named = BenchScenario.All.First(one => one.Name == (parsed.GetValue(scenario) ?? BenchScenario.Quick.Name));
            var asked = named with
            {
                Repeaters = parsed.GetValue(repeaters) ?? named.Repeaters,
                Calls = parsed.GetValue(calls) ?? named.Calls,
                Listeners = parsed.GetValue(listeners) ?? named.Listeners,
                Seconds = parsed.GetValue(seconds) ?? named.Seconds,
                Talkgroups = parsed.GetValue(talkgroups) ?? named.Talkgroups,
                Subscribers = parsed.GetValue(subscribers) ?? named.Subscribers,
                Links = named.Links || parsed.GetValue(links),
            };
            if (asked.Problem() is { } problem)
            {
                throw new Failure(problem.Vi, problem.En, 2);
            }

            return await RunAsync(asked, new Output(Console.Out, language, parsed.GetValue(json)), cancel).ConfigureAwait(false);
        });
        return verb;
    }

    /// <summary>The load generator and the relay are made of Linux's system calls.</summary>
    public static Failure LinuxOnly() => new("bench chỉ chạy trên Linux.", "bench runs on Linux only.");

    [SupportedOSPlatform("linux")]
    private static async Task<int> RunAsync(BenchScenario scenario, Output output, CancellationToken cancel)
    {
        var progress = new BenchProgress(output.Language);
        try
        {
            return await Task.Run(() => Run(scenario, output, progress, cancel), cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new Failure("Đã dừng trước khi đo xong.", "Stopped before it was measured.");
        }
    }

    /// <summary>0 when all that was due was heard.</summary>
    [SupportedOSPlatform("linux")]
    private static int Run(BenchScenario scenario, Output output, BenchProgress progress, CancellationToken cancel)
    {
        switch (scenario.Kind)
        {
            case BenchKind.PlanSize:
                double machineLoad = MachineLoad.Read();
                var sizes = PlanSizeBench.Run(scenario, progress, cancel);
                PlanSizeView.Write(output, scenario, machineLoad, sizes);
                return sizes.All(pair => pair.Small.IsWhole && pair.Large.IsWhole) ? 0 : 1;
            case BenchKind.Idle:
                IdleView.Write(output, scenario, IdleBench.Run(scenario, progress, cancel));
                return 0;
            default:
                var result = LoadBench.Run(scenario, progress, cancel);
                LoadView.Write(output, result);
                return result.Node.IsWhole ? 0 : 1;
        }
    }

    private static Option<int?> Count(Verb verb, Language language, string name, int least, string vi, string en) =>
        verb.Option<int?>(name, "N", vi, en).AtLeast(least, language);
}
