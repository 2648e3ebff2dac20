using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Calls;

/// <summary>
/// One data or signalling stream's way: it follows the route of its talkgroup or radio, needs no floor, takes the timeslots
/// while it runs and gives way to voice.
/// </summary>
/// <param name="callKey">Its key (<see cref="CallKey.OfData"/>).</param>
/// <param name="context">Plan, clock and ids.</param>
public sealed class DataCall(string callKey, RulesContext context) : IMachine
{
    private readonly CallSites _sites = new(callKey);

    private RunningCall? _call;
    private Reason _gone;
    private bool _wasServed;
    private bool _routeChanged;

    /// <inheritdoc/>
    public bool IsIdle => _call is null;

    /// <inheritdoc/>
    public void Handle(Message message, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        switch (message)
        {
            case ToCall.Request request when _gone != Reason.None:
                if (!_wasServed)
                {
                    Denial.Say(context, outbox, request.Floor, _gone, "data.too-late");
                }

                break;
            case ToCall.Request request when _call is null:
                Start(request.Floor, outbox);
                break;
            case ToCall.Slots slots:
                TakeSlots(slots, outbox);
                break;
            case ToCall.SiteForgot forgot:
                _routeChanged |= _sites.Lose(forgot.Site); // data does not wait, so it does not claim again
                break;
            case ToCall.SitesLost lost:
                foreach (var site in lost.Sites)
                {
                    _routeChanged |= _sites.Lose(site);
                }

                break;
            case ToCall.Over over:
                Finish(over.Why, over, outbox);
                break;
            case ToCall.Withdrawn withdrawn:
                if (_call is not null)
                {
                    outbox.Send(Address.Router, new ToRouter.Stop(withdrawn.Ingress, withdrawn.Why));
                }

                Finish(withdrawn.Why, null, outbox);
                break;
        }
    }

    /// <inheritdoc/>
    public void Settle(Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        if (_routeChanged && _call?.Talker is { } talker)
        {
            outbox.Send(Address.Router, new ToRouter.Reroute(talker.Request.Ingress, _sites.RouteOf(talker.Request)));
        }

        _routeChanged = false;
    }

    private void Start(FloorRequest request, Outbox outbox)
    {
        _wasServed = true;
        var terms = CallTerms.For(request, context) ?? new CallTerms(0, TimeSpan.Zero, TimeSpan.Zero, 0);
        _call = new RunningCall(callKey, context.Ids.NextCall(), request, terms, request.Stream.HeardAt);
        _call.Add(new Spurt(request, context.Ids.NextSpurt(), context.Time.GetUtcNow()));
        _call.Decide(new Decision(
            context.Time.GetUtcNow(), "data.routed", request.Stream.Source.ToString(), Reason.None, null, terms.PlanLine,
            context.Plan.Current.Revision));
        _sites.Reach(request.Site);
        outbox.Send(Address.Router, new ToRouter.Grant(request.Ingress, IdSource.StreamOf(_call.Talker!.Id), []) { Of = (_call.Id, _call.Talker.Id) });
        var rank = new ClaimRank(true, false, terms.Priority, request.Priority, _call.Started.UtcTicks);
        _sites.Claim(CallTerms.SitesFor(request, context, _ => true), _call.Name, rank, outbox);
    }

    /// <summary>A site that gives a timeslot to data that is over, or was forgotten with an older activation, gets it back.</summary>
    private void TakeSlots(ToCall.Slots slots, Outbox outbox)
    {
        if (_sites.TryUpdate(slots, talking: true, out var change))
        {
            _routeChanged |= change.Route;
        }
        else
        {
            outbox.Send(Address.Site(slots.Site), new ToSite.Release(callKey));
        }
    }

    private void Finish(Reason why, ToCall.Over? over, Outbox outbox)
    {
        _gone = why;
        if (_call?.Talker is not { } talker)
        {
            return;
        }

        talker.Ended = over?.LastHeard ?? context.Time.GetUtcNow();
        talker.Why = why;
        talker.Figures = over?.Figures ?? talker.Figures;
        outbox.Send(Address.Journal, new ToJournal.Call(_call.Report(CallState.Ended, why, talker.Ended, _sites)));
        _sites.Release(outbox);
        _call = null;
    }
}
