using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Plan;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// What the nodes below say of their sites (contract: <c>tier_health.proto</c>), in memory: of a child that is not attached any more, the
/// last that it said. Safe from any thread; waits for nothing.
/// </summary>
internal sealed class LowerSites(PlanKeeper keeper, TimeProvider time)
{
    /// <summary>The most bytes of one report; larger ones are passed over.</summary>
    public const int LargestReport = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<(string Site, string Node), Known>> _children = [];

    /// <summary>Takes what a child says; what it has no say about is passed over.</summary>
    public void Take(AttachedChild child, SitesUp said)
    {
        var plan = keeper.Current;
        lock (_gate)
        {
            if (!_children.TryGetValue(child.Id, out var known))
            {
                _children[child.Id] = known = [];
            }

            foreach (var report in said.Sites.Where(report => IsReport(report, child.Id, plan)))
            {
                var key = (report.Site.Id, report.Node);
                if (report.Gone)
                {
                    known.Remove(key);
                }
                else if (known.ContainsKey(key) || known.Count < MostOf(plan))
                {
                    known[key] = new Known(child, report);
                }
            }
        }
    }

    /// <summary>A child's session is over: what it said in it is stale from now on.</summary>
    public void Left(AttachedChild child)
    {
        var now = time.GetUtcNow().ToTimestamp();
        lock (_gate)
        {
            foreach (var (key, said) in _children.GetValueOrDefault(child.Id, []).Where(said => said.Value.By == child).ToList())
            {
                if (said.Report.StaleSince is null)
                {
                    said.Report.StaleSince = now;
                }

                _children[child.Id][key] = said with { By = null };
            }
        }
    }

    /// <summary>Of each site what each lower node said last; of what more than one child says the current one, or the youngest.</summary>
    public IReadOnlyList<SiteReport> Reports()
    {
        var plan = keeper.Current;
        lock (_gate)
        {
            return
            [
                .. _children.SelectMany(child => child.Value.Values.Where(said => IsBelow(said.Report, child.Key, plan)))
                    .GroupBy(said => (said.Report.Site.Id, said.Report.Node))
                    .Select(told => told.OrderBy(said => said.Report.StaleSince is null ? 0 : 1).ThenByDescending(said => said.Report.StaleSince).First().Report.Clone()),
            ];
        }
    }

    /// <summary>Each site may have two servers while it moves, and then some.</summary>
    private static int MostOf(PlanIndex plan) => (2 * plan.Plan.Sites.Length) + 64;

    private static bool IsReport(SiteReport report, string child, PlanIndex plan) =>
        report.Site is { } site && IsBelow(report, child, plan) && report.CalculateSize() <= LargestReport
        && IsTime(report.StaleSince)
        && site.Repeaters.All(repeater => IsTime(repeater.Since) && IsTime(repeater.LastHeard))
        && site.BaseStations.All(station => IsTime(station.Since));

    private static bool IsBelow(SiteReport report, string child, PlanIndex plan) =>
        plan.TrySite(report.Site.Id, out _) && plan.Nodes.IsAtOrBelow(report.Node, child);

    private static bool IsTime(Timestamp? time) => time is null || LocalRecords.IsTime(time);

    /// <summary>A report and the session that said it; null when that is over.</summary>
    private readonly record struct Known(AttachedChild? By, SiteReport Report);
}
