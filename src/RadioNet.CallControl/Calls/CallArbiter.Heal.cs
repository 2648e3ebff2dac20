using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;

namespace RadioNet.CallControl.Calls;

/// <content>
/// How the parts of a call become one after an outage (decision 14). The keeper is the arbiter that stays; each other one offers
/// its part, and gives it over when the keeper says so.
/// </content>
public sealed partial class CallArbiter
{
    private const string JoinTimer = "join";

    private static readonly TimeSpan _joinLook = TimeSpan.FromMilliseconds(500);

    private readonly SortedDictionary<string, Offered> _offers = new(StringComparer.Ordinal);

    private string? _keeper;
    private ToCall.Offer? _offered;
    private bool _refuses;
    private bool _retired;
    private string? _yielding;
    private long _yieldingSince;
    private long _joinTick;

    /// <summary>Whether a part of the call is to be joined to this one, or this one to another.</summary>
    private bool IsJoining => _keeper is not null || _offers.Count > 0;

    /// <summary>
    /// Once the call was given over: what is said of streams goes on to who has it now, until this node arbitrates it again. True
    /// when there is nothing else to do.
    /// </summary>
    private bool IsPassedOn(Message message, Outbox outbox)
    {
        if (!_retired || message is ToCall.Heal or ToCall.Joined)
        {
            _retired = false;
            return message is ToCall.GiveUp { WhenOver: true } given && TryGiveNothing(given, outbox);
        }

        if (LetterRules.FollowsCall(message) || message is ToCall.GiveUp { WhenOver: true })
        {
            outbox.Send(Self, message);
        }

        return true;
    }

    private void HandleHeal(Message message, Outbox outbox)
    {
        switch (message)
        {
            case ToCall.Heal heal:
                (_keeper, _offered, _heir) = (heal.Keeper, null, null);
                break;
            case ToCall.GiveUp { WhenOver: true } later:
                Bequeath(later);
                break;
            case ToCall.GiveUp given:
                HandOver(given.Keeper, outbox);
                break;
            case ToCall.Offer offer:
                TakeOffer(offer, outbox);
                break;
            case ToCall.Yield yield:
                GiveOver(yield, outbox);
                break;
            case ToCall.Joined joined:
                Join(joined, outbox);
                break;
        }
    }

    /// <summary>A part says to its keeper what has changed; the keeper looks at what it was offered.</summary>
    private void SettleHeal(Outbox outbox)
    {
        if (IsToBeGiven(out var heir))
        {
            HandOver(heir, outbox);
            return;
        }

        if (_keeper is { } keeper && _learned)
        {
            var talker = _call?.Talker;
            ToCall.Offer offer = new(keeper, talker is not null, talker?.Request.Emergency ?? false, TimeSpan.Zero, Refuses: false);
            if (offer != _offered || _refuses)
            {
                outbox.Send(Self, offer with { For = TalkingFor, Refuses = _refuses });
                (_offered, _refuses) = (offer, false);
                if (_joinTick == 0)
                {
                    SetJoinTick(outbox);
                }
            }
        }

        Consider(outbox);
    }

    /// <summary>Since its grant here: when it was heard is told by another node's clock.</summary>
    private TimeSpan TalkingFor => _call?.Talker is null ? TimeSpan.Zero : context.Time.GetElapsedTime(_talkerSince);

    private void TakeOffer(ToCall.Offer offer, Outbox outbox)
    {
        var since = _offers.TryGetValue(offer.Node, out var known) ? known.Since : context.Time.GetTimestamp();
        _offers[offer.Node] = new Offered(offer, since, context.Time.GetTimestamp());
        if (_yielding == offer.Node && offer.Refuses)
        {
            GoOn(outbox); // its talker began before it heard that it should give over
        }

        if (_joinTick == 0)
        {
            SetJoinTick(outbox);
        }
    }

    private TimeSpan TimeLimit =>
        _call?.Terms.TimeLimit
        ?? (CallKey.TryTalkgroup(callKey, out var id) && context.Plan.Current.TryTalkgroup(id, out var talkgroup)
            ? talkgroup.TimeLimit : context.Timers.PrivateTimeLimit);

    /// <summary>Joins a part when at most one of the two has a talker, when one talker is an emergency, or when it has waited too long.</summary>
    private void Consider(Outbox outbox)
    {
        if (!_learned || _yielding is not null || _keeper is not null)
        {
            return;
        }

        foreach (var (node, offered) in _offers)
        {
            if (WhyNow(offered, out var cutThere, out var cutHere))
            {
                (_yielding, _yieldingSince) = (node, context.Time.GetTimestamp());
                if (cutHere)
                {
                    Apply(FloorEvent.TalkerCut, _call!.Talker!.Request, Reason.Joined, outbox);
                }

                outbox.Send(Self, new ToCall.Yield(node, offered.Last.Talks, offered.Last.Emergency, cutThere));
                return;
            }
        }
    }

    private bool WhyNow(Offered offered, out Reason cutThere, out bool cutHere)
    {
        (cutThere, cutHere) = (Reason.None, false);
        if (_call?.Talker?.Request is not { } here || !offered.Last.Talks)
        {
            return true;
        }

        if (here.Emergency != offered.Last.Emergency)
        {
            cutThere = here.Emergency ? Reason.PreEmpted : Reason.None; // an emergency there takes the floor here by itself
            return true;
        }

        if (context.Time.GetElapsedTime(offered.Since) < TimeLimit)
        {
            return false;
        }

        cutHere = TalkingFor >= offered.Last.For + context.Time.GetElapsedTime(offered.At);
        cutThere = cutHere ? Reason.None : Reason.Joined;
        return true;
    }

    /// <summary>Gives the part over with all that it carries; where the keeper knew something else of it, it says so instead.</summary>
    private void GiveOver(ToCall.Yield yield, Outbox outbox)
    {
        var talks = _call?.Talker?.Request;
        if (_keeper != yield.Node || !_learned || _yielding is not null || (talks is not null && (!yield.Talks || talks.Emergency != yield.Emergency)))
        {
            _refuses = true; // Settle says it
            return;
        }

        if (talks is not null && yield.Cut != Reason.None)
        {
            CutSpurt(yield.Cut, outbox);
            _call!.Talker = null;
        }

        HandOver(yield.Node, outbox);
    }

    private void HandOver(string keeper, Outbox outbox)
    {
        List<FloorRequest> carried = [];
        if (_call?.Talker is { } goesOn)
        {
            carried.Add(goesOn.Request with { Spurt = goesOn.Id, Denied = null });
            Close(goesOn, Reason.Joined, context.Time.GetUtcNow());
        }

        carried.AddRange(_early);
        carried.AddRange(_queue.Waiting);
        carried.AddRange(_denied.All);
        outbox.Send(Self, new ToCall.Joined(keeper, [.. carried]) { Sites = _sites.All, Listeners = _listeners.Nodes });
        Retire(outbox);
    }

    /// <summary>The keeper claims what this one had: a talker's timeslots are not given back in between.</summary>
    private void Retire(Outbox outbox)
    {
        if (_call is { } call)
        {
            outbox.Send(Address.Journal, new ToJournal.Call(call.Report(CallState.Ended, Reason.Joined, context.Time.GetUtcNow(), _sites)));
            if (call.Talker is null)
            {
                _sites.Release(outbox);
            }
            else
            {
                _sites.Clear();
            }
        }

        while (_queue.TakeFirst() is not null)
        {
        }

        _denied.Clear();
        _early.Clear();
        _affiliations.Clear();
        _listeners.Clear();
        _strays.Clear();
        _offers.Clear();
        (_call, _phase, _keeper, _offered, _heir) = (null, FloorPhase.Idle, null, null, null);
        (_retired, _refuses, _learned, _askedPorts, _joinTick) = (true, false, false, 0, 0);
        _generation = context.Ids.NextGeneration();
        _routeChanged = _reportDue = false;
    }

    private void Join(ToCall.Joined joined, Outbox outbox)
    {
        _offers.Remove(joined.Node);
        foreach (var spurt in joined.Spurts)
        {
            _overtakers.Reopen(spurt.Ingress); // it may have been over for this arbiter, by the outage
        }

        FloorRequest[] brought = [.. joined.Spurts.Where(s => s.Ingress != Talker && !_queue.Contains(s.Ingress)).DistinctBy(s => s.Ingress)];
        _early.RemoveAll(known => brought.Any(b => b.Ingress == known.Ingress)); // whoever had it knows whether it was granted
        _early.InsertRange(0, brought);
        _strays.UnionWith(joined.Sites);
        foreach (var node in joined.Listeners)
        {
            _routeChanged |= _listeners.Set(node, true) && _call?.Talker is not null;
        }

        if (_yielding is null || _yielding == joined.Node)
        {
            GoOn(outbox);
        }
    }

    /// <summary>The floor is this arbiter's to give again: to who was heard meanwhile, and then to who waits.</summary>
    private void GoOn(Outbox outbox)
    {
        _yielding = null;
        if (!_learned)
        {
            return;
        }

        Learned([], outbox);
        if (_phase != FloorPhase.Talking && TakeNext() is { } next)
        {
            Ask(next, outbox);
        }

        TellPositions(outbox);
    }

    /// <summary>Time has passed: what is offered is looked at, or said, again, and one that does not answer is waited for no longer.</summary>
    private void TickJoin(Outbox outbox)
    {
        _joinTick = 0;
        if (_yielding is { } silent && context.Time.GetElapsedTime(_yieldingSince) >= context.Timers.Learning)
        {
            _offers.Remove(silent);
            GoOn(outbox);
        }

        if (_keeper is not null)
        {
            _offered = null; // Settle says it again: the keeper may not have known yet that it is the keeper
        }

        if (IsJoining)
        {
            SetJoinTick(outbox);
        }
    }

    private void SetJoinTick(Outbox outbox)
    {
        _joinTick = context.Ids.NextGeneration();
        SetTimer(JoinTimer, _joinTick, _joinLook, outbox);
    }

    private void LoseOffers(ToCall.NodesLost lost, Outbox outbox)
    {
        foreach (var node in _offers.Keys.Where(lost.Nodes.Contains).ToArray())
        {
            _offers.Remove(node);
        }

        if (_yielding is { } gone && lost.Nodes.Contains(gone))
        {
            GoOn(outbox);
        }
    }

    /// <param name="Last">What the part said last.</param>
    /// <param name="Since">When it offered itself first.</param>
    /// <param name="At">When it said that.</param>
    private sealed record Offered(ToCall.Offer Last, long Since, long At);
}
