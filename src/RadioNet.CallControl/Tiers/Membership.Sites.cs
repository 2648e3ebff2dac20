using System.Collections.Immutable;

namespace RadioNet.CallControl.Tiers;

/// <content>Sites that are served away from the plan's node: each node tells its claims upwards, and the top says which hold.</content>
public sealed partial class Membership
{
    private ImmutableSortedDictionary<string, SiteClaim> _claims = NodeView.NothingAway;

    /// <summary>Claims a site for this node, against all claims that it knows of; true when the view changed here.</summary>
    public bool ClaimSite(string site)
    {
        _claims = _claims.SetItem(site, new SiteClaim(self, terms.Next()));
        return RuleOrTell();
    }

    /// <summary>Gives a claim up, if there is one; true when the view changed here.</summary>
    public bool LeaveSite(string site)
    {
        if (!_claims.ContainsKey(site))
        {
            return false;
        }

        _claims = _claims.Remove(site);
        return RuleOrTell();
    }

    /// <summary>Whether this node has claimed a site, and knows of no claim that holds against its own.</summary>
    public bool HasClaim(string site) => _claims.ContainsKey(site);

    /// <summary>Of each site the claim that holds: of those that are given, of this node's, and of those below it, which the top may not know yet.</summary>
    private ImmutableSortedDictionary<string, SiteClaim> ClaimsOver(ImmutableSortedDictionary<string, SiteClaim> given)
    {
        var all = given.ToBuilder();
        foreach (var (site, claim) in _claims.Concat(_below.Values.SelectMany(below => below.Away)))
        {
            if (!all.TryGetValue(site, out var other) || claim.Beats(other))
            {
                all[site] = claim;
            }
        }

        return all.ToImmutable();
    }

    /// <summary>A claim against which another one holds is no more; whoever made it asks again. True when there was one.</summary>
    private bool DropBeatenClaims(NodeView view)
    {
        var before = _claims;
        _claims = _claims.RemoveRange(before.Where(own => view.Away.TryGetValue(own.Key, out var claim) && claim.Beats(own.Value)).Select(own => own.Key));
        return _claims != before;
    }
}
