using System.Diagnostics;
using System.Runtime.InteropServices;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
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
        ThreadPool.GetMinThreads(out var threads, out var completions);
        ThreadPool.SetMinThreads(Math.Max(FewestThreads, threads), completions);
        var plan = new DemoPlan(SamplePlans.DakLak, options.Sites);
        var isLive = !output.Json && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, AlternateBuffer: true };
        try
        {
            var node = await DemoNode.StartAsync(plan, options.Keep, silent: isLive, stop.Token).ConfigureAwait(false);
            await using (node.ConfigureAwait(false))
            {
                var result = await TalkAsync(options, plan, node, output, isLive, stop).ConfigureAwait(false);
                DemoSummary.Write(output, plan, result, options.Keep ? node.Folder : null);
                return result.IsGood ? 0 : 1;
            }
        }
        catch (Exception ended) when (stop.IsCancellationRequested && ended is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            throw new Failure("Đã dừng trước khi có cuộc gọi nào.", "Stopped before there was any call.");
        }
    }

    private static async Task<DemoResult> TalkAsync(DemoOptions options, DemoPlan plan, DemoNode node, Output output, bool isLive, CancellationTokenSource stop)
    {
        var network = new VirtualNetwork(plan.Air, options.Way(node.Homebrew), options.Seed, TimeProvider.System);
        await using var networkScope = network.ConfigureAwait(false);
        using var client = NodeClient.To(node.Grpc);
        await LogInAsync(network, plan, client, stop.Token).ConfigureAwait(false);

        var calls = new DemoCalls();
        using var over = new CancellationTokenSource();
        var following = client.GuardAsync(() => calls.FollowAsync(client, over.Token));
        await Task.WhenAny(calls.Follows, following).ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        if (options.Length is { } length) stop.CancelAfter(length);
        var screen = new DemoScreen(plan, node, network, calls, client, options.Length, output.Language);
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
        await network.LogOutAsync().ConfigureAwait(false);
        return DemoResult.Of(talked, options.Seed, network.Totals, calls);
    }

    private static async Task LogInAsync(VirtualNetwork network, DemoPlan plan, NodeClient client, CancellationToken cancel)
    {
        try
        {
            await network.LogInAsync(LoginPatience, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException late)
        {
            throw new Failure(
                $"Trạm lặp ảo {late.Message} không đăng nhập được trong {LoginPatience.TotalSeconds} s. Máy có quá tải không?",
                $"The virtual repeater {late.Message} did not log in within {LoginPatience.TotalSeconds} s. Is this machine overloaded?");
        }

        // A repeater is told that it is in before the node's other parts have heard of it.
        while (await UpAsync(client, cancel).ConfigureAwait(false) < plan.Air.Sites.Length)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel).ConfigureAwait(false);
        }
    }

    private static async Task<int> UpAsync(NodeClient client, CancellationToken cancel)
    {
        var sites = await client.Sites.ListAsync(new ListSitesRequest(), cancellationToken: cancel).ConfigureAwait(false);
        return sites.Sites.Sum(site => site.Repeaters.Count(repeater => repeater.Session == SessionState.Up));
    }

    /// <summary>The first signal ends the demonstration in order; another one ends the process.</summary>
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
}
