using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Identity;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;
using TierSession = RadioNet.Api.Links.LinkSession<RadioNet.Api.FromChild, RadioNet.Api.ToChild>;

namespace RadioNet.Core.Hosting;

/// <summary>
/// How a node below another comes to its first plan: from the first of its parents that has one, before anything else of it
/// starts, however long that takes.
/// </summary>
internal sealed partial class FirstPlan(NodeOptions options, ISealedPlanStore store, LinkHolder holder, PlanReadings readings, LinkClock clock, ILogger log)
    : ILinkEnd<TierSession>, IDisposable
{
    private readonly CancellationTokenSource _done = new();
    private (Uri Node, LinkLoss Why)? _said;

    /// <summary>Fetches the plan when the node is below another and has none.</summary>
    /// <exception cref="NodeStartException">The node has no certificate to ask for it with.</exception>
    public static async Task FetchAsync(NodeOptions options, string folder, PlanDatabase database, PlanReadings readings, LinkClock clock, Action<ILoggingBuilder> log, CancellationToken cancel)
    {
        if (options.Parents.Count == 0 || options.PlanFile is not null || database.Newest() is not null)
        {
            return;
        }

        using var loggers = LoggerFactory.Create(log);
        using var first = new FirstPlan(options, database, new LinkHolder(Credentials(folder)), readings, clock, loggers.CreateLogger<FirstPlan>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, first._done.Token);
        await new LinkRounds<TierSession>(TierLinkOptions.Of(options.Parents), clock.Time, first).RunAsync(either.Token).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
    }

    public Task<TierSession> OpenAsync(Uri node, TimeSpan patience, CancellationToken cancel) => TierTongue.Tongue.OpenAsync(
        node, LinkChannel.Open(node, holder, clock), new FromChild { Attach = new TierAttach { Software = TierTongue.Software } }, patience, clock.Time, cancel);

    public Task<(LinkLoss Why, string Detail)> ServeAsync(TierSession session, CancellationToken cancel)
    {
        var welcome = session.Welcome.Welcome;
        var reception = new PlanReception(
            new PlanIntake(holder.Current.Authority, options.NodeId!, readings, () => 0), plan => Keep(plan, welcome.Node), () => null);
        return session.RunAsync(
            message =>
            {
                if (reception.Answer(message) is not { } answer)
                {
                    return;
                }

                if (answer.PlanHeld?.Problem is { } problem)
                {
                    LogNotTaken(log, session.Node, problem.En);
                }

                session.Send(answer);
            },
            LinkPulse.Of(welcome.PingMilliseconds, pingsLost: 3), cancel);
    }

    /// <summary>Its places in line are its parents' order: it takes what comes.</summary>
    public Task<bool> MayReturnAsync(Uri better, CancellationToken cancel) => Task.FromResult(false);

    public void Detached(Uri node, LinkLoss why, string detail, bool wasAttached)
    {
        if (!_done.IsCancellationRequested && _said != (node, why))
        {
            _said = (node, why);
            LogNoPlan(log, node, why, detail);
        }
    }

    public void Dispose() => _done.Dispose();

    private static LinkCredentials Credentials(string folder)
    {
        try
        {
            if (new LinkStore(folder).Load() is { } enrolled)
            {
                return enrolled;
            }
        }
        catch (InvalidDataException wrong)
        {
            throw new NodeStartException(
                new LocalizedText(
                    $"Không đọc được chứng thư của nút này: {wrong.Message} Hãy đăng ký lại nút bằng mã mới.",
                    $"This node's certificate cannot be read: {wrong.Message} Enroll the node again with a new token."),
                wrong);
        }

        throw new NodeStartException(new LocalizedText(
            "Nút này chưa có quy hoạch và chưa đăng ký. Hãy thêm --enroll với mã do 'radionet node token ID' ở nút gốc tạo.",
            "This node has no plan and is not enrolled. Add --enroll with a token that 'radionet node token ID' at the root node makes."));
    }

    private LocalizedText? Keep(ReceivedPlan plan, string from)
    {
        store.AddSealed(plan.ToStore(from, clock.Time.GetUtcNow()));
        _done.Cancel();
        return null;
    }

    [LoggerMessage(EventId = 4321, Level = LogLevel.Warning, Message = "This node waits for its first plan; {Address} has not given it ({Why}): {Detail}")]
    private static partial void LogNoPlan(ILogger logger, Uri address, LinkLoss why, string detail);

    [LoggerMessage(EventId = 4322, Level = LogLevel.Warning, Message = "This node waits for its first plan; what {Address} offers cannot be taken: {Problem}")]
    private static partial void LogNotTaken(ILogger logger, Uri address, string problem);
}
