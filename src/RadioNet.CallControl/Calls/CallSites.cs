using System.Collections.Immutable;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Calls;

/// <summary>The sites of a call: what it wants of each, what it has there, and which it has reached so far.</summary>
/// <param name="callKey">The call's arbiter.</param>
internal sealed class CallSites(string callKey)
{
    private readonly Dictionary<string, Standing> _sites = [];
    private readonly SortedSet<string> _reached = new(StringComparer.Ordinal);

    /// <summary>Sites that had the call, or its talker, at some time.</summary>
    public ImmutableArray<string> Reached => [.. _reached];

    /// <summary>Sites that the call wants and has not reached.</summary>
    public ImmutableArray<MissedSite> Missed =>
    [
        .. _sites.Where(s => !_reached.Contains(s.Key))
            .Select(s => s.Value.Waiting.IsDefaultOrEmpty
                ? new MissedSite(s.Key, Reason.SiteDown, null)
                : new MissedSite(s.Key, s.Value.Waiting[0].Why, s.Value.Waiting[0].Competing))
            .OrderBy(m => m.Site, StringComparer.Ordinal),
    ];

    /// <summary>All timeslots that the call has now.</summary>
    public ImmutableArray<SlotLease> Route
    {
        get
        {
            var route = ImmutableArray.CreateBuilder<SlotLease>(_sites.Count);
            foreach (var site in _sites.Values)
            {
                route.AddRange(site.Granted.IsDefault ? [] : site.Granted);
            }

            return route.ToImmutable();
        }
    }

    /// <summary>Claims what a call wants, gives back what it no longer wants.</summary>
    public void Claim(IEnumerable<WantedSite> wanted, string name, ClaimRank rank, Outbox outbox)
    {
        var gone = _sites.Keys.ToHashSet();
        foreach (var want in wanted)
        {
            gone.Remove(want.Site);
            if (_sites.TryGetValue(want.Site, out var standing) && standing.Want == want && standing.Rank == rank && !standing.Held)
            {
                continue;
            }

            _sites[want.Site] = (standing ?? new Standing()) with { Want = want, Rank = rank, Held = false };
            outbox.Send(Address.Site(want.Site), new ToSite.Claim(callKey, name, want.Group, want.Slot, want.Only, rank));
        }

        foreach (var site in gone)
        {
            _sites.Remove(site);
            outbox.Send(Address.Site(site), new ToSite.Release(callKey));
        }
    }

    /// <summary>The talker stopped.</summary>
    public void Hold(Outbox outbox)
    {
        foreach (var site in _sites.Keys.ToArray())
        {
            _sites[site] = _sites[site] with { Held = true };
            outbox.Send(Address.Site(site), new ToSite.Hold(callKey));
        }
    }

    /// <summary>The call is over.</summary>
    public void Release(Outbox outbox)
    {
        foreach (var site in _sites.Keys)
        {
            outbox.Send(Address.Site(site), new ToSite.Release(callKey));
        }

        _sites.Clear();
        _reached.Clear();
    }

    /// <summary>The talker's own site has the call by itself.</summary>
    public void Reach(string site) => _reached.Add(site);

    /// <summary>Takes a site's word; false when the site is none of the call's (any more).</summary>
    public bool TryUpdate(ToCall.Slots slots, bool talking)
    {
        if (!_sites.TryGetValue(slots.Site, out var standing))
        {
            return false;
        }

        _sites[slots.Site] = standing with { Granted = slots.Granted, Waiting = slots.Waiting };
        if (talking && slots.Granted.Length > 0)
        {
            _reached.Add(slots.Site);
        }

        return true;
    }

    /// <summary>A spurt begins: the sites that the call kept hear it.</summary>
    public void ReachKept() =>
        _reached.UnionWith(_sites.Where(s => !s.Value.Granted.IsDefaultOrEmpty).Select(s => s.Key));

    private sealed record Standing
    {
        public WantedSite? Want { get; init; }

        public ClaimRank Rank { get; init; }

        public bool Held { get; init; }

        public ImmutableArray<SlotLease> Granted { get; init; }

        public ImmutableArray<SlotWait> Waiting { get; init; }
    }
}
