using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>Who belongs to the network: what the plan and the store say of a peer.</summary>
internal static class AccessRules
{
    /// <summary>Of one peer's certificates; more than a peer gets in many years.</summary>
    private const int MostLookedAt = 1000;

    /// <summary>Whether the plan has such a site or node.</summary>
    public static bool Knows(this PlanIndex plan, LinkPeerKind kind, string id) => kind switch
    {
        LinkPeerKind.Site => plan.TrySite(id, out _),
        LinkPeerKind.Node => plan.Plan.Nodes.Any(node => node.Id == id),
        _ => false,
    };

    /// <summary>
    /// Whether a certificate was revoked. One that the store does not know serves, unless its peer was revoked: after a CA was
    /// restored to an empty folder the network's certificates are all unknown.
    /// </summary>
    public static bool IsRevoked(this IAccessStore store, LinkPeerKind kind, string id, string serial) =>
        store.FindCertificate(serial) is { } known ? known.Revoked is not null : store.IsBarred(kind, id);

    /// <summary>Whether a certificate's holder has renewed it, over as many renewals as there were, and the last one was not revoked.</summary>
    public static bool IsRenewed(this IAccessStore store, LinkPeerKind kind, string id, string serial)
    {
        var renewals = store.ListCertificates(kind, id, long.MaxValue, MostLookedAt).Where(given => given.Renews is not null)
            .GroupBy(given => given.Renews!).ToDictionary(group => group.Key, group => group.First());
        IssuedCertificate? last = null;
        for (var next = renewals.GetValueOrDefault(serial); next is not null; next = renewals.GetValueOrDefault(next.Serial))
        {
            last = next;
        }

        return last is { Revoked: null };
    }
}
