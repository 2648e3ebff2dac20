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
    private readonly HashSet<string> _gone = [];

    /// <summary>Sites that had the call, or its talker, at some time.</summary>
    public ImmutableArray<string> Reached => [.. _reached];

    /// <summary>Sites that the call wants.</summary>
    public ImmutableArray<string> All => [.. _sites.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether the call wants a site.</summary>
    public bool Has(string site) => _sites.ContainsKey(site);

    /// <summary>Sites that the call wants and has not reached; while it runs, without those that have not answered yet.</summary>
    public ImmutableArray<MissedSite> Missed(bool isOver) =>
    [
        .. _sites.Where(s => !_reached.Contains(s.Key) && (isOver || !s.Value.Waiting.IsDefaultOrEmpty))
            .Select(s => s.Value.Waiting.IsDefaultOrEmpty
                ? new MissedSite(s.Key, Reason.SiteDown, null)
                : new MissedSite(s.Key, s.Value.Waiting[0].Why, s.Value.Waiting[0].Competing))
            .OrderBy(m => m.Site, StringComparer.Ordinal),
    ];

    /// <summary>All timeslots that the call has now, but for the one that its talker came in at: nobody hears himself.</summary>
    public ImmutableArray<SlotLease> RouteOf(FloorRequest talker)
    {
        var route = ImmutableArray.CreateBuilder<SlotLease>(_sites.Count);
        foreach (var site in _sites.Values)
        {
            foreach (var lease in site.Granted.IsDefault ? [] : site.Granted)
            {
                if (lease.Repeater != talker.At.Repeater || (lease.Slot != talker.At.Slot && !talker.Stream.ManyCalls))
                {
                    route.Add(lease);
                }
            }
        }

        return route.ToImmutable();
    }

    /// <summary>Claims what a call wants, gives back what it no longer wants; true when the route lost a site by it.</summary>
    public bool Claim(IEnumerable<WantedSite> wanted, string name, ClaimRank rank, Outbox outbox)
    {
        _gone.UnionWith(_sites.Keys);
        foreach (var want in wanted)
        {
            _gone.Remove(want.Site);
            if (_sites.TryGetValue(want.Site, out var standing) && standing.Want == want && standing.Rank == rank && !standing.Held)
            {
                continue;
            }

            _sites[want.Site] = (standing ?? new Standing()) with { Want = want, Rank = rank, Held = false };
            outbox.Send(Address.Site(want.Site), new ToSite.Claim(callKey, name, want.Group, want.Slot, want.Only, rank));
        }

        var lost = _gone.Count > 0;
        foreach (var site in _gone)
        {
            _sites.Remove(site);
            outbox.Send(Address.Site(site), new ToSite.Release(callKey));
        }

        _gone.Clear();
        return lost;
    }

    /// <summary>A site knows nothing of the call any more: the next claim is said again. False when the site is none of the call's.</summary>
    public bool Forget(string site)
    {
        if (!_sites.TryGetValue(site, out var standing))
        {
            return false;
        }

        _sites[site] = standing with { Want = null, Unsure = true };
        return true;
    }

    /// <summary>A site is lost to the call; true when the route lost timeslots by it.</summary>
    public bool Lose(string site)
    {
        if (!_sites.TryGetValue(site, out var standing) || standing.Granted.IsDefaultOrEmpty)
        {
            return false;
        }

        standing.Granted = [];
        return true;
    }

    /// <summary>The talker stopped.</summary>
    public void Hold(Outbox outbox)
    {
        foreach (var (site, standing) in _sites)
        {
            standing.Held = true;
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

    /// <summary>Another arbiter has the call now, and claims the same.</summary>
    public void Clear()
    {
        _sites.Clear();
        _reached.Clear();
    }

    /// <summary>The talker's own site has the call by itself.</summary>
    public void Reach(string site) => _reached.Add(site);

    /// <summary>Takes a site's word; false when the site is none of the call's (any more).</summary>
    /// <param name="slots">The site's word.</param>
    /// <param name="talking">Whether somebody talks, so that a site that has the call hears it.</param>
    /// <param name="change">What it changes: the route, and what there is to tell people.</param>
    public bool TryUpdate(ToCall.Slots slots, bool talking, out (bool Route, bool News) change)
    {
        change = default;
        if (!_sites.TryGetValue(slots.Site, out var standing))
        {
            return false;
        }

        change.Route = standing.Unsure || !Same(standing.Granted, slots.Granted);
        standing.Unsure = false;
        change.News = change.Route || !Same(standing.Waiting, slots.Waiting);
        standing.Granted = slots.Granted;
        standing.Waiting = slots.Waiting;
        if (talking && slots.Granted.Length > 0)
        {
            change.News |= _reached.Add(slots.Site);
        }

        return true;
    }

    /// <summary>A spurt begins: the sites that the call kept hear it.</summary>
    public void ReachKept() =>
        _reached.UnionWith(_sites.Where(s => !s.Value.Granted.IsDefaultOrEmpty).Select(s => s.Key));

    private static bool Same<T>(ImmutableArray<T> one, ImmutableArray<T> other) =>
        (one.IsDefault ? [] : one.AsSpan()).SequenceEqual(other.AsSpan());

    private sealed record Standing
    {
        public WantedSite? Want { get; init; }

        public ClaimRank Rank { get; init; }

        public bool Held { get; set; }

        /// <summary>Whether the router may know less of the site than this: its repeaters may have come anew meanwhile.</summary>
        public bool Unsure { get; set; }

        public ImmutableArray<SlotLease> Granted { get; set; }

        public ImmutableArray<SlotWait> Waiting { get; set; }
    }
}
