using System.Diagnostics;
using RadioNet.Api;
using RadioNet.Command.Client;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Command.Modems;

/// <summary>How a base station took a change of the plan, as its node sees it.</summary>
/// <param name="Attached">Whether it is attached to the network.</param>
/// <param name="Follows">Whether it says that it follows the revision.</param>
/// <param name="Problems">What of that revision it can't do.</param>
internal sealed record StationSight(bool Attached, bool Follows, IReadOnlyList<Api.LocalizedText> Problems)
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the station follows a revision; one that is not attached is not waited for.</summary>
    public static async Task<StationSight> WaitAsync(NodeClient node, CarrierPath target, int revision, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var sites = await node.Sites.ListAsync(new ListSitesRequest(), cancellationToken: cancel);
            var station = sites.Sites.FirstOrDefault(site => site.Id == target.Site)?.BaseStations.FirstOrDefault(one => one.Id == target.BaseStation);
            if (station is not { Attached: true }) return new StationSight(false, false, []);
            if (station.Revision >= revision) return new StationSight(true, true, station.Problems);
            if (Stopwatch.GetElapsedTime(began) >= _longest) return new StationSight(true, false, []);
            await Task.Delay(_look, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What is wrong, and how to go back; null when nothing is.</summary>
    public LocalizedText? Problem(CarrierPath target, int revision, int before)
    {
        if (Problems.Count > 0)
        {
            return new LocalizedText(
                $"{target}: {string.Join(' ', Problems.Select(problem => problem.Vi))} Quay lại bằng: radionet rollback {before}",
                $"{target}: {string.Join(' ', Problems.Select(problem => problem.En))} Go back with: radionet rollback {before}");
        }

        return Attached && !Follows
            ? new LocalizedText(
                $"{target} không báo trong {_longest.TotalSeconds:0} s là đã theo bản {revision}. Xem 'radionet site list'; quay lại bằng: radionet rollback {before}",
                $"{target} did not say within {_longest.TotalSeconds:0} s that it follows revision {revision}. See 'radionet site list'; go back with: radionet rollback {before}")
            : null;
    }
}
