using RadioNet.Api;

namespace RadioNet.Core.Ports.Sites;

/// <summary>How much of what a base station says of itself is kept: it is in memory for as long as the station is attached.</summary>
internal static class StationWords
{
    /// <summary>Characters of a text.</summary>
    public const int LongestText = 300;

    /// <summary>The most carriers, and timeslots of one, whose health is kept.</summary>
    private const int MostCarriers = 64;
    private const int MostSlots = 2;

    /// <summary>A text, or its beginning.</summary>
    public static string Short(string? said) => said is null ? "" : said.Length > LongestText ? said[..LongestText] : said;

    /// <summary>What it says of a plan.</summary>
    public static StationPlanApplied Short(StationPlanApplied said) => new()
    {
        Revision = said.Revision,
        Problems = { said.Problems.Take(ApiLimits.MostPlanProblems).Select(problem => new LocalizedText { Vi = Short(problem.Vi), En = Short(problem.En) }) },
    };

    /// <summary>What it says of its health.</summary>
    public static StationHealth Short(StationHealth said)
    {
        var kept = new StationHealth { At = said.At, Maintenance = said.Maintenance };
        foreach (var carrier in said.Carriers.Take(MostCarriers))
        {
            (carrier.Carrier, carrier.Description, carrier.Port) = (Short(carrier.Carrier), Short(carrier.Description), Short(carrier.Port));
            while (carrier.PlayoutMilliseconds.Count > MostSlots)
            {
                carrier.PlayoutMilliseconds.RemoveAt(carrier.PlayoutMilliseconds.Count - 1);
            }

            kept.Carriers.Add(carrier);
        }

        return kept;
    }
}
