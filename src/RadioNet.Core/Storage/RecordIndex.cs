using System.Text;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>
/// The index of a month's records: one 64-bit key for each thing that a record is found by, so that the records of one thing
/// lie together in order. Upper 28 bits: a hash of what it is; lower 35 bits: the record's number. Two things may share a
/// hash; who searches checks the record itself.
/// </summary>
internal static class RecordIndex
{
    /// <summary>The bits of a record's number: 34 thousand million records.</summary>
    private const int NumberBits = 35;

    /// <summary>A call with more sites than this is found by any site through one common key.</summary>
    private const int MostSites = 16;

    private const string ManySites = "*";

    public static IEnumerable<long> KeysOf(CallRecord call)
    {
        var bases = new HashSet<long>();
        if (!call.TargetIsRadio)
        {
            bases.Add(OfTalkgroup(call.Target));
        }

        bases.UnionWith(RecordKeys.RadiosOf(call).Select(OfRadio));
        var sites = RecordKeys.SitesOf(call).ToList();
        bases.UnionWith(sites.Count > MostSites ? [OfSite(ManySites)] : sites.Select(OfSite));
        bases.UnionWith(RecordKeys.WordsOf(call).Select(OfWord));
        bases.Add(OfCall(call.Id));
        return bases.Select(key => key | call.Number);
    }

    /// <summary>The keys that together hold every record that a query may find; empty when only a scan does.</summary>
    public static long[] BasesFor(RecordQuery query) => query switch
    {
        { Id: { } id } => [OfCall(id)],
        { Radio: { } radio } => [OfRadio(radio)],
        { Talkgroup: { } talkgroup } => [OfTalkgroup(talkgroup)],
        { Words: { Count: > 0 } words } => [OfWord(words.MaxBy(word => word.Length)!)],
        { Site: { } site } => [OfSite(site), OfSite(ManySites)],
        _ => [],
    };

    public static long NumberOf(long key) => key & ((1L << NumberBits) - 1);

    private static long OfCall(string id) => Base($"c{id}");

    private static long OfTalkgroup(uint id) => Base($"g{id}");

    private static long OfRadio(uint id) => Base($"r{id}");

    private static long OfSite(string id) => Base($"s{id}");

    /// <summary>By its first letters, so that the beginning of a longer word finds it too.</summary>
    private static long OfWord(string word) => Base($"w{word[..Math.Min(word.Length, FoldedWords.BeginningLength)]}");

    /// <summary>FNV-1a, 64 bits folded to 28; the same in every process, because it is stored.</summary>
    private static long Base(string what)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(what))
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return (long)((hash ^ (hash >> 32)) & 0xFFF_FFFF) << NumberBits;
    }
}
