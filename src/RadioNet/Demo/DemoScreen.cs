using System.Diagnostics;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Terminal;
using RadioNet.Simulator.Conversations;
using Spectre.Console;

namespace RadioNet.Command.Demo;

/// <summary>What a person sees while the radios talk: a live picture on a terminal, a line for each ended call elsewhere.</summary>
internal sealed class DemoScreen(
    DemoPlan plan, DemoNetwork nodes, VirtualNetwork network, DemoCalls calls, TimeSpan? length, Language language)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Keeps the picture fresh until the token is cancelled.</summary>
    public Task ShowAsync(CancellationToken over)
    {
        var view = new DemoView(plan, language);

        // The other screen of a terminal can be had for a synchronous action alone: it gets a thread of its own.
        return Task.Factory.StartNew(
            () => AnsiConsole.AlternateScreen(() => AnsiConsole.Live(Text.Empty).StartAsync(live => RefreshAsync(live, view, over)).GetAwaiter().GetResult()),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Says where the node listens, then tells each call as it ends, until the token is cancelled.</summary>
    public async Task TellAsync(Output output, CancellationToken over)
    {
        output.Say(
            $"{nodes.Nodes.Count()} nút mạng thật; nút tỉnh: web {nodes.Web}, gRPC {nodes.Grpc}. Thoại {DemoSummary.Vocoder}: không theo chuẩn.",
            $"{nodes.Nodes.Count()} real nodes; the province's: web {nodes.Web}, gRPC {nodes.Grpc}. Speech {DemoSummary.Vocoder}: non-standard.");
        output.Say(
            $"Bàn điều hành: {nodes.Web}/console, đăng nhập {plan.User.Name}, mật khẩu {plan.User.Password}",
            $"The console: {nodes.Web}/console, sign in as {plan.User.Name} with the password {plan.User.Password}");
        output.Say($"Thử tiếp: radionet calls --follow --server {nodes.Grpc}", $"Try next: radionet calls --follow --server {nodes.Grpc}");
        void Tell(Call call) => output.Line(EndedCall.Line(call, plan, language));
        calls.Ended += Tell;
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, over).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            calls.Ended -= Tell;
        }
    }

    private async Task RefreshAsync(LiveDisplayContext live, DemoView view, CancellationToken over)
    {
        try
        {
            while (true)
            {
                var sites = await nodes.SitesAsync(over).ConfigureAwait(false);
                live.UpdateTarget(view.Picture(new DemoMoment(
                    Stopwatch.GetElapsedTime(_started), length, sites, calls, network.Totals, $"{nodes.Web}/console ({plan.User.Name}, {plan.User.Password})", nodes.Grpc,
                    AnsiConsole.Profile.Width, AnsiConsole.Profile.Height)));
                live.Refresh();
                await Task.Delay(Interval, over).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (over.IsCancellationRequested && ended is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // The demonstration is over.
        }
    }
}
