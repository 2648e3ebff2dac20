using System.Collections.Frozen;
using RadioNet.CallControl.Channels;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>What a repeater can carry, from what the plan says of it and what it says itself.</summary>
internal static class PortShapes
{
    public static RepeaterShape Of(Repeater repeater, RepeaterConfiguration configuration, HomebrewOptions options, NetworkPlan plan)
    {
        var subscribed = Subscribed(options, plan);
        if (repeater.CallsAtOnce > 0)
        {
            return new RepeaterShape(true, true, repeater.CallsAtOnce) { Subscribed = subscribed };
        }

        var shape = configuration.Slots switch
        {
            RepeaterSlots.Simplex => RepeaterShape.OneFrequency,
            RepeaterSlots.One => new RepeaterShape(true, false, 0),
            RepeaterSlots.Two => new RepeaterShape(false, true, 0),
            _ => RepeaterShape.Duplex,
        };
        return shape with { Subscribed = subscribed };
    }

    /// <summary>
    /// The talkgroups of the plan that the options ask for; null when they ask for none, which narrows nothing. What the plan
    /// does not give is never in it.
    /// </summary>
    private static FrozenSet<(Timeslot, uint)>? Subscribed(HomebrewOptions options, NetworkPlan plan)
    {
        if (options.Talkgroups.IsEmpty)
        {
            return null;
        }

        return options.Talkgroups
            .SelectMany(wanted => plan.Talkgroups
                .Where(t => t.Id.Value >= wanted.First.Value && t.Id.Value <= wanted.Last.Value)
                .Select(t => (wanted.Slot, t.Id.Value)))
            .ToFrozenSet();
    }
}
