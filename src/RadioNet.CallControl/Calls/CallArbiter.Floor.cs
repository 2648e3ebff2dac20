using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;

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
            _denied.Remove(request.Ingress);
            _overtakers.Answer(request.Ingress);
            Denial.Say(context, outbox, request, Reason.UnknownTalkgroup, "floor.denied");
            return;
        }

        _call = new RunningCall(callKey, context.Ids.NextCall(), request, terms, request.Stream.HeardAt);
        Grant(request, "floor.granted", null, outbox);
    }

    private void Grant(FloorRequest request, string rule, string? competing, Outbox outbox)
    {
        _denied.Remove(request.Ingress);
        var call = _call!;
        var spurt = new Spurt(request, request.Spurt ?? context.Ids.NextSpurt(), context.Time.GetUtcNow());
        call.Add(spurt);
        Decide(rule, request, Reason.None, competing);
        MarkEmergency(request);

        _talkerSince = _talkerHeard = context.Time.GetTimestamp();
        _generation = context.Ids.NextGeneration();
        SetTimer(LimitTimer, _generation, call.Terms.TimeLimit, outbox);
        SetTimer(SilenceTimer, _generation, context.Timers.PortSilence, outbox);

        if (!ConsoleSites.TryNode(request.Site, out _))
        {
            _sites.Reach(request.Site);
        }

        _sites.ReachKept();
        outbox.Send(Address.Router, new ToRouter.Grant(request.Ingress, IdSource.StreamOf(spurt.Id), _listeners.With(_sites.RouteOf(request))) { Of = (call.Id, spurt.Id) });
        outbox.Send(Address.Ingress, new ToIngress.Granted(request.Ingress, spurt.Id));
        _routeChanged = false;
        Claim(request, outbox);
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
        CutSpurt(Reason.PreEmpted, outbox, new FloorHolder(request.Stream.Source, _call.Terms.TimeLimit));
        _call.Talker = null;
        Grant(request, request.Emergency ? "floor.emergency" : "floor.pre-empted", loser.Request.Stream.Source.ToString(), outbox);
    }

    private void CutSpurt(Reason why, Outbox outbox, FloorHolder? winner = null)
    {
        var talker = _call!.Talker!;
        outbox.Send(Address.Router, new ToRouter.Stop(talker.Request.Ingress, why) { Holder = winner });
        outbox.Send(Address.Ingress, new ToIngress.Cut(talker.Request.Ingress));
        Close(talker, why, context.Time.GetUtcNow());
        talker.HeardLocallyOnly = !talker.Request.Stream.ManyCalls;
        Decide("floor.revoked", talker.Request, why, null);
    }

    private static void Close(Spurt spurt, Reason why, DateTimeOffset at)
    {
        spurt.Ended = at;
        spurt.Why = why;
    }

    private void FinishSpurt(Reason why, Outbox outbox)
    {
        var call = _call!;
        call.Talker = null;
        _reportDue = true;
        var next = TakeNext();
        if (IsLast(call) || (next is null && call.Terms.HangTime <= TimeSpan.Zero))
        {
            _phase = FloorPhase.Idle;
            EndCall(why, outbox);
            if (next is not null)
            {
                Ask(next, outbox);
            }
        }
        else if (next is not null)
        {
            _phase = FloorPhase.Talking;
            Grant(next, "floor.from-queue", null, outbox);
        }
        else
        {
            _generation = context.Ids.NextGeneration();
            _sites.Hold(outbox);
            SetTimer(HangTimer, _generation, call.Terms.HangTime, outbox);
        }

        TellPositions(outbox);
    }

    /// <summary>A one-way call has one spurt; another call has so many that its record stays readable.</summary>
    private static bool IsLast(RunningCall call) => call.Type is CallType.Broadcast or CallType.All || call.Spurts.Count >= SpurtLimit;

    /// <summary>
    /// Who has the floor next: an emergency that was denied for another emergency and still talks goes before all who wait
    /// without one.
    /// </summary>
    private FloorRequest? TakeNext() =>
        _yielding is not null || IsOverdue ? null : _queue.Waiting is [{ Emergency: true }, ..] ? _queue.TakeFirst() : _denied.FirstEmergency ?? _queue.TakeFirst();

    private void WaitOrDeny(FloorRequest request, Outbox outbox)
    {
        var call = _call!;
        var talker = call.Talker!.Request.Stream;
        if (request.CanWait && call.Type is CallType.Group or CallType.Private)
        {
            _queue.Add(request);
            Decide("floor.queued", request, Reason.Busy, talker.Source.ToString());
            TellPositions(outbox);
            return;
        }

        request = request with { Denied = _denied.Find(request.Ingress)?.Denied };
        var report = Denial.Say(
            context, outbox, request, Reason.Busy, "floor.denied", $"{talker.Source} ({call.Id})", call.Terms.PlanLine, Holder(), isFinal: false);
        _denied.Add(request with { Denied = report, Spurt = null });
        Decide("floor.denied", request, Reason.Busy, talker.Source.ToString());
    }

    private void Decide(string rule, FloorRequest request, Reason why, string? competing)
    {
        var call = _call!;
        call.Decide(new Decision(
            context.Time.GetUtcNow(), rule, request.Stream.Source.ToString(), why, competing, call.Terms.PlanLine,
            context.Plan.Current.Revision));
        _reportDue = true;
    }

    private void TellPositions(Outbox outbox)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            outbox.Send(Address.Router, new ToRouter.Queued(_queue.Waiting[i].Ingress, i + 1) { Holder = Holder() });
        }
    }

    /// <summary>Who has the floor, and how much of the time limit is left.</summary>
    private FloorHolder? Holder()
    {
        if (_call is not { Talker: { } talker } call)
        {
            return null;
        }

        var left = call.Terms.TimeLimit - context.Time.GetElapsedTime(_talkerSince);
        return new FloorHolder(talker.Request.Stream.Source, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private void EmptyQueue(Reason why, Outbox outbox)
    {
        while (_queue.TakeFirst() is { } waiting)
        {
            Forget(waiting, why, outbox);
        }
    }

    private void EndCall(Reason why, Outbox outbox)
    {
        var call = _call!;
        outbox.Send(Address.Journal, new ToJournal.Call(call.Report(CallState.Ended, why, context.Time.GetUtcNow(), _sites)));
        _sites.Release(outbox);
        _call = null;
        _generation = context.Ids.NextGeneration();
        _routeChanged = _reportDue = false;
    }
}
