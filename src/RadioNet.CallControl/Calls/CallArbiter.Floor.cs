using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Calls;

/// <content>What the floor's table orders.</content>
public sealed partial class CallArbiter
{
    private void Apply(FloorEvent happened, FloorRequest request, Reason why, Outbox outbox)
    {
        var (next, action) = FloorTable.Look(_phase, happened);
        _phase = next;
        switch (action)
        {
            case FloorAction.StartCall:
                StartCall(request, outbox);
                break;
            case FloorAction.GrantNext:
                Grant(request, "floor.granted", null, outbox);
                break;
            case FloorAction.PreEmpt:
                PreEmpt(request, outbox);
                break;
            case FloorAction.WaitOrDeny:
                WaitOrDeny(request, outbox);
                break;
            case FloorAction.FinishSpurt:
                FinishSpurt(why, outbox);
                break;
            case FloorAction.CutSpurt:
                CutSpurt(why, outbox);
                FinishSpurt(why, outbox);
                break;
            case FloorAction.EndCall:
                EndCall(why, outbox);
                break;
        }
    }

    private void StartCall(FloorRequest request, Outbox outbox)
    {
        if (CallTerms.For(request, context) is not { } terms)
        {
            _phase = FloorPhase.Idle;
            Denial.Say(context, outbox, request.Stream, request.Site, request.Type, Reason.UnknownTalkgroup, "floor.denied");
            return;
        }

        _call = new RunningCall(context.Ids.NextCall(), request, terms, request.Stream.HeardAt);
        Grant(request, "floor.granted", null, outbox);
    }

    private void Grant(FloorRequest request, string rule, string? competing, Outbox outbox)
    {
        var call = _call!;
        var now = context.Time.GetUtcNow();
        var spurt = new Spurt(request, context.Ids.NextSpurt(), now);
        call.Add(spurt);
        call.Decide(new Decision(
            now, rule, request.Stream.Source.ToString(), Reason.None, competing, call.Terms.PlanLine, context.Plan.Current.Revision));
        MarkEmergency(request);

        _talkerHeard = context.Time.GetTimestamp();
        _generation++;
        SetTimer(LimitTimer, _generation, call.Terms.TimeLimit, outbox);
        SetTimer(SilenceTimer, _generation, context.Timers.PortSilence, outbox);

        _sites.Reach(request.Site);
        _sites.ReachKept();
        outbox.Send(Address.Router, new ToRouter.Grant(request.Ingress, IdSource.StreamOf(spurt.Id), _sites.Route));
        Claim(request, outbox);
        _reportDue = true;
    }

    private void MarkEmergency(FloorRequest request)
    {
        if (request.Alarm)
        {
            _call!.Emergency = true;
            _call.EmergencyPriority |= request.Emergency;
            _reportDue = true;
        }
    }

    private void PreEmpt(FloorRequest request, Outbox outbox)
    {
        var loser = _call!.Talker!;
        CutSpurt(Reason.PreEmpted, outbox);
        _call.Talker = null;
        Grant(request, request.Emergency ? "floor.emergency" : "floor.pre-empted", loser.Request.Stream.Source.ToString(), outbox);
    }

    private void CutSpurt(Reason why, Outbox outbox)
    {
        var talker = _call!.Talker!;
        outbox.Send(Address.Router, new ToRouter.Stop(talker.Request.Ingress));
        Close(talker, why);
        talker.HeardLocallyOnly = !talker.Request.Stream.ManyCalls;
        _call.Decide(new Decision(
            context.Time.GetUtcNow(), "floor.revoked", talker.Request.Stream.Source.ToString(), why, null, _call.Terms.PlanLine,
            context.Plan.Current.Revision));
    }

    private void Close(Spurt spurt, Reason why)
    {
        spurt.Ended = context.Time.GetUtcNow();
        spurt.Why = why;
    }

    private void FinishSpurt(Reason why, Outbox outbox)
    {
        var call = _call!;
        var talker = call.Talker!;
        if (talker.Ended is null)
        {
            Close(talker, why);
        }

        call.Talker = null;
        _reportDue = true;
        if (_queue.TakeFirst() is { } next)
        {
            _phase = FloorPhase.Talking;
            TellPositions(outbox);
            Grant(next, "floor.from-queue", null, outbox);
            return;
        }

        _generation++;
        if (call.Terms.HangTime <= TimeSpan.Zero || call.Spurts.Count >= SpurtLimit)
        {
            _phase = FloorPhase.Idle;
            EndCall(Reason.Ended, outbox);
            return;
        }

        _sites.Hold(outbox);
        SetTimer(HangTimer, _generation, call.Terms.HangTime, outbox);
    }

    private void WaitOrDeny(FloorRequest request, Outbox outbox)
    {
        var call = _call!;
        var talker = call.Talker!.Request.Stream;
        var now = context.Time.GetUtcNow();
        var revision = context.Plan.Current.Revision;
        if (request.CanWait && call.Type is CallType.Group or CallType.Private)
        {
            var position = _queue.Add(request);
            call.Decide(new Decision(
                now, "floor.queued", request.Stream.Source.ToString(), Reason.Busy, talker.Source.ToString(), call.Terms.PlanLine, revision));
            TellPositions(outbox);
            _reportDue = position > 0;
            return;
        }

        var report = Denial.Say(
            context, outbox, request.Stream, request.Site, request.Type, Reason.Busy, "floor.denied",
            $"{talker.Source} ({call.Id})", call.Terms.PlanLine);
        _denied.Add(request, report, context.Time.GetUtcNow());
        call.Decide(new Decision(
            now, "floor.denied", request.Stream.Source.ToString(), Reason.Busy, talker.Source.ToString(), call.Terms.PlanLine, revision));
        _reportDue = true;
    }

    private void TellPositions(Outbox outbox)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            outbox.Send(Address.Router, new ToRouter.Queued(_queue.Waiting[i].Ingress, i + 1));
        }
    }

    private void EndStream(ToCall.Over over, Outbox outbox)
    {
        if (!_learned)
        {
            _early.RemoveAll(r => r.Ingress == over.Ingress);
        }

        if (_denied.TryTake(over.Ingress, out var denied))
        {
            outbox.Send(Address.Journal, new ToJournal.Call(Denial.Finished(denied.Report, over.LastHeard, over.Figures)));
            return;
        }

        if (_queue.Remove(over.Ingress))
        {
            TellPositions(outbox);
            return;
        }

        _ends.Add(over.Ingress);
        if (_call?.Find(over.Ingress) is not { } spurt)
        {
            return;
        }

        spurt.Figures = over.Figures;
        _reportDue = true;
        if (_call.Talker != spurt)
        {
            return;
        }

        Apply(FloorEvent.TalkerOver, spurt.Request, over.Why, outbox);
        if (over.Why is Reason.Inactive or Reason.PortLost)
        {
            AskAgain(over.LastHeard, outbox);
        }
    }

    /// <summary>Who was refused because of a talker that had fallen silent already, and still talks, is asked again.</summary>
    private void AskAgain(DateTimeOffset silentSince, Outbox outbox)
    {
        if (_phase != FloorPhase.Talking && _denied.TakeFirstSince(silentSince) is { } again)
        {
            Ask(again.Request, outbox);
        }
    }

    private void Withdraw(ToCall.Withdrawn withdrawn, Outbox outbox)
    {
        _early.RemoveAll(r => r.Ingress == withdrawn.Ingress);
        _queue.Remove(withdrawn.Ingress);
        _denied.TryTake(withdrawn.Ingress, out _);
        _ends.Add(withdrawn.Ingress);
        if (withdrawn.Ingress == Talker)
        {
            Apply(FloorEvent.TalkerCut, _call!.Talker!.Request, withdrawn.Why, outbox);
        }
    }

    private void EndCall(Reason why, Outbox outbox)
    {
        var call = _call!;
        outbox.Send(Address.Journal, new ToJournal.Call(call.Report(CallState.Ended, why, context.Time.GetUtcNow(), _sites)));
        _sites.Release(outbox);
        _call = null;
        _generation++;
        _routeChanged = _reportDue = false;
    }
}
