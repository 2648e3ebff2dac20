using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Calls;

/// <content>Who asks, who asks no more, and what becomes known of them.</content>
public sealed partial class CallArbiter
{
    /// <summary>By how much two times of one port may differ after their conversion to the wall clock.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(1);

    private readonly Overtakers _overtakers = new();
    private readonly List<FloorRequest> _early = [];
    private readonly HashSet<string> _strays = [];

    private long _askedPorts;
    private bool _learned;

    private void AskPorts(IngressId? asker, Outbox outbox)
    {
        if (_askedPorts == 0)
        {
            _askedPorts = context.Ids.NextGeneration();
            outbox.Send(Address.Ingress, new ToIngress.WhatOf(callKey, _askedPorts, asker));
            SetTimer(LearningTimer, _askedPorts, context.Timers.Learning, outbox);
        }
    }

    /// <summary>What the ports of one node carry waits for the others' word.</summary>
    private void Learn(ToCall.Carried carried, Outbox outbox)
    {
        if (carried.Awaited > 0 && !_learned)
        {
            _early.AddRange(carried.Spurts.Where(c => !IsKnown(c.Ingress)));
            return;
        }

        Learned(carried.Spurts, outbox);
    }

    /// <summary>
    /// Who had the floor goes on, then who was heard first. Also taken late: what the ports carry of this call must be known
    /// here, or it would talk beside another.
    /// </summary>
    private void Learned(IEnumerable<FloorRequest> carried, Outbox outbox)
    {
        if (!_learned)
        {
            outbox.Send(Address.Journal, new ToJournal.NewArbiter(callKey));
        }

        FloorRequest[] all = [.. _early, .. carried.Where(c => !IsKnown(c.Ingress))];
        _learned = true;
        _early.Clear();
        foreach (var request in all.OrderBy(r => r.Spurt is null).ThenBy(r => r.Stream.HeardAt).ThenBy(r => r.Ingress.Value))
        {
            if (request.Denied is not null)
            {
                _denied.Add(request);
            }
            else if (request is { Type: CallType.Private, Callee: null })
            {
                outbox.Send(Address.Subscriber(new(request.Stream.Target)), new ToSubscriber.Locate(request, callKey));
            }
            else
            {
                Ask(request, outbox);
            }
        }

        if (_denied.FirstEmergency is { } emergency && _call?.Talker is not { Request.Emergency: true })
        {
            Ask(emergency, outbox);
        }

        foreach (var site in _strays.Where(site => !_sites.Has(site)))
        {
            outbox.Send(Address.Site(site), new ToSite.Release(callKey));
        }

        _strays.Clear();
    }

    private bool IsKnown(IngressId ingress) =>
        _early.Exists(r => r.Ingress == ingress) || _queue.Contains(ingress) || _denied.Find(ingress) is not null
        || _call?.Find(ingress) is not null || _overtakers.IsAnswered(ingress);

    private void Hear(FloorRequest request, Outbox outbox)
    {
        if (IsKnown(request.Ingress))
        {
            return;
        }

        if (_overtakers.OptionsOf(request.Ingress) is { Emergency: true } options)
        {
            request = Alarmed(request, options);
        }

        var isAlarm = request.Alarm && request.Spurt is null;
        if (_overtakers.WhyGone(request.Ingress) is { } why)
        {
            if (isAlarm)
            {
                RaiseAlarm(request, outbox);
            }

            Forget(request, why, outbox);
        }
        else if (_learned && _yielding is null)
        {
            AskAloud(request, isAlarm, outbox);
        }
        else
        {
            _early.Add(request);
            if (isAlarm)
            {
                RaiseAlarm(request, outbox);
            }
        }
    }

    /// <summary>Asks, and then raises the alarm: only then it can name the call.</summary>
    private void AskAloud(FloorRequest request, bool isAlarm, Outbox outbox)
    {
        Ask(request, outbox);
        if (isAlarm)
        {
            RaiseAlarm(request, outbox);
        }
    }

    private void Ask(FloorRequest request, Outbox outbox) =>
        Apply(IsStronger(request) ? FloorEvent.StrongerRequest : FloorEvent.Request, request, Reason.None, outbox);

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

    private void RaiseAlarm(FloorRequest request, Outbox outbox) =>
        EmergencyAlarm.Raise(
            context, outbox, request.Stream, request.Site, _call?.Id, CallTerms.SitesFor(request, context, _affiliations.Has).Select(want => want.Site));

    /// <summary>A request that was over, or withdrawn, before it could be decided.</summary>
    private void Forget(FloorRequest request, Reason why, Outbox outbox)
    {
        _overtakers.Answer(request.Ingress);
        Denial.Say(context, outbox, request, why, "floor.too-late");
    }

    private void LearnOptions(ToCall.OptionsKnown known, Outbox outbox)
    {
        if (!known.Options.Emergency)
        {
            return;
        }

        if (_early.FindIndex(r => r.Ingress == known.Ingress) is >= 0 and var at)
        {
            if (!_early[at].Alarm)
            {
                _early[at] = Alarmed(_early[at], known.Options);
                RaiseAlarm(_early[at], outbox);
            }
        }
        else if (_call?.Find(known.Ingress) is { } spurt)
        {
            LearnOptions(spurt, known.Options, outbox);
        }
        else if ((_queue.Find(known.Ingress) ?? _denied.Find(known.Ingress)) is { } waiting)
        {
            if (!waiting.Alarm)
            {
                _queue.Remove(known.Ingress);
                AskAloud(Alarmed(waiting, known.Options), isAlarm: true, outbox);
                TellPositions(outbox);
            }
        }
        else
        {
            _overtakers.Add(known);
        }
    }

    private void LearnOptions(Spurt spurt, ServiceOptions options, Outbox outbox)
    {
        if (spurt.Request.Alarm)
        {
            return;
        }

        spurt.Request = Alarmed(spurt.Request, options);
        RaiseAlarm(spurt.Request, outbox);
        if (_call!.Talker == spurt)
        {
            MarkEmergency(spurt.Request);
            Claim(spurt.Request, outbox);
        }
    }

    private FloorRequest Alarmed(FloorRequest request, ServiceOptions options)
    {
        var stream = request.Stream with { Options = options };
        var admission = Admission.Check(stream, context.Plan.Current);
        return request with { Stream = stream, Alarm = true, Emergency = admission.Request?.Emergency ?? false };
    }

    private void EndStream(ToCall.Over over, Outbox outbox)
    {
        if (_early.Find(r => r.Ingress == over.Ingress) is { } early)
        {
            _early.Remove(early);
            if (early is { Spurt: null, Denied: null })
            {
                Forget(early, over.Why, outbox);
            }
        }
        else if (_denied.Remove(over.Ingress))
        {
            _overtakers.Answer(over.Ingress);
        }
        else if (_queue.Find(over.Ingress) is { } waiting)
        {
            _queue.Remove(over.Ingress);
            _overtakers.Answer(over.Ingress);
            Decide("floor.cancelled", waiting, over.Why, null);
            TellPositions(outbox);
        }
        else if (_call?.Find(over.Ingress) is { } spurt)
        {
            _overtakers.Answer(over.Ingress);
            EndSpurt(spurt, over, outbox);
        }
        else
        {
            _overtakers.Add(over);
        }
    }

    private void EndSpurt(Spurt spurt, ToCall.Over over, Outbox outbox)
    {
        spurt.Figures = over.Figures;
        _reportDue = true;
        if (_call!.Talker == spurt)
        {
            Close(spurt, over.Why, over.LastHeard);
            Apply(FloorEvent.TalkerOver, spurt.Request, over.Why, outbox);
            AskAgain(over.Why is Reason.Inactive or Reason.PortLost ? DateTimeOffset.MinValue : over.LastHeard - ClockTolerance, outbox);
        }
    }

    /// <summary>
    /// Who still talks, and was denied because it was not known here yet that the talker was silent, is asked again: an end that
    /// its successor's request overtook denies nobody, and a talker that fell silent without a terminator denies nobody at all,
    /// whenever the other keyed.
    /// </summary>
    private void AskAgain(DateTimeOffset silentSince, Outbox outbox)
    {
        if (_phase != FloorPhase.Talking && _yielding is null && _denied.FirstHeardSince(silentSince) is { } again)
        {
            Ask(again, outbox);
        }
    }

    /// <summary>An earlier activation may have granted the stream, or have died with its request.</summary>
    private void LoseOfEarlier(ToCall.Withdrawn withdrawn, Outbox outbox)
    {
        outbox.Send(Address.Router, new ToRouter.Stop(withdrawn.Ingress, withdrawn.Why));
        if (withdrawn.Undecided is { } request)
        {
            Forget(request, withdrawn.Why, outbox);
        }
    }

    private void Withdraw(ToCall.Withdrawn withdrawn, Outbox outbox)
    {
        if (withdrawn.Ingress == Talker)
        {
            _overtakers.Answer(withdrawn.Ingress);
            Apply(FloorEvent.TalkerCut, _call!.Talker!.Request, withdrawn.Why, outbox);
        }
        else if ((_early.Find(r => r.Ingress == withdrawn.Ingress) ?? _queue.Find(withdrawn.Ingress)) is { } waiting)
        {
            _early.Remove(waiting);
            _queue.Remove(withdrawn.Ingress);
            Forget(waiting, withdrawn.Why, outbox);
            TellPositions(outbox);
        }
        else if (_denied.Remove(withdrawn.Ingress))
        {
            _overtakers.Answer(withdrawn.Ingress);
        }
        else
        {
            _overtakers.Add(withdrawn);
            if (!_learned && !_overtakers.IsAnswered(withdrawn.Ingress))
            {
                LoseOfEarlier(withdrawn, outbox);
            }
        }
    }
}
