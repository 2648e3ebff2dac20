using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;

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
    private readonly RecentEnds _ends = new();
    private readonly Dictionary<string, long> _affiliated = [];
    private readonly List<FloorRequest> _early = [];

    private FloorPhase _phase;
    private RunningCall? _call;
    private bool _asked;
    private bool _learned;
    private bool _routeChanged;
    private bool _reportDue;
    private long _generation;
    private long _talkerHeard;

    /// <inheritdoc/>
    public bool IsIdle => _phase == FloorPhase.Idle && _queue.Count == 0 && _early.Count == 0 && _denied.Count == 0;

    /// <summary>The floor's state.</summary>
    public FloorPhase Phase => _phase;

    /// <summary>The stream that has the floor; null when none.</summary>
    public IngressId? Talker => _call?.Talker?.Request.Ingress;

    private Address Self => Address.Call(callKey);

    /// <inheritdoc/>
    public void Handle(Message message, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        Learn(outbox);
        switch (message)
        {
            case ToCall.Request request:
                Ask(request.Floor, outbox);
                break;
            case ToCall.Carried carried:
                Learned(carried.Spurts, outbox);
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
            case ToCall.Affiliated affiliated:
                Affiliate(affiliated.Site, outbox);
                break;
            case TimerFired timer:
                TimerRang(timer, outbox);
                break;
            case PlanChanged:
                ObeyPlan(outbox);
                break;
        }
    }

    /// <inheritdoc/>
    public void Settle(Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        if (_call is null)
        {
            return;
        }

        if (_routeChanged && _call.Talker is { } talker)
        {
            outbox.Send(Address.Router, new ToRouter.Reroute(talker.Request.Ingress, _sites.Route));
        }

        if (_reportDue)
        {
            outbox.Send(Address.Journal, new ToJournal.Call(_call.Report(CallState.Running, Reason.None, null, _sites)));
        }

        _routeChanged = _reportDue = false;
    }

    private void Learn(Outbox outbox)
    {
        if (!_asked)
        {
            _asked = true;
            outbox.Send(Address.Ingress, new ToIngress.WhatOf(callKey));
            SetTimer(LearningTimer, 0, context.Timers.Learning, outbox);
        }
    }

    private void Learned(IEnumerable<FloorRequest> carried, Outbox outbox)
    {
        if (_learned)
        {
            return;
        }

        _learned = true;
        FloorRequest[] all = [.. _early, .. carried.Where(c => _early.TrueForAll(e => e.Ingress != c.Ingress) && IsComplete(c))];
        _early.Clear();
        foreach (var request in all.OrderBy(r => r.Stream.HeardAt).ThenBy(r => r.Ingress.Value))
        {
            Ask(request, outbox);
        }
    }

    /// <summary>A private call's request is complete when the called radio was located; it comes again by itself then.</summary>
    private static bool IsComplete(FloorRequest request) => request.Type != CallType.Private || request.Callee is not null;

    private void Ask(FloorRequest request, Outbox outbox)
    {
        if (!_learned)
        {
            _early.Add(request);
            return;
        }

        if (request.Ingress == Talker || _ends.Contains(request.Ingress))
        {
            return;
        }

        RaiseAlarm(request, outbox);
        Apply(IsStronger(request) ? FloorEvent.StrongerRequest : FloorEvent.Request, request, Reason.None, outbox);
    }

    /// <summary>
    /// Whether a request takes the floor from the talker: an emergency from all but an emergency; who may pre-empt from a lower
    /// priority. One-way calls yield to emergencies alone.
    /// </summary>
    private bool IsStronger(FloorRequest request)
    {
        if (_call?.Talker?.Request is not { } talker || talker.Emergency)
        {
            return false;
        }

        var oneWay = talker.Type is CallType.Broadcast or CallType.All;
        return request.Emergency || (!oneWay && request.PreEmpt && request.Priority > talker.Priority);
    }

    private void RaiseAlarm(FloorRequest request, Outbox outbox)
    {
        if (request.Alarm)
        {
            var stream = request.Stream;
            outbox.Send(
                Address.Alarms,
                new ToAlarms.Emergency(stream.Source, stream.Target, request.Site, _call?.Id.ToString(), context.Time.GetUtcNow()));
        }
    }

    private void LearnOptions(ToCall.OptionsKnown known, Outbox outbox)
    {
        if (!known.Options.Emergency)
        {
            return;
        }

        if (_call?.Talker is { } talker && talker.Request.Ingress == known.Ingress && !talker.Request.Alarm)
        {
            talker.Request = Alarmed(talker.Request, known.Options);
            RaiseAlarm(talker.Request, outbox);
            MarkEmergency(talker.Request);
            Claim(talker.Request, outbox);
        }
        else if (_denied.TryTake(known.Ingress, out var denied) && !denied.Request.Alarm)
        {
            Ask(Alarmed(denied.Request, known.Options), outbox);
        }
    }

    private FloorRequest Alarmed(FloorRequest request, ServiceOptions options)
    {
        var stream = request.Stream with { Options = options };
        var admission = Admission.Check(stream, context.Plan.Current);
        return request with { Stream = stream, Alarm = true, Emergency = admission.Request?.Emergency ?? false };
    }

    private void Affiliate(string site, Outbox outbox)
    {
        var isNew = !IsAffiliated(site);
        _affiliated[site] = context.Time.GetTimestamp();
        if (isNew && _call?.Talker is { } talker)
        {
            Claim(talker.Request, outbox);
        }
    }

    private bool IsAffiliated(string site) =>
        _affiliated.TryGetValue(site, out var at) && context.Time.GetElapsedTime(at) <= context.Timers.Affiliation;

    private void TakeSlots(ToCall.Slots slots, Outbox outbox)
    {
        if (_call is null || !_sites.TryUpdate(slots, _phase == FloorPhase.Talking))
        {
            if (_call is null)
            {
                outbox.Send(Address.Site(slots.Site), new ToSite.Release(callKey));
            }

            return;
        }

        _call.DecideSite(slots, context.Time.GetUtcNow(), context.Plan.Current.Revision);
        _routeChanged = _reportDue = true;
    }

    private void Claim(FloorRequest request, Outbox outbox)
    {
        var call = _call!;
        var rank = new ClaimRank(false, call.EmergencyPriority, call.Terms.Priority, request.Priority, call.Started.UtcTicks);
        _sites.Claim(CallTerms.SitesFor(request, context, IsAffiliated), call.Name, rank, outbox);
        _routeChanged = true;
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
        if (timer.Timer == LearningTimer)
        {
            Learned([], outbox);
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
            var left = context.Timers.PortSilence - context.Time.GetElapsedTime(_talkerHeard);
            if (left > TimeSpan.Zero)
            {
                SetTimer(SilenceTimer, _generation, left, outbox);
                return;
            }

            Apply(FloorEvent.TalkerCut, talker.Request, Reason.Inactive, outbox);
        }
    }
}
