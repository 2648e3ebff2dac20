using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Registration;

/// <summary>
/// One radio as the node knows it: where it was last heard and whether it transmits now. It sees that one radio id talks at
/// one site at a time, and says where a called radio is.
/// </summary>
/// <param name="radio">The radio.</param>
/// <param name="context">Plan, clock and ids.</param>
public sealed class SubscriberState(RadioId radio, RulesContext context) : IMachine
{
    private static readonly TimeSpan AffiliationRepeat = TimeSpan.FromMinutes(5);

    /// <summary>The site that each stream of the radio was heard at; null for a clone's, which was denied.</summary>
    private readonly Dictionary<IngressId, string?> _transmits = [];
    private Location? _last;
    private long _lastHeard;
    private string? _affiliatedSite;
    private long _affiliatedAt;

    /// <inheritdoc/>
    /// <remarks>Its whereabouts would be missed: a call to it goes there.</remarks>
    public bool IsIdle => _transmits.Count == 0 && LastHeard is null;

    /// <summary>Where the radio was last heard; null when never or too long ago.</summary>
    public Location? LastHeard =>
        _last is not null && context.Time.GetElapsedTime(_lastHeard) <= context.Timers.Whereabouts ? _last : null;

    /// <inheritdoc/>
    public void Handle(Message message, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        switch (message)
        {
            case ToSubscriber.Transmits transmits:
                Transmit(transmits, outbox);
                break;
            case ToSubscriber.Silent silent:
                _transmits.Remove(silent.Ingress);
                break;
            case ToSubscriber.Locate locate:
                Locate(locate, outbox);
                break;
            case ToSubscriber.Heard heard:
                Note(heard.Where);
                break;
            case ToSubscriber.Unwatched lost:
                foreach (var gone in _transmits.Keys.Where(i => lost.Nodes.Contains(i.Node)).ToArray())
                {
                    _transmits.Remove(gone);
                }

                _affiliatedSite = null; // a talkgroup's new arbiter has not heard of it
                break;
        }
    }

    /// <inheritdoc/>
    public void Settle(Outbox outbox)
    {
    }

    private void Transmit(ToSubscriber.Transmits transmits, Outbox outbox)
    {
        var request = transmits.Request;
        if (_transmits.TryGetValue(request.Ingress, out var known))
        {
            if (known is not null)
            {
                PassOn(transmits, outbox);
            }

            return;
        }

        var elsewhere = _transmits.Values.FirstOrDefault(site => site is not null && site != request.Site);
        if (elsewhere is not null)
        {
            _transmits[request.Ingress] = null;
            outbox.Send(Address.Alarms, new ToAlarms.ClonedRadio(radio, elsewhere, request.Site, context.Time.GetUtcNow()));
            Deny(request, Reason.Clone, "registration.clone", elsewhere, outbox);
            return;
        }

        _transmits[request.Ingress] = request.Site;
        Note(new Location(request.Site, request.At));
        Affiliate(request.Site, outbox);
        PassOn(transmits, outbox);
    }

    private void Note(Location where)
    {
        _last = where;
        _lastHeard = context.Time.GetTimestamp();
    }

    private static void PassOn(ToSubscriber.Transmits transmits, Outbox outbox)
    {
        var request = transmits.Request;
        if (request.Stream.TargetKind == AddressKind.Unit)
        {
            outbox.Send(Address.Subscriber(new RadioId(request.Stream.Target)), new ToSubscriber.Locate(request, transmits.CallKey));
            return;
        }

        outbox.Send(Address.Call(transmits.CallKey), new ToCall.Request(request));
    }

    private void Locate(ToSubscriber.Locate locate, Outbox outbox)
    {
        var request = locate.Request;
        if (LastHeard is not { } where)
        {
            Deny(request, Reason.NotFound, "registration.not-found", radio.ToString(), outbox);
            return;
        }

        outbox.Send(Address.Call(locate.CallKey), new ToCall.Request(request with { Callee = where }));
    }

    private void Deny(FloorRequest request, Reason why, string rule, string competing, Outbox outbox)
    {
        if (request.Alarm && request.Spurt is null)
        {
            EmergencyAlarm.Raise(context, outbox, request.Stream, request.Site, null);
        }

        Denial.Say(context, outbox, request, why, rule, competing);
    }

    /// <summary>Tells the talkgroups that follow their radios that one of them is here.</summary>
    private void Affiliate(string site, Outbox outbox)
    {
        var plan = context.Plan.Current;
        if ((site == _affiliatedSite && context.Time.GetElapsedTime(_affiliatedAt) < AffiliationRepeat)
            || !plan.TrySubscriber(radio, out var subscriber))
        {
            return;
        }

        _affiliatedSite = site;
        _affiliatedAt = context.Time.GetTimestamp();
        foreach (var id in subscriber.Talkgroups)
        {
            if (plan.TryTalkgroup(id, out var talkgroup) && talkgroup.Sites.Kind == SiteSelectionKind.Affiliated)
            {
                outbox.Send(Address.Call(CallKey.Of(id)), new ToCall.Affiliated(site));
            }
        }
    }
}
