using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Plan;
using SiteLinkSession = RadioNet.Api.Links.LinkSession<RadioNet.Api.FromBaseStation, RadioNet.Api.ToBaseStation>;

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
/// <param name="revoked">The nodes that it has nothing to do with any more.</param>
public sealed class SiteLink(
    SiteLinkOptions options, Func<Uri, GrpcChannel> open, TimeProvider time, PlanStore store, ISiteLinkUser user, RevokedNodes revoked)
{
    private static readonly LinkTongue<FromBaseStation, ToBaseStation> _tongue = new(
        channel => new SiteLinkService.SiteLinkServiceClient(channel).Attach(),
        said => said.Welcome is not null,
        number => new FromBaseStation { Ping = new LinkPing { Number = number } },
        () => new FromBaseStation { Goodbye = new Goodbye() });

    /// <summary>How long another node may take to say what was revoked.</summary>
    private static readonly TimeSpan HailTime = TimeSpan.FromSeconds(3);

    private readonly ISiteLinkUser _user = user;
    private volatile SiteLinkSession? _session;
    private volatile CancellationTokenSource? _leaving;
    private StationPlanApplied? _applied;
    private HeldPlan? _held;
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
    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(new LinkRounds<SiteLinkSession>(options, time, new End(this)).RunAsync(cancel), AskOthersAsync(cancel));

    /// <summary>A node that was revoked may hold back that it was.</summary>
    private async Task AskOthersAsync(CancellationToken cancel)
    {
        while (options.Nodes.Count > 1 && !cancel.IsCancellationRequested)
        {
            await Task.Delay(options.RevokedInterval, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var other in options.Nodes.Where(node => node != _session?.Node))
            {
                if (!cancel.IsCancellationRequested)
                {
                    await AskAsync(other, cancel).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task AskAsync(Uri other, CancellationToken cancel)
    {
        try
        {
            using var channel = open(other);
            var answer = await new SiteLinkService.SiteLinkServiceClient(channel)
                .HailAsync(new StationHail { Revoked = revoked.Number }, deadline: DateTime.UtcNow + HailTime, cancellationToken: cancel).ConfigureAwait(false);
            if (answer.Revoked is { } list)
            {
                Obey(list);
            }
        }
        catch (RpcException)
        {
            // Another time, or of another node.
        }
    }

    private void Obey(RevokedList list)
    {
        if (revoked.Take(list))
        {
            LeaveWhenRevoked();
        }
    }

    private void LeaveWhenRevoked()
    {
        if (_session is { } session && _leaving is { } leaving && revoked.Has(session.Welcome.Welcome.Node))
        {
            try
            {
                leaving.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself meanwhile.
            }
        }
    }

    private Task<SiteLinkSession> OpenAsync(Uri node, TimeSpan patience, CancellationToken cancel)
    {
        var hello = new Attach { BaseStation = options.BaseStation, Software = options.Software };
        if (_held is { } held)
        {
            (hello.Revision, hello.PlanSha256) = (held.Revision, held.Sha256);
        }

        return _tongue.OpenAsync(node, open(node), new FromBaseStation { Attach = hello }, patience, time, cancel);
    }

    private async Task<(LinkLoss Why, string Detail)> ServeAsync(SiteLinkSession session, CancellationToken cancel)
    {
        var welcome = session.Welcome.Welcome;
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        (_leaving, _session) = (leaving, session);
        try
        {
            LeaveWhenRevoked();
            _user.Attached(session.Node, session.Address, welcome);
            if (welcome.Plan is null && _applied is { } applied)
            {
                session.Send(new FromBaseStation { Applied = applied });
            }

            var end = await session.RunAsync(
                message => Take(session, message), LinkPulse.Of(welcome.PingMilliseconds, options.PingsLost), leaving.Token).ConfigureAwait(false);
            return leaving.IsCancellationRequested && !cancel.IsCancellationRequested
                ? (LinkLoss.Refused, $"The certificate of {welcome.Node} was revoked.")
                : end;
        }
        finally
        {
            (_session, _leaving) = (null, null);
        }
    }

    private void Take(SiteLinkSession session, ToBaseStation message)
    {
        switch (message.SaidCase)
        {
            case ToBaseStation.SaidOneofCase.Welcome when message.Welcome.Plan is { } plan:
                TakePlan(session, plan);
                break;
            case ToBaseStation.SaidOneofCase.Plan:
                TakePlan(session, message.Plan);
                break;
            case ToBaseStation.SaidOneofCase.Decision:
                _user.Decide(message.Decision);
                break;
            case ToBaseStation.SaidOneofCase.Voice:
                _user.AddVoice(message.Voice);
                break;
            case ToBaseStation.SaidOneofCase.Revoked:
                Obey(message.Revoked);
                break;
            case ToBaseStation.SaidOneofCase.RecordStored:
                _user.Stored(message.RecordStored);
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

            answer.Problems.Add(_user.Obey(held).Take(ApiLimits.MostPlanProblems));
            _held = held;
        }
        else
        {
            answer.Problems.Add(errors.DefaultIfEmpty("The plan's text has not the hash that its node names.").Take(ApiLimits.MostPlanProblems).Select(error => new LocalizedText { Vi = error, En = error }));
        }

        _applied = answer;
        session.Send(new FromBaseStation { Applied = answer });
    }

    /// <summary>The link as those see it who find it a node.</summary>
    private sealed class End(SiteLink link) : ILinkEnd<SiteLinkSession>
    {
        public Task<SiteLinkSession> OpenAsync(Uri node, TimeSpan patience, CancellationToken cancel) => link.OpenAsync(node, patience, cancel);

        public Task<(LinkLoss Why, string Detail)> ServeAsync(SiteLinkSession session, CancellationToken cancel) => link.ServeAsync(session, cancel);

        public Task<bool> MayReturnAsync(Uri better, CancellationToken cancel) => Task.FromResult(link._user.IsQuiet);

        public void Detached(Uri node, LinkLoss why, string detail, bool wasAttached) => link._user.Detached(node, why, detail, wasAttached);
    }
}
