using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>Who belongs to the network: what the plan and the store say of a peer.</summary>
internal static class AccessRules
{
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
}
