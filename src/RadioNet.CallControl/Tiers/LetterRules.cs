using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <summary>What letters say of where they belong.</summary>
internal static class LetterRules
{
    /// <summary>A node's calls, all that run.</summary>
    public static Address EveryCall { get; } = Address.Call("");

    /// <summary>The stream that an order, or a word to the ports or of them, is about; null where it is about none.</summary>
    public static IngressId? IngressOf(Message message) => message switch
    {
        ToRouter.Grant grant => grant.Ingress,
        ToRouter.Reroute reroute => reroute.Ingress,
        ToRouter.Refuse refuse => refuse.Ingress,
        ToRouter.Stop stop => stop.Ingress,
        ToRouter.Queued queued => queued.Ingress,
        ToIngress.Granted granted => granted.Ingress,
        ToIngress.Cut cut => cut.Ingress,
        ToIngress.Denied denied => denied.Ingress,
        ToCall.Request request => request.Floor.Ingress,
        ToCall.OptionsKnown known => known.Ingress,
        ToCall.StillThere there => there.Ingress,
        ToCall.Over over => over.Ingress,
        ToCall.Withdrawn withdrawn => withdrawn.Ingress,
        _ => null,
    };

    /// <summary>Whether a letter to a call is of streams and sites that whoever has the call must hear of, also when it was given over.</summary>
    public static bool FollowsCall(Message message) =>
        message is ToCall.Request or ToCall.OptionsKnown or ToCall.StillThere or ToCall.Over or ToCall.Withdrawn or ToCall.Affiliated;

    /// <summary>The call whose arbiter says something; null when it is nobody's decision. A data stream has no arbiter.</summary>
    public static string? Decider(Address from) =>
        from.Kind == MachineKind.Call && from.Key.Length > 0 && !CallKey.IsData(from.Key) ? from.Key : null;
}
