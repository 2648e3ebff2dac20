using System.Collections.Immutable;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo;

/// <summary>What came of a demonstration: the virtual network's count, held against the node's records.</summary>
internal sealed record DemoResult
{
    private DemoResult()
    {
    }

    public required TimeSpan Length { get; init; }

    public required int Seed { get; init; }

    public required int Calls { get; init; }

    public required int Denied { get; init; }

    public required int Emergencies { get; init; }

    public required ConversationTotals Totals { get; init; }

    /// <summary>Frames left out by the reason that the calls' records give.</summary>
    public required ImmutableSortedDictionary<string, long> LeftOutBy { get; init; }

    /// <summary>Frames left out by site, of which no call's record says why: they are lost.</summary>
    public required ImmutableDictionary<string, long> Unexplained { get; init; }

    /// <summary>Spurts that had to be denied, and no record says that they were, or another reason.</summary>
    public required int NotDenied { get; init; }

    public long Lost => Totals.Lost + Unexplained.Values.Sum();

    /// <summary>Calls were carried, nothing that was due was lost or damaged, nothing was heard that must not be.</summary>
    public bool IsGood => Calls > 0 && Totals.Spurts > 0 && Totals.IsSound && Unexplained.IsEmpty && NotDenied == 0;

    public static DemoResult Of(TimeSpan length, int seed, ConversationTotals totals, DemoCalls calls)
    {
        var explained = totals.LeftOut.Select(spurt => (Spurt: spurt, Reason: calls.ReasonOf(spurt))).ToList();
        return new()
        {
            Length = length,
            Seed = seed,
            Calls = calls.Carried,
            Denied = calls.Denied,
            Emergencies = calls.Emergencies,
            Totals = totals,
            LeftOutBy = explained.Where(one => one.Reason is not null).GroupBy(one => one.Reason!)
                .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(one => (long)one.Spurt.Frames), StringComparer.Ordinal),
            Unexplained = explained.Where(one => one.Reason is null).GroupBy(one => one.Spurt.Site)
                .ToImmutableDictionary(group => group.Key, group => group.Sum(one => (long)one.Spurt.Frames)),
            NotDenied = totals.Denied.Count(spurt => !calls.WasDenied(spurt)),
        };
    }
}
