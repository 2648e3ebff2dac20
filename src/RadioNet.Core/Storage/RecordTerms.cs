using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>
/// The terms that call records are found by: one letter for the kind, then what it is. A record has a term for each thing that
/// <see cref="RecordQuery"/> can ask for, and <see cref="Any"/>. What a term promises the record itself must keep: long ones are cut.
/// </summary>
internal static class RecordTerms
{
    /// <summary>The term of every record.</summary>
    public const string Any = "a";

    /// <summary>The octets of the longest term: three for each of its characters.</summary>
    public const int LargestOctets = 3 * LongestTerm;

    /// <summary>Characters that a term is cut at.</summary>
    private const int LongestTerm = 100;

    /// <summary>A call with more sites than this is found by any site through one common term.</summary>
    private const int MostSites = 512;

    private const string ManySites = "s*";

    /// <summary>The terms of a record.</summary>
    public static IEnumerable<string> Of(CallRecord call)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal) { Any, OfCall(call.Id), OfState(call.State) };
        if (!call.TargetIsRadio)
        {
            terms.Add(OfTalkgroup(call.Target));
        }

        terms.UnionWith(RecordKeys.RadiosOf(call).Select(OfRadio));
        var sites = RecordKeys.SitesOf(call).ToList();
        terms.UnionWith(sites.Count > MostSites ? [ManySites] : sites.Select(OfSite));
        terms.UnionWith(RecordKeys.WordsOf(call).Select(OfWord));
        return terms;
    }

    /// <summary>What a query's records have, all of it at once; the rare first.</summary>
    public static IReadOnlyList<AskedTerm> Of(RecordQuery query)
    {
        var asked = new List<AskedTerm>();
        if (query.Id is { } id)
        {
            asked.Add(new AskedTerm([OfCall(id)]));
        }

        if (query.Radio is { } radio)
        {
            asked.Add(new AskedTerm([OfRadio(radio)]));
        }

        if (query.Talkgroup is { } talkgroup)
        {
            asked.Add(new AskedTerm([OfTalkgroup(talkgroup)]));
        }

        if (query.Talkgroups.Count > 0)
        {
            asked.Add(new AskedTerm([.. query.Talkgroups.Distinct().Select(OfTalkgroup)]));
        }

        if (query.Site is { } site)
        {
            asked.Add(new AskedTerm([OfSite(site), ManySites]));
        }

        asked.AddRange(query.Words.Distinct().OrderByDescending(word => word.Length).Select(word => new AskedTerm([OfWord(word)], IsBeginning: true)));
        if (query.States.Count > 0)
        {
            asked.Add(new AskedTerm([.. query.States.Distinct().Select(OfState)]));
        }

        return asked.Count > 0 ? asked : [new AskedTerm([Any])];
    }

    private static string OfCall(string id) => Cut($"c{id}");

    private static string OfState(CallState state) => $"e{(int)state}";

    private static string OfTalkgroup(uint id) => $"g{id}";

    private static string OfRadio(uint id) => $"r{id}";

    private static string OfSite(string id) => Cut($"s{id}");

    private static string OfWord(string word) => Cut($"w{word}");

    private static string Cut(string term) => term.Length > LongestTerm ? term[..LongestTerm] : term;
}
