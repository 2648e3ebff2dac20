using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Calls;

/// <summary>
/// The owner of one call's floor: a talkgroup's, a pair of radios', or everybody's. It grants the floor to one talker at a
/// time, asks the sites for timeslots and waits for none of them, and tells the router where the talker's stream goes.
/// </summary>
/// <remarks>
/// Its state is soft. A new activation asks the ports what they carry and grants nothing before they have answered, or
/// <see cref="CallTimers.Learning"/> has passed.
/// </remarks>
/// <param name="callKey">Its key (<see cref="CallKey"/>).</param>
/// <param name="context">Plan, clock and ids.</param>
public sealed partial class CallArbiter(string callKey, RulesContext context) : IMachine
{
    private const int SpurtLimit = 500;
    private const string LearningTimer = "learning";
    private const string LimitTimer = "limit";
    private const string HangTimer = "hang";
    private const string SilenceTimer = "silence";

    private readonly CallSites _sites = new(callKey);
    private readonly FloorQueue _queue = new();
    private readonly DeniedSpurts _denied = new();
    private readonly Affiliations _affiliations = new(context);
    private readonly Listeners _listeners = new(context);

    private FloorPhase _phase;
    private RunningCall? _call;
    private bool _routeChanged;
    private bool _reportDue;
    private long _generation;
    private long _talkerSince;
    private long _talkerHeard;

    /// <inheritdoc/>
    public bool IsIdle =>
        (_learned || _askedPorts == 0) && _phase == FloorPhase.Idle && _queue.Count == 0 && _early.Count == 0 && _strays.Count == 0 && _denied.Count == 0
        && !_affiliations.Any && !_listeners.Any && !IsJoining;

    /// <summary>The floor's state.</summary>
    public FloorPhase Phase => _phase;

    /// <summary>The stream that has the floor; null when none.</summary>
    public IngressId? Talker => _call?.Talker?.Request.Ingress;

    private Address Self => Address.Call(callKey);

    /// <inheritdoc/>
    public void Handle(Message message, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        if (IsPassedOn(message, outbox))
        {
            return;
        }

        AskPorts((message as ToCall.Request)?.Floor.Ingress, outbox);
        switch (message)
        {
            case ToCall.Request request:
                Hear(request.Floor, outbox);
                break;
            case ToCall.Carried carried when carried.Question == _askedPorts:
                Learn(carried, outbox);
                break;
            case ToCall.Over over:
                EndStream(over, outbox);
                break;
            case ToCall.OptionsKnown known:
                LearnOptions(known, outbox);
                break;
            case ToCall.StillThere there when there.Ingress == Talker:
                _talkerHeard = context.Time.GetTimestamp();
                break;
            case ToCall.Withdrawn withdrawn:
                Withdraw(withdrawn, outbox);
                break;
            case ToCall.Slots slots:
                TakeSlots(slots, outbox);
                break;
            case ToCall.SiteForgot forgot:
                if (_sites.Forget(forgot.Site) && _call?.Talker is { } claims)
                {
                    Claim(claims.Request, outbox);
                }

                break;
            case ToCall.Listens listens:
                _routeChanged |= _listeners.Set(listens.Node, listens.Wants) && _call?.Talker is not null;
                break;
            case ToCall.Affiliated affiliated:
                if (_affiliations.Add(affiliated.Site) && _call?.Talker is { } talker)
                {
                    Claim(talker.Request, outbox);
                }

                break;
            case TimerFired timer:
                TimerRang(timer, outbox);
                break;
            case PlanChanged:
                ObeyPlan(outbox);
                break;
            default:
                HandleTiers(message, outbox);
                break;
        }
    }

    /// <inheritdoc/>
    public void Settle(Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        SettleHeal(outbox);
        if (_call is null)
        {
            return;
        }

        if (_routeChanged && _call.Talker is { } talker)
        {
            outbox.Send(Address.Router, new ToRouter.Reroute(talker.Request.Ingress, _listeners.With(_sites.RouteOf(talker.Request))));
        }

        if (_reportDue)
        {
            outbox.Send(Address.Journal, new ToJournal.Call(_call.Report(CallState.Running, Reason.None, null, _sites)));
        }

        _routeChanged = _reportDue = false;
    }

    private void TakeSlots(ToCall.Slots slots, Outbox outbox)
    {
        if (!_learned)
        {
            _strays.Add(slots.Site);
        }
        else if (_call is null || !_sites.TryUpdate(slots, _phase == FloorPhase.Talking, out var change))
        {
            outbox.Send(Address.Site(slots.Site), new ToSite.Release(callKey));
        }
        else
        {
            _call.DecideSite(slots, context.Time.GetUtcNow(), context.Plan.Current.Revision);
            _routeChanged |= change.Route;
            _reportDue |= change.News;
        }
    }

    private void Claim(FloorRequest request, Outbox outbox)
    {
        var call = _call!;
        var rank = new ClaimRank(false, call.EmergencyPriority, call.Terms.Priority, request.Priority, call.Started.UtcTicks);
        _routeChanged |= _sites.Claim(CallTerms.SitesFor(request, context, _affiliations.Has), call.Name, rank, outbox);
    }

    private void ObeyPlan(Outbox outbox)
    {
        if (_call is not { } call)
        {
            return;
        }

        var request = (call.Talker ?? call.Spurts[^1]).Request;
        if (CallTerms.For(request, context) is not { } terms)
        {
            EmptyQueue(Reason.PlanChanged, outbox);
            Apply(FloorEvent.TalkerCut, request, Reason.PlanChanged, outbox);
            Apply(FloorEvent.HangOver, request, Reason.PlanChanged, outbox);
            return;
        }

        call.Terms = terms;
        if (call.Talker is { } talker)
        {
            Claim(talker.Request, outbox);
        }
    }

    private void SetTimer(string timer, long generation, TimeSpan after, Outbox outbox) =>
        outbox.Send(Address.Clock, new ToClock.Set(Self, timer, generation, after));

    private void TimerRang(TimerFired timer, Outbox outbox)
    {
        if (timer.Timer == LearningTimer && timer.Generation == _askedPorts)
        {
            Learned([], outbox);
        }
        else if (timer.Timer == JoinTimer && timer.Generation == _joinTick)
        {
            TickJoin(outbox);
        }
        else if (timer.Generation != _generation || _call is not { } call)
        {
            return;
        }
        else if (timer.Timer == HangTimer)
        {
            Apply(FloorEvent.HangOver, call.Spurts[^1].Request, Reason.HangTime, outbox);
        }
        else if (timer.Timer == LimitTimer && call.Talker is { } tooLong)
        {
            Apply(FloorEvent.TalkerCut, tooLong.Request, Reason.TimeLimit, outbox);
        }
        else if (timer.Timer == SilenceTimer && call.Talker is { } talker)
        {
            CheckSilence(talker, outbox);
        }
    }

    /// <summary>The guard behind the ports' own watchdog: a talker of whom they say nothing any more is gone.</summary>
    private void CheckSilence(Spurt talker, Outbox outbox)
    {
        var silence = context.Time.GetElapsedTime(_talkerHeard);
        if (silence < context.Timers.PortSilence)
        {
            SetTimer(SilenceTimer, _generation, context.Timers.PortSilence - silence, outbox);
            return;
        }

        Apply(FloorEvent.TalkerCut, talker.Request, Reason.Inactive, outbox);
        AskAgain(DateTimeOffset.MinValue, outbox);
    }
}
