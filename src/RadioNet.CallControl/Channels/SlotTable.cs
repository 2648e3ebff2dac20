using System.Collections.Immutable;
using RadioNet.CallControl.Messages;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Channels;

/// <summary>
/// Who uses which timeslot of a site. Owned by the node that serves the site; a call asks it and waits for nothing: it is told
/// what it has now, and again at each change. At most one call's downlink has a timeslot; none while a radio transmits there.
/// </summary>
/// <param name="site">The site's id.</param>
/// <param name="context">Plan, clock and ids.</param>
public sealed class SlotTable(string site, RulesContext context) : IMachine
{
    private readonly Dictionary<RepeaterId, IChannels> _repeaters = [];
    private readonly Dictionary<string, CallClaim> _claims = [];
    private readonly HashSet<string> _touched = [];

    /// <inheritdoc/>
    public bool IsIdle => _claims.Count == 0 && _repeaters.Count == 0;

    /// <inheritdoc/>
    public void Handle(Message message, Outbox outbox)
    {
        switch (message)
        {
            case ToSite.RepeaterUp up:
                Raise(up);
                break;
            case ToSite.RepeaterDown down:
                if (_repeaters.Remove(down.Repeater))
                {
                    TouchAll();
                }

                break;
            case ToSite.UplinkStarted started when _repeaters.TryGetValue(started.At.Repeater, out var channels):
                channels.UplinkStarted(started.At.Slot, started.Ingress, started.CallKey);
                Share(started.At.Repeater);
                break;
            case ToSite.UplinkEnded ended when _repeaters.TryGetValue(ended.At.Repeater, out var channels):
                channels.UplinkEnded(ended.At.Slot, ended.Ingress);
                Share(ended.At.Repeater);
                break;
            case ToSite.Claim claim:
                _claims[claim.CallKey] = new CallClaim(claim, Held: false);
                _touched.Add(claim.CallKey);
                ShareAll();
                DropDataThatWaits(claim);
                break;
            case ToSite.Hold hold when _claims.TryGetValue(hold.CallKey, out var held):
                _claims[hold.CallKey] = held with { Held = true };
                ShareAll();
                break;
            case ToSite.Release release when _claims.Remove(release.CallKey):
                _touched.Remove(release.CallKey);
                ShareAll();
                break;
        }
    }

    /// <inheritdoc/>
    public void Settle(Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        foreach (var key in _touched)
        {
            if (_claims.TryGetValue(key, out var claim))
            {
                var (granted, waiting) = Share(claim);
                outbox.Send(Address.Call(key), new ToCall.Slots(site, granted, waiting));
            }
        }

        _touched.Clear();
    }

    private void Raise(ToSite.RepeaterUp up)
    {
        if (!_repeaters.TryGetValue(up.Repeater, out var channels) || !channels.TryReshape(up.Shape))
        {
            _repeaters[up.Repeater] = up.Shape.CallsAtOnce > 0 ? new LinkChannels(up.Shape) : new RepeaterChannels(up.Shape, context.Ids);
        }

        TouchAll();
        Share(up.Repeater);
    }

    private void TouchAll() => _touched.UnionWith(_claims.Keys);

    private void ShareAll()
    {
        foreach (var repeater in _repeaters.Keys)
        {
            Share(repeater);
        }
    }

    /// <summary>Gives the timeslots of a repeater to whom they belong now; whoever won or lost one is told.</summary>
    private void Share(RepeaterId repeater)
    {
        var channels = _repeaters[repeater];
        channels.Share(ClaimsOn(repeater, channels.Shape), _touched);
    }

    private IEnumerable<(CallClaim Claim, Timeslot Slot)> ClaimsOn(RepeaterId repeater, RepeaterShape shape)
    {
        foreach (var claim in _claims.Values)
        {
            if (claim.Wants(repeater) && claim.SlotOn(shape, out var slot) == Reason.None)
            {
                yield return (claim, slot);
            }
        }
    }

    private (ImmutableArray<SlotLease> Granted, ImmutableArray<SlotWait> Waiting) Share(CallClaim claim)
    {
        var granted = ImmutableArray.CreateBuilder<SlotLease>();
        var waiting = ImmutableArray.CreateBuilder<SlotWait>();
        foreach (var repeater in RepeatersOfSite())
        {
            if (!claim.Wants(repeater))
            {
                continue;
            }

            if (!_repeaters.TryGetValue(repeater, out var channels))
            {
                waiting.Add(new SlotWait(repeater, claim.Asked.Slot, Reason.SiteDown, null));
                continue;
            }

            var why = claim.SlotOn(channels.Shape, out var slot);
            if (why == Reason.None && channels.LeaseOf(claim.Key, slot) is { } lease)
            {
                granted.Add(new SlotLease(repeater, slot, lease));
                continue;
            }

            var competing = why == Reason.None ? channels.CompetingAt(slot) : null;
            var name = competing is not null && _claims.TryGetValue(competing, out var other) ? other.Asked.Name : null;
            waiting.Add(new SlotWait(repeater, slot, why == Reason.None ? Reason.SlotBusy : why, name));
        }

        return (granted.ToImmutable(), waiting.ToImmutable());
    }

    private IEnumerable<RepeaterId> RepeatersOfSite() =>
        context.Plan.Current.TrySite(site, out Site? planned) ? planned.Repeaters.Select(r => r.Id) : [];

    /// <summary>Data does not wait: what it has not got at once, it does without.</summary>
    private void DropDataThatWaits(ToSite.Claim claim)
    {
        if (!claim.Rank.Data)
        {
            return;
        }

        foreach (var (repeater, channels) in _repeaters)
        {
            if (_claims[claim.CallKey].SlotOn(channels.Shape, out var slot) == Reason.None && channels.LeaseOf(claim.CallKey, slot) is null)
            {
                _claims[claim.CallKey] = _claims[claim.CallKey].Without(repeater);
            }
        }
    }
}
