using System.Collections.Immutable;
using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Channels;

/// <summary>
/// Who uses which timeslot of a site: of its repeaters, and of its base stations' carriers, which are the same to it
/// (<see cref="Plan.SlotPort"/>). Owned by the node that serves the site; a call asks it and waits for nothing: it is told what it
/// has now, and again at each change. At most one call's downlink has a timeslot; none while a radio transmits there.
/// </summary>
/// <remarks>
/// Its state is soft. A new activation asks the ports which repeaters are there and who transmits, and the running calls claim
/// again; a call in its hang time claims with its next talker. Until then the router goes on by the older leases, and a call
/// that claims before another one has claimed again has its timeslot.
/// </remarks>
/// <param name="site">The site's id.</param>
/// <param name="context">Plan, clock and ids.</param>
public sealed class SlotTable(string site, RulesContext context) : IMachine
{
    private const string AuditTimer = "audit";

    private readonly Dictionary<RepeaterId, IChannels> _repeaters = [];
    private readonly Dictionary<string, CallClaim> _claims = [];
    private readonly Dictionary<IngressId, (RepeaterSlot At, string? CallKey)> _uplinks = [];
    private readonly HashSet<RepeaterId> _unshared = [];
    private readonly HashSet<string> _touched = [];
    private bool _hasAsked;
    private int _dataClaims;
    private long _audit;

    /// <inheritdoc/>
    public bool IsIdle => _claims.Count == 0 && _repeaters.Count == 0 && _uplinks.Count == 0;

    /// <inheritdoc/>
    public void Handle(Message message, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        if (!_hasAsked)
        {
            _hasAsked = true;
            outbox.Send(Address.Ingress, new ToIngress.WhatAt(site));
        }

        switch (message)
        {
            case ToSite.RepeaterUp up:
                Raise(up);
                break;
            case ToSite.RepeaterDown down:
                if (_repeaters.Remove(down.Repeater))
                {
                    TouchAll();
                    Tell(outbox); // at once: it may come up again in the same batch, as another port
                }

                break;
            case ToSite.UplinkStarted started:
                _uplinks[started.Ingress] = (started.At, started.CallKey);
                StartUplink(started.Ingress, started.At, started.CallKey);
                break;
            case ToSite.UplinkEnded ended:
                EndUplink(ended.Ingress, ended.At);
                break;
            case ToSite.Claim claim:
                SetClaim(new CallClaim(claim, Held: false), outbox);
                break;
            case ToSite.Hold hold when _claims.TryGetValue(hold.CallKey, out var held):
                _claims[hold.CallKey] = held with { Held = true };
                ShareLater();
                break;
            case ToSite.Release release when _claims.Remove(release.CallKey, out var gone):
                _dataClaims -= gone.Rank.Data ? 1 : 0;
                _touched.Remove(release.CallKey);
                ShareLater();
                break;
            case ToSite.Moved:
                _claims.Clear();
                _touched.Clear();
                _dataClaims = 0;
                EndUplinks(_ => true);
                ShareLater();
                break;
            case ToSite.NodesLost lost:
                EndUplinks(lost.Nodes.Contains);
                break;
            case TimerFired timer when timer.Generation == _audit:
                Audit(outbox);
                break;
            case PlanChanged or ToSite.SayAgain:
                TouchAll();
                break;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Timeslots are shared here, once for all that a batch has changed: a call's release and new claim keep them.</remarks>
    public void Settle(Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        foreach (var repeater in _unshared)
        {
            if (_repeaters.TryGetValue(repeater, out var channels))
            {
                channels.Share(ClaimsOn(repeater, channels.Shape), _touched);
                DropDataThatWaits(repeater, channels);
            }
        }

        _unshared.Clear();
        Tell(outbox);
    }

    private void Tell(Outbox outbox)
    {
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
        var isNew = !_repeaters.TryGetValue(up.Repeater, out var channels);
        if (!isNew && channels!.Shape.Equals(up.Shape))
        {
            return;
        }

        if (isNew || !channels!.TryReshape(up.Shape))
        {
            _repeaters[up.Repeater] = up.Shape.CallsAtOnce > 0 ? new LinkChannels(up.Shape) : new RepeaterChannels(up.Shape, context.Ids);
            foreach (var (ingress, (at, callKey)) in _uplinks.Where(u => u.Value.At.Repeater == up.Repeater).OrderBy(u => u.Key.Value))
            {
                StartUplink(ingress, at, callKey);
            }
        }

        if (isNew)
        {
            foreach (var claim in _claims.Values.Where(c => c.Rank.Data).ToArray())
            {
                _claims[claim.Key] = claim.Without(up.Repeater);
            }
        }

        TouchAll();
        _unshared.Add(up.Repeater);
    }

    private void StartUplink(IngressId ingress, RepeaterSlot at, string? callKey)
    {
        if (_repeaters.TryGetValue(at.Repeater, out var channels))
        {
            channels.UplinkStarted(at.Slot, ingress, callKey);
            _unshared.Add(at.Repeater);
        }
    }

    private void EndUplink(IngressId ingress, RepeaterSlot at)
    {
        _uplinks.Remove(ingress);
        if (_repeaters.TryGetValue(at.Repeater, out var channels))
        {
            channels.UplinkEnded(at.Slot, ingress);
            _unshared.Add(at.Repeater);
        }
    }

    private void EndUplinks(Func<string, bool> ofNode)
    {
        foreach (var (ingress, (at, _)) in _uplinks.Where(u => ofNode(u.Key.Node)).ToArray())
        {
            EndUplink(ingress, at);
        }
    }

    private void SetClaim(CallClaim claim, Outbox outbox)
    {
        if (!_claims.ContainsKey(claim.Key))
        {
            _dataClaims += claim.Rank.Data ? 1 : 0;
        }

        _claims[claim.Key] = claim;
        _touched.Add(claim.Key);
        ShareLater();
        if (_audit == 0)
        {
            SetAudit(outbox);
        }
    }

    /// <summary>
    /// Tells every call again what it has: an arbiter that knows answers nothing, one that has died and come to life without
    /// the call gives the timeslots back.
    /// </summary>
    private void Audit(Outbox outbox)
    {
        _audit = 0;
        if (_claims.Count > 0)
        {
            TouchAll();
            SetAudit(outbox);
        }
    }

    private void SetAudit(Outbox outbox)
    {
        _audit = context.Ids.NextGeneration();
        outbox.Send(Address.Clock, new ToClock.Set(Address.Site(site), AuditTimer, _audit, context.Timers.ClaimAudit));
    }

    private void TouchAll() => _touched.UnionWith(_claims.Keys);

    private void ShareLater() => _unshared.UnionWith(_repeaters.Keys);

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
        var ports = context.Plan.Current.PortsAt(site);
        var granted = ImmutableArray.CreateBuilder<SlotLease>(ports.Length);
        var waiting = ImmutableArray.CreateBuilder<SlotWait>(0);
        foreach (var port in ports)
        {
            var repeater = port.Id;
            if (!claim.Names(repeater))
            {
                continue;
            }

            if (!port.InService || !_repeaters.TryGetValue(repeater, out var channels))
            {
                waiting.Add(new SlotWait(repeater, claim.Asked.Slot, port.InService ? Reason.SiteDown : Reason.OutOfService, null));
                continue;
            }

            var why = claim.SlotOn(channels.Shape, out var slot);
            if (why == Reason.None && channels.LeaseOf(claim.Key, slot) is { } lease)
            {
                granted.Add(new SlotLease(repeater, slot, lease));
                continue;
            }

            waiting.Add(new SlotWait(repeater, slot, why == Reason.None ? Reason.SlotBusy : why, why == Reason.None ? NameAt(channels, slot) : null));
        }

        return (granted.DrainToImmutable(), waiting.DrainToImmutable());
    }

    private string? NameAt(IChannels channels, Timeslot slot) =>
        channels.CompetingAt(slot) is { } key && _claims.TryGetValue(key, out var other) ? other.Asked.Name : null;

    /// <summary>Data does not wait: what it has not got at once, or has lost to voice, it does without.</summary>
    private void DropDataThatWaits(RepeaterId repeater, IChannels channels)
    {
        if (_dataClaims == 0)
        {
            return;
        }

        foreach (var claim in _claims.Values.Where(c => c.Rank.Data && c.Wants(repeater)).ToArray())
        {
            if (claim.SlotOn(channels.Shape, out var slot) == Reason.None && channels.LeaseOf(claim.Key, slot) is null)
            {
                _claims[claim.Key] = claim.Without(repeater);
            }
        }
    }
}
