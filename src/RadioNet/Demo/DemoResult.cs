using System.Collections.Immutable;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo;

/// <summary>What came of a demonstration: the virtual network's count, held against the node's records.</summary>
internal sealed record DemoResult
{
    /// <summary>The only reason that excuses what a timeslot kept away: a session that broke, say, is a loss.</summary>
    private const string Excuse = "slot-busy";

    private DemoResult()
    {
    }

    public required TimeSpan Length { get; init; }

    public required int Seed { get; init; }

    public required int Calls { get; init; }

    public required int Denied { get; init; }

    public required int Emergencies { get; init; }

    /// <summary>The virtual network's count; frames left out of which no record says why are due here.</summary>
    public required ConversationTotals Totals { get; init; }

    /// <summary>Frames left out, by the reason that the calls' records give.</summary>
    public required ImmutableSortedDictionary<string, long> LeftOutBy { get; init; }

    /// <summary>Spurts that had to be denied, and no record says that they were, or another reason.</summary>
    public required int NotDenied { get; init; }

    /// <summary>Calls were carried, something was due, nothing of it was lost or damaged, nothing was heard that must not be.</summary>
    public bool IsGood => Calls > 0 && Totals.Due > 0 && Totals.IsSound && NotDenied == 0;

    public static DemoResult Of(TimeSpan length, int seed, ConversationTotals totals, DemoCalls calls)
    {
        var leftOut = totals.LeftOut.ToLookup(spurt => calls.ReasonsOf(spurt) is [Excuse]);
        var unexplained = leftOut[false].ToLookup(spurt => spurt.Site, spurt => (long)spurt.Frames);
        return new()
        {
            Length = length,
            Seed = seed,
            Calls = calls.Carried,
            Denied = calls.Denied,
            Emergencies = calls.Emergencies,
            Totals = totals with { Sites = [.. totals.Sites.Select(site => Owing(site, unexplained[site.Site].Sum()))] },
            LeftOutBy = leftOut[true].GroupBy(_ => Excuse)
                .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(spurt => (long)spurt.Frames), StringComparer.Ordinal),
            NotDenied = totals.Denied.Count(spurt => !calls.WasDenied(spurt)),
        };
    }

    private static SiteTally Owing(SiteTally site, long frames) => site with { Due = site.Due + frames, LeftOut = site.LeftOut - frames };
}
