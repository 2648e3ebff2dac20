using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;

namespace RadioNet.BaseStation.Link;

/// <summary>
/// A base station's link to its node: attaches to the first of its nodes that serves it, moves to the next when that one is
/// gone, and back when it is quiet. Runs until it is cancelled; no node's behaviour ends it.
/// </summary>
/// <param name="options">Which node, and how patiently.</param>
/// <param name="open">Opens the way to a node; the link owns it.</param>
/// <param name="time">Its clock.</param>
/// <param name="store">Where plans are kept.</param>
/// <param name="user">Whom it works for.</param>
public sealed class SiteLink(SiteLinkOptions options, Func<Uri, GrpcChannel> open, TimeProvider time, PlanStore store, ISiteLinkUser user)
{
    private const int MostUnsent = 256;

    private volatile SiteLinkSession? _session;
    private StationPlanApplied? _applied;
    private HeldPlan? _held;
    private int _first;
    private int _fruitless;
    private TimeSpan _served;
    private long _dropped;

    /// <summary>Messages that found no room on their way to the node, or no node.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Sends a message, from any thread, without waiting; false when no node serves the station or its way is full.</summary>
    public bool Send(FromBaseStation message)
    {
        if (_session?.Send(message) == true)
        {
            return true;
        }

        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>Takes note of the plan that the station began with, and of what of it cannot be done; before it runs.</summary>
    public void Begin(HeldPlan plan, IReadOnlyList<LocalizedText> problems)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _held = plan;
        _applied = new StationPlanApplied { Revision = plan.Revision, Problems = { problems } };
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var pause = options.FirstPause;
        while (!cancel.IsCancellationRequested)
        {
            _served = TimeSpan.Zero;
            _fruitless = await ServeOnceAsync(cancel).ConfigureAwait(false) ? 0 : _fruitless + 1;
            if (_served >= options.SteadyTime)
            {
                pause = options.FirstPause;
                continue;
            }

            await Task.Delay(pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = Shorter(pause * 2, options.LongestPause);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>How long a node may take to welcome the station.</summary>
    private TimeSpan Patience(bool isSeeking) => isSeeking || options.Nodes.Count == 1
        ? options.LongestAttachTime
        : Shorter(options.AttachTime * Math.Pow(2, Math.Min(_fruitless, 8)), options.LongestAttachTime);

    /// <summary>Goes through the nodes from the first, or from the one behind that which fell silent; returns whether any served.</summary>
    private async Task<bool> ServeOnceAsync(CancellationToken cancel)
    {
        var first = _first;
        _first = 0;
        for (var turn = 0; turn < options.Nodes.Count && !cancel.IsCancellationRequested; turn++)
        {
            var place = (first + turn) % options.Nodes.Count;
            if (await AttachAsync(options.Nodes[place], cancel).ConfigureAwait(false) is not { } session)
            {
                continue;
            }

            while (true)
            {
                var better = await ServeAsync(session, place, cancel).ConfigureAwait(false);
                if (better is null)
                {
                    return true;
                }

                (session, place) = better.Value;
            }
        }

        return false;
    }

    /// <summary>Serves by a session until it ends; returns the session at a better node that it was left for, else null.</summary>
    private async Task<(SiteLinkSession Session, int Place)?> ServeAsync(SiteLinkSession session, int place, CancellationToken cancel)
    {
        await using (session.ConfigureAwait(false))
        {
            var began = time.GetTimestamp();
            (SiteLinkSession Session, int Place)? better = null;
            var (why, detail) = (LinkLoss.Unreachable, "The base station could not go on with the link.");
            _session = session;
            try
            {
                using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                user.Attached(session.Node, session.Address, session.Welcome);
                if (session.Welcome.Plan is null && _applied is { } applied)
                {
                    session.Send(new FromBaseStation { Applied = applied });
                }

                var running = session.RunAsync(message => Take(session, message), options.PingsLost, leaving.Token);
                var seeking = place == 0 ? Never<(SiteLinkSession, int)?>(leaving.Token) : SeekBetterAsync(place, leaving.Token);
                await Task.WhenAny(running, seeking).ConfigureAwait(false);
                await leaving.CancelAsync().ConfigureAwait(false);
                (why, detail) = await running.ConfigureAwait(false);
                better = await seeking.ConfigureAwait(false);
                return better;
            }
            finally
            {
                _session = null;
                _served = time.GetElapsedTime(began);

                // To ask a silent node again first would take as long as it takes to give up.
                _first = better is null && why == LinkLoss.Silent ? place + 1 : 0;
                user.Detached(session.Node, better is null ? why : LinkLoss.Left, detail, wasAttached: true);
            }
        }
    }

    private static async Task<T?> Never<T>(CancellationToken cancel)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return default;
    }

    /// <summary>Asks better nodes again and again, while nobody talks, until one welcomes the station.</summary>
    private async Task<(SiteLinkSession Session, int Place)?> SeekBetterAsync(int place, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await Task.Delay(options.ReturnInterval, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (var better = 0; better < place && user.IsQuiet && !cancel.IsCancellationRequested; better++)
            {
                if (await AttachAsync(options.Nodes[better], cancel, isSeeking: true).ConfigureAwait(false) is { } session)
                {
                    return (session, better);
                }
            }
        }

        return null;
    }

    private async Task<SiteLinkSession?> AttachAsync(Uri node, CancellationToken cancel, bool isSeeking = false)
    {
        var hello = new Attach { BaseStation = options.BaseStation, Software = options.Software };
        if (_held is { } held)
        {
            (hello.Revision, hello.PlanSha256) = (held.Revision, held.Sha256);
        }

        var channel = open(node);
        try
        {
            return await SiteLinkSession.OpenAsync(node, channel, hello, Patience(isSeeking), MostUnsent, time, cancel).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is RpcException or OperationCanceledException or HttpRequestException or IOException or SocketException)
        {
            channel.Dispose();
            if (!cancel.IsCancellationRequested && !isSeeking)
            {
                var (why, detail) = SiteLinkSession.Explain(failed);
                user.Detached(node, why, detail, wasAttached: false);
            }

            return null;
        }
    }

    private void Take(SiteLinkSession session, ToBaseStation message)
    {
        switch (message.SaidCase)
        {
            case ToBaseStation.SaidOneofCase.Plan:
                TakePlan(session, message.Plan);
                break;
            case ToBaseStation.SaidOneofCase.Decision:
                user.Decide(message.Decision);
                break;
            case ToBaseStation.SaidOneofCase.Voice:
                user.AddVoice(message.Voice);
                break;
            case ToBaseStation.SaidOneofCase.RecordStored:
                user.Stored(message.RecordStored);
                break;
        }
    }

    /// <summary>Keeps a plan, then obeys it, then says so: what was said to hold is on disk.</summary>
    private void TakePlan(SiteLinkSession session, StationPlan plan)
    {
        var answer = new StationPlanApplied { Revision = plan.Revision };
        if (PlanStore.Read(plan.Revision, plan.Yaml, out var errors) is { } held && held.Sha256 == plan.Sha256)
        {
            try
            {
                store.Save(held);
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                answer.Problems.Add(new LocalizedText
                {
                    Vi = $"Không ghi được quy hoạch xuống đĩa của trạm gốc ({full.Message}); sau khi khởi động lại, trạm sẽ quên nó.",
                    En = $"The plan could not be written to the base station's disk ({full.Message}); after a restart it will have forgotten it.",
                });
            }

            answer.Problems.Add(user.Obey(held).Take(ApiLimits.MostPlanProblems));
            _held = held;
        }
        else
        {
            answer.Problems.Add(errors.DefaultIfEmpty("The plan's text has not the hash that its node names.").Take(ApiLimits.MostPlanProblems).Select(error => new LocalizedText { Vi = error, En = error }));
        }

        _applied = answer;
        session.Send(new FromBaseStation { Applied = answer });
    }
}
