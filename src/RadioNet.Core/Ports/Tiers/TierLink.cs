using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records.Traces;
using RadioNet.Protocols.Identity;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;
using TierSession = RadioNet.Api.Links.LinkSession<RadioNet.Api.FromChild, RadioNet.Api.ToChild>;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// This node's link to the one above: attaches to the nearest parent that answers, moves to the next when it is gone, and back
/// to a nearer one that has been back for a while, between calls. At the root there is none.
/// </summary>
internal sealed partial class TierLink(
    TierLinkOptions options, NodeIdentity self, NodeCredentials credentials, TierPlans plans, ChildBook children, TierPost post, TierVoice voice, UpwardPump records, TierMatters matters, SiteTeller sites, PlanReadings readings, TierAlarms alarms, TraceDesk traces, ITierQuiet quiet, LinkClock clock,
    TimeProvider time, ILogger<TierLink> log)
    : BackgroundService, ILinkEnd<TierSession>
{
    /// <summary>Offers and parts of plans that may wait.</summary>
    private const int MostOfPlan = 64;

    /// <summary>Records that may wait on their way: what is said after them shall not wait for long.</summary>
    private const int MostUnsentRecords = 32;

    /// <summary>
    /// What sites do is said when less than this waits, so that a backlog of records does not keep it back and what is said of calls does:
    /// it can wait a second, and be newer then.
    /// </summary>
    private const int MostUnsentBeforeSites = MostUnsentRecords + 8;

    /// <summary>A nearer parent that takes longer to answer is not back.</summary>
    private static readonly TimeSpan HailTime = TimeSpan.FromSeconds(1.5);

    /// <summary>When a nearer parent answered first, of an unbroken row; timestamps.</summary>
    private readonly ConcurrentDictionary<Uri, long> _back = new();

    private volatile TierParent? _parent;
    private TierParent? _last;
    private volatile UplinkTraces? _uplink;
    private (Uri Node, LinkLoss Why)? _said;
    private LocalizedText? _problem;
    private long _began;

    /// <summary>Where this node is attached; null when it is not.</summary>
    public TierParent? Parent => _parent;

    /// <summary>How the parent's clock stands to this node's; null while there is none, or its clock was not measured yet.</summary>
    public ClockReading? Clock => _uplink?.Clock;

    /// <summary>Since when it is without a parent; null when it never had one since its start.</summary>
    public DateTimeOffset? LostSince { get; private set; }

    /// <summary>Why the plan that was offered last could not be taken; null when it could.</summary>
    public LocalizedText? PlanProblem => _problem;

    public Task<TierSession> OpenAsync(Uri node, TimeSpan patience, CancellationToken cancel)
    {
        var hello = new TierAttach { Software = TierTongue.Software, Boots = self.Boots, Plan = plans.Held, VoiceLink = voice.Offer() };
        var tongue = TierTongue.Tongue with { Ping = number => new FromChild { Ping = ClockGauge.Ping(number, time) } };
        return tongue.OpenAsync(node, LinkChannel.Open(node, credentials.Holder!, clock), new FromChild { Attach = hello }, patience, time, cancel);
    }

    public async Task<(LinkLoss Why, string Detail)> ServeAsync(TierSession session, CancellationToken cancel)
    {
        var welcome = session.Welcome.Welcome;
        var parent = new TierParent(welcome.Node, session.Node, time.GetUtcNow());
        var reception = new PlanReception(
            new PlanIntake(credentials.Holder!.Current.Authority, self.Id, readings, () => plans.Held?.Number ?? 0), plan => Keep(plan, parent.Node), () => plans.Held);
        void SayBelow(object? sender, EventArgs change) => session.Send(new FromChild { Below = new AttachedNodes { Nodes = { children.Below.Values } } });

        // A large plan takes its time; what else the parent says does not wait for that. An honest one never has so many under way.
        var ofPlan = Channel.CreateBounded<ToChild>(MostOfPlan);
        var (goingUp, telling) = (Task.CompletedTask, Task.CompletedTask);
        using var ending = new CancellationTokenSource();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var broken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _back.Clear();
        _said = null;
        _parent = _last = parent;
        alarms.UplinkUp();
        LogAttached(log, parent.Node, session.Node);
        var ofVoice = voice.OpenLower(parent.Node, welcome.Voice, session.Address);
        children.Changed += SayBelow;
        var calls = post.Begin(parent.Node, isAbove: true, said => session.Send(new FromChild { Calls = said }), why => broken.TrySetResult(why));
        var ofTraces = _uplink = new UplinkTraces(session, traces, time);
        traces.Begin(parent.Node, ofTraces);
        try
        {
            SayBelow(null, EventArgs.Empty);
            matters.ParentUp(new ParentLine(parent.Node, parent.Address, session.Send, () => Leave(leaving)));
            _ = TakePlansAsync(session, reception, ofPlan.Reader);
            goingUp = records.RunAsync(said => session.Unsent < MostUnsentRecords && session.Send(new FromChild { Records = said }), ending.Token);
            telling = sites.RunAsync(said => session.Unsent < MostUnsentBeforeSites && session.Send(new FromChild { Sites = said }), ending.Token);
            var running = session.RunAsync(
                message =>
                {
                    if (message.Calls is { } said)
                    {
                        calls.Hear(said);
                    }
                    else if (message.PlanOffer is not null || message.PlanPart is not null)
                    {
                        ofPlan.Writer.TryWrite(message);
                    }
                    else if (message.Records is { } ofRecords)
                    {
                        records.Hear(ofRecords);
                    }
                    else
                    {
                        matters.Hear(message);
                        ofTraces.Hear(message);
                    }
                },
                LinkPulse.Of(welcome.PingMilliseconds, options.PingsLost), leaving.Token);
            if (await Task.WhenAny(running, broken.Task).ConfigureAwait(false) == running)
            {
                return await running.ConfigureAwait(false);
            }

            await leaving.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
            return (LinkLoss.Unreachable, await broken.Task.ConfigureAwait(false));
        }
        finally
        {
            ofVoice?.Dispose();
            calls.Close();
            traces.End(parent.Node, ofTraces);
            await ending.CancelAsync().ConfigureAwait(false);
            await goingUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ofPlan.Writer.TryComplete();
            children.Changed -= SayBelow;
            LostSince = time.GetUtcNow();
            (_parent, _uplink) = (null, null);
            matters.ParentDown();
        }
    }

    public async Task<bool> MayReturnAsync(Uri better, CancellationToken cancel)
    {
        if (!await HailAsync(better, cancel).ConfigureAwait(false))
        {
            _back.TryRemove(better, out _);
            return false;
        }

        return time.GetElapsedTime(_back.GetOrAdd(better, _ => time.GetTimestamp())) >= options.BackTime && quiet.IsQuiet;
    }

    public void Detached(Uri node, LinkLoss why, string detail, bool wasAttached)
    {
        if (wasAttached && why != LinkLoss.Left && _last is { } lost)
        {
            alarms.UplinkLost(lost.Node);
        }

        // Who has reached nobody since the start knows of no link that it could lose: it says so when it would have noticed one's loss.
        if (_last is null && why != LinkLoss.Left && time.GetElapsedTime(_began) >= ChildBook.Pulse.Dead)
        {
            alarms.UplinkNeverUp(self.Id);
        }

        // A parent that stays away is told of once.
        if (wasAttached || _said != (node, why))
        {
            _said = (node, why);
            LogDetached(log, node, why, detail);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _began = time.GetTimestamp();
        return options.Nodes.Count > 0 && credentials is { Authority: null, Holder: not null }
            ? new LinkRounds<TierSession>(options, time, this).RunAsync(stoppingToken)
            : Task.CompletedTask;
    }

    private static void Leave(CancellationTokenSource leaving)
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

    private static LocalizedText? ToText(Api.LocalizedText? said) => said is null ? null : new LocalizedText(said.Vi, said.En);

    private async Task TakePlansAsync(TierSession session, PlanReception reception, ChannelReader<ToChild> said)
    {
        await foreach (var message in said.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                if (reception.Answer(message) is { } answer)
                {
                    _problem = answer.PlanHeld is null ? _problem : ToText(answer.PlanHeld.Problem);
                    session.Send(answer);
                }
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                LogPlanFailed(log, failed);
            }
        }
    }

    private async Task<bool> HailAsync(Uri node, CancellationToken cancel)
    {
        try
        {
            using var channel = LinkChannel.Open(node, credentials.Holder!, clock);
            var asked = new TierLinkService.TierLinkServiceClient(channel)
                .HailAsync(new HailRequest(), deadline: DateTime.UtcNow + HailTime, cancellationToken: cancel);
            await asked.ResponseAsync.ConfigureAwait(false);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private LocalizedText? Keep(ReceivedPlan plan, string from)
    {
        try
        {
            plans.Take(plan, from);
            LogPlan(log, plan.Sealed.Number, from);
            return null;
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            LogNotKept(log, plan.Sealed.Number, failed);
            return new LocalizedText(
                $"Không ghi được bản quy hoạch {plan.Sealed.Number} xuống đĩa ({failed.Message}).",
                $"Revision {plan.Sealed.Number} of the plan could not be written to disk ({failed.Message}).");
        }
    }

    [LoggerMessage(EventId = 4311, Level = LogLevel.Information, Message = "Attached to {Parent} at {Address}")]
    private static partial void LogAttached(ILogger logger, string parent, Uri address);

    [LoggerMessage(EventId = 4312, Level = LogLevel.Warning, Message = "Not attached to {Address} ({Why}): {Detail}")]
    private static partial void LogDetached(ILogger logger, Uri address, LinkLoss why, string detail);

    [LoggerMessage(EventId = 4313, Level = LogLevel.Information, Message = "Revision {Number} of the plan came from {Parent} and is in force")]
    private static partial void LogPlan(ILogger logger, int number, string parent);

    [LoggerMessage(EventId = 4315, Level = LogLevel.Error, Message = "What the parent said of the plan could not be worked off; the plan before stays in force")]
    private static partial void LogPlanFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4314, Level = LogLevel.Error, Message = "Revision {Number} of the plan could not be kept; the one before stays in force")]
    private static partial void LogNotKept(ILogger logger, int number, Exception exception);
}
