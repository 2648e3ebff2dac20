using RadioNet.Plan;

namespace RadioNet.CallControl.Messages;

/// <summary>
/// Another revision of the plan holds: what runs is checked against it. Said to what the ports carry, to every call that runs, and
/// to the sites of <see cref="SitesOf"/>.
/// </summary>
public sealed record PlanChanged(int Revision) : Message
{
    /// <summary>The sites where other timeslots are in service than before: their slot tables tell their calls anew.</summary>
    public static IEnumerable<string> SitesOf(PlanIndex before, PlanIndex after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return after.Plan.Sites.Select(s => s.Id).Where(site => !InService(before, site).SequenceEqual(InService(after, site)));
    }

    private static IEnumerable<uint> InService(PlanIndex plan, string site) => plan.PortsAt(site).Where(p => p.InService).Select(p => p.Id.Value);
}
