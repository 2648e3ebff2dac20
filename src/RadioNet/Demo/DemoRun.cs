using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Terminal;
using RadioNet.Plan;
using RadioNet.Simulator.Conversations;
using Spectre.Console;

namespace RadioNet.Command.Demo;

/// <summary>One demonstration from start to stop.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan LoginPatience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The radios' clocks and the node's disk share this process's pool: with a thread a core, as the pool begins, two writes
    /// that wait for a disk hold the radios up for half a second.
    /// </summary>
    private const int FewestThreads = 32;

    /// <summary>What the node still tells of the last spurts after they were heard.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs until its time is up, or Ctrl-C; the exit code.</summary>
    public static async Task<int> RunAsync(DemoOptions options, Output output, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        HaveThreads();
        var plan = new DemoPlan(SamplePlans.DakLakTiers, options.Sites);
        var isLive = !output.Json && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, AlternateBuffer: true };
        try
        {
            var nodes = await DemoNetwork.StartAsync(plan, options.Keep, silent: isLive, parting: null, Progress(output), stop.Token).ConfigureAwait(false);
            await using (nodes.ConfigureAwait(false))
            {
                var result = await TalkAsync(options, plan, nodes, output, isLive, stop).ConfigureAwait(false);
                DemoSummary.Write(output, plan, result, options.Keep ? nodes.Folder : null);
                return result.IsGood ? 0 : 1;
            }
        }
        catch (Exception ended) when (stop.IsCancellationRequested && ended is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            throw new Failure("Đã dừng trước khi có cuộc gọi nào.", "Stopped before there was any call.");
        }
    }

    /// <summary>Lets the pool have threads at once.</summary>
    public static void HaveThreads()
    {
        ThreadPool.GetMinThreads(out var threads, out var completions);
        ThreadPool.SetMinThreads(Math.Max(FewestThreads, threads), completions);
    }

    private static async Task<DemoResult> TalkAsync(DemoOptions options, DemoPlan plan, DemoNetwork nodes, Output output, bool isLive, CancellationTokenSource stop)
    {
        var network = new VirtualNetwork(plan.Air, site => options.Way(nodes.Homebrew(site.Id)), options.Seed, TimeProvider.System);
        await using var networkScope = network.ConfigureAwait(false);
        var stations = await PutOnAirAsync(network, plan, nodes, Progress(output), stop.Token).ConfigureAwait(false);
        await using var stationsScope = stations.ConfigureAwait(false);

        options.Prepare(network);
        var calls = new DemoCalls();
        using var over = new CancellationTokenSource();
        var following = calls.FollowAsync([.. nodes.Nodes.Select(node => nodes[node])], over.Token);
        await Task.WhenAny(calls.Follows, following).ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        if (options.Length is { } length) stop.CancelAfter(length);
        var screen = new DemoScreen(plan, nodes, network, calls, options.Length, output.Language);
        var showing = isLive ? screen.ShowAsync(over.Token) : output.Json ? Task.CompletedTask : screen.TellAsync(output, over.Token);
        var talked = TimeSpan.Zero;
        try
        {
            using var noteEnd = stop.Token.Register(() => talked = Stopwatch.GetElapsedTime(started));
            await network.TalkAsync(stop.Token).ConfigureAwait(false);
            await Task.Delay(LastWords, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(following, showing).ConfigureAwait(false);
        }

        // The records are taken by now: a goodbye takes its site from each call that still hangs, and they tell that too.
        nodes.FallSilent();
        await network.LogOutAsync().ConfigureAwait(false);
        return DemoResult.Of(talked, options.Seed, network.Totals, calls);
    }

    /// <summary>Starts all base stations and logs all repeaters in; ends when their nodes know it.</summary>
    public static async Task<DemoStations> PutOnAirAsync(
        VirtualNetwork network, DemoPlan plan, DemoNetwork nodes, Action<string, string> tell, CancellationToken cancel)
    {
        var since = Stopwatch.StartNew();
        var stations = await DemoStations.StartAsync(plan, nodes, network, cancel).ConfigureAwait(false);
        try
        {
            await LogInAsync(network, cancel).ConfigureAwait(false);

            // A station and a repeater are told that they are in before the node's other parts have heard of it.
            while (await UpAsync(nodes, cancel).ConfigureAwait(false) < plan.Air.Sites.Length)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancel).ConfigureAwait(false);
            }
        }
        catch
        {
            await stations.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var (own, others, seconds) = (plan.Stations.Count(), plan.Air.Sites.Length - plan.Stations.Count(), (nodes.StartedIn + since.Elapsed).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture));
        tell(
            $"{seconds} s: {own} trạm gốc có modem ảo đã lên sóng, {others} trạm lặp của bên thứ ba đã đăng nhập.",
            $"{seconds} s: {own} base stations with virtual modems are on the air, {others} third-party repeaters logged in.");
        return stations;
    }

    private static async Task LogInAsync(VirtualNetwork network, CancellationToken cancel)
    {
        try
        {
            await network.LogInAsync(LoginPatience, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException late)
        {
            throw new Failure(
                $"Trạm lặp ảo ở {late.Message} không đăng nhập được trong {LoginPatience.TotalSeconds} s. Máy có quá tải không?",
                $"The virtual repeater of {late.Message} did not log in within {LoginPatience.TotalSeconds} s. Is this machine overloaded?");
        }
    }

    private static async Task<int> UpAsync(DemoNetwork nodes, CancellationToken cancel)
    {
        var sites = await nodes.SitesAsync(cancel).ConfigureAwait(false);
        return sites.Sum(site => site.Repeaters.Count(repeater => repeater.Session == SessionState.Up) + site.Carriers.Count(carrier => carrier.Session == SessionState.Up));
    }

    /// <summary>Tells people how the start goes on, and machines nothing.</summary>
    public static Action<string, string> Progress(Output output) => output.Json ? (_, _) => { } : output.Say;

    /// <summary>The first signal ends the demonstration in order; another one ends the process.</summary>
    public static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
}
