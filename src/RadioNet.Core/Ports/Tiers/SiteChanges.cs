using RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// What a parent is to be told of the sites next, in one session: what differs from what it was told, what has waited longest first, so
/// much of it as fits. A pure rule; one caller at a time.
/// </summary>
/// <param name="budget">Bytes of one message.</param>
internal sealed class SiteChanges(int budget = LowerSites.LargestReport)
{
    private readonly Dictionary<(string Site, string Node), (SiteReport Said, long Turn)> _told = [];
    private long _turn;

    /// <summary>The next message; empty when there is nothing new.</summary>
    public SitesUp Next(IEnumerable<SiteReport> now)
    {
        var reports = now.Select(Fit).ToDictionary(KeyOf);
        var gone = _told.Where(told => !reports.ContainsKey(told.Key))
            .Select(told => new SiteReport { Node = told.Key.Node, Site = new Site { Id = told.Key.Site }, Gone = true });
        var next = new SitesUp();
        var size = 0;
        foreach (var report in reports.Values.Where(report => !report.Equals(_told.GetValueOrDefault(KeyOf(report)).Said))
            .Concat(gone).OrderBy(report => _told.GetValueOrDefault(KeyOf(report)).Turn))
        {
            // A tag and a length stand before each.
            size += report.CalculateSize() + 5;
            if (size > budget && next.Sites.Count > 0)
            {
                break;
            }

            next.Sites.Add(report);
        }

        return next;
    }

    /// <summary>A message is on its way.</summary>
    public void Told(SitesUp said)
    {
        _turn++;
        foreach (var report in said.Sites)
        {
            if (report.Gone)
            {
                _told.Remove(KeyOf(report));
            }
            else
            {
                _told[KeyOf(report)] = (report, _turn);
            }
        }
    }

    private static (string Site, string Node) KeyOf(SiteReport report) => (report.Site.Id, report.Node);

    /// <summary>A report that a parent takes: of one that is too large its longest words are left out, then its base stations' health.</summary>
    private static SiteReport Fit(SiteReport report)
    {
        if (report.CalculateSize() <= LowerSites.LargestReport)
        {
            return report;
        }

        var shorter = report.Clone();
        foreach (var station in shorter.Site.BaseStations)
        {
            station.Problems.Clear();
            foreach (var carrier in station.Health)
            {
                (carrier.Description, carrier.Port) = ("", "");
            }
        }

        if (shorter.CalculateSize() > LowerSites.LargestReport)
        {
            foreach (var station in shorter.Site.BaseStations)
            {
                station.Health.Clear();
            }
        }

        return shorter;
    }
}
