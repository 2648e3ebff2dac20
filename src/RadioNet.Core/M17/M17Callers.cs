using System.Collections.Immutable;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.M17;

namespace RadioNet.Core.M17;

/// <summary>Who a radio is at a reflector, and who a callsign is on the radio: the same at every node, by the plan alone.</summary>
internal static class M17Callers
{
    /// <summary>A radio's callsign: its subscriber's, or the link's own for whoever has none.</summary>
    public static M17Address CallsignOf(PlanIndex plan, M17LinkPlan link, RadioId radio) =>
        plan.TrySubscriber(radio, out var subscriber) && subscriber.Callsign is { } callsign ? callsign : link.Callsign;

    /// <summary>A callsign's radio: its subscriber's, or the link's for whoever is none.</summary>
    public static RadioId RadioOf(PlanIndex plan, M17LinkPlan link, M17Address callsign) =>
        plan.TryCallsign(callsign, out var subscriber) ? subscriber.Id : link.Radio;

    /// <summary>A talker's callsign without the module that clients write behind blanks; null for who is no callsign.</summary>
    public static M17Address? Plain(M17Address talker)
    {
        if (!talker.IsCallsign)
        {
            return null;
        }

        return M17Address.TryParse(talker.ToString().Trim().Split(' ')[0], out var plain) ? plain : null;
    }

    /// <summary>The callsign as radios show it: the messages of a talker alias.</summary>
    public static ImmutableArray<LinkControl> AliasOf(M17Address callsign)
    {
        Span<LinkControl> messages = stackalloc LinkControl[TalkerAlias.MostMessages];
        return TalkerAlias.TrySplit(callsign.ToString(), TalkerAliasFormat.SevenBit, messages, out var count) ? [.. messages[..count]] : [];
    }
}
