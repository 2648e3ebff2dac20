using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Tiers;

/// <content>What becomes of a letter that came over a link: it is obeyed here, goes on, or is out of date.</content>
public sealed partial class TierDesk
{
    private void Take(TierMessage.Envelope envelope)
    {
        var (to, message) = envelope.Letter;
        if (envelope.Stamp is { } said && said.Arbiter != envelope.From)
        {
            Counters = Counters with { Refused = Counters.Refused + 1 }; // who arbitrates a call speaks for himself
            return;
        }

        _terms.See(envelope.Stamp?.Term ?? 0); // also on its way: who obeys it will take no older one from this node
        if (envelope.To != _self && !IsOfHeld(envelope))
        {
            NoteHeard(message);
            Forward(envelope);
            return;
        }

        if (message is not ToCall.BetweenArbiters && !Obeys(envelope))
        {
            return;
        }

        switch (message)
        {
            case ToIngress.WhatOf asked:
                AskHere(envelope.From, asked);
                return;
            case ToCall.Carried carried:
                var awaited = _questions.Answer(to.Key, carried.Question, envelope.From);
                if (_host.Has(to))
                {
                    _host.SayHere(to, carried with { Awaited = awaited });
                }

                return;
            case ToCall.Slots slots when Homes.NodeOf(Address.Site(slots.Site)) != envelope.From:
                return;
            case ToCall.Slots slots:
                _gone.Remove((to.Key, slots.Site));
                break;
            case ToCall.BetweenArbiters between:
                TakeBetween(envelope, between);
                return;
            case ToCall.SiteForgot when to == LetterRules.EveryCall:
                TellCalls(message);
                return;
            case ToPorts.SiteWanted wanted:
                AnswerWanted(envelope, wanted);
                return;
            case ToPorts.SiteAnswer answer:
                TakeAnswer(envelope.From, answer);
                return;
        }

        if (NodeFor(to, message) is { Length: > 0 } node && node != _self && !IsLost(envelope))
        {
            if (envelope.Stamp is not null)
            {
                // A decision is its arbiter's to say: it hears where the site is now, and says it there.
                Counters = Counters with { Undeliverable = Counters.Undeliverable + 1 };
                return;
            }

            // It goes on as this node's own word: above, nobody is heard through a node that is not below it. Of slots only their site's node
            // tells: upwards from below alone, and else whoever has the call claims anew.
            var there = OnTrail(to, node);
            if (message is not ToCall.Slots)
            {
                Forward(envelope with { From = _self, To = there });
            }
            else if (Homes.View.Upwards(envelope.From).Contains(_self) || Homes.NextHop(there) != Homes.View.Uplinks.GetValueOrDefault(_self))
            {
                Forward(envelope with { To = there });
            }
            else
            {
                Counters = Counters with { Undeliverable = Counters.Undeliverable + 1 };
            }

            return;
        }

        NoteOver(message);
        _host.SayHere(to, message);
    }

    private bool Obeys(TierMessage.Envelope envelope)
    {
        if (envelope.Stamp is not { } stamp)
        {
            return true;
        }

        if (!Homes.MayGo(stamp.CallKey, envelope.From))
        {
            Counters = Counters with { Apart = Counters.Apart + 1 };
            return false;
        }

        if (!_terms.TryAccept(stamp))
        {
            Counters = Counters with { OlderTerm = Counters.OlderTerm + 1 };
            return false;
        }

        return true;
    }

    /// <summary>Where a radio is, every node on its request's way knows: one of them may have to say so by itself one day.</summary>
    private void NoteHeard(Message message)
    {
        if (message is ToSubscriber.Transmits { Request: var request })
        {
            _host.SayHere(Address.Subscriber(request.Stream.Source), new ToSubscriber.Heard(new Location(request.Site, request.At)));
        }
    }

    private void NoteOver(Message message)
    {
        if (message is ToCall.Over over)
        {
            _ways.End(over.Ingress);
        }
    }

    private void TellCalls(Message message)
    {
        foreach (var call in _host.Machines.Where(m => m.Kind == MachineKind.Call).ToArray())
        {
            _host.SayHere(call, message);
        }
    }
}
