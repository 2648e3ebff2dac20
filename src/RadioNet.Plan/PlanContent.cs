using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan;

/// <summary>Equality of plans by what they say: the lines that they were read from take no part, the order of entries does.</summary>
public static class PlanContent
{
    /// <summary>Whether two plans say the same.</summary>
    public static bool Same(NetworkPlan a, NetworkPlan b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Network == b.Network
            && a.Tiers.SequenceEqual(b.Tiers)
            && All(a.Places, b.Places, Same)
            && All(a.Nodes, b.Nodes, Same)
            && All(a.Agencies, b.Agencies, Same)
            && All(a.Sites, b.Sites, Same)
            && All(a.Talkgroups, b.Talkgroups, Same)
            && All(a.Subscribers, b.Subscribers, Same)
            && All(a.M17Links, b.M17Links, Same)
            && All(a.Users, b.Users, Same);
    }

    internal static bool Same(Place a, Place b) =>
        a.Replaces.SequenceEqual(b.Replaces) && a with { Line = 0, Replaces = [] } == b with { Line = 0, Replaces = [] };

    internal static bool Same(NodePlan a, NodePlan b) => a with { Line = 0 } == b with { Line = 0 };

    internal static bool Same(Agency a, Agency b) => a with { Line = 0 } == b with { Line = 0 };

    internal static bool Same(Site a, Site b) =>
        All(a.Repeaters, b.Repeaters, Same) && All(a.BaseStations, b.BaseStations, Same) && a.Was.SequenceEqual(b.Was)
        && a with { Line = 0, Repeaters = [], BaseStations = [], Was = [] } == b with { Line = 0, Repeaters = [], BaseStations = [], Was = [] };

    internal static bool Same(Repeater a, Repeater b) => a with { Line = 0 } == b with { Line = 0 };

    internal static bool Same(BaseStation a, BaseStation b) =>
        All(a.Carriers, b.Carriers, Same)
        && a with { Line = 0, Carriers = [] } == b with { Line = 0, Carriers = [] };

    internal static bool Same(Carrier a, Carrier b) => a with { Line = 0 } == b with { Line = 0 };

    internal static bool Same(Talkgroup a, Talkgroup b) => a with { Line = 0 } == b with { Line = 0 };

    internal static bool Same(Subscriber a, Subscriber b) => a with { Line = 0 } == b with { Line = 0 };

    internal static bool Same(M17LinkPlan a, M17LinkPlan b) => a with { Line = 0 } == b with { Line = 0 };

    internal static bool Same(User a, User b) => a with { Line = 0 } == b with { Line = 0 };

    private static bool All<T>(ImmutableArray<T> a, ImmutableArray<T> b, Func<T, T, bool> same)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (!same(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }
}
