namespace RadioNet.Core.Records;

/// <summary>What a call record is found by: its radios, its sites, and the words of its names.</summary>
internal static class RecordKeys
{
    public static IEnumerable<uint> RadiosOf(CallRecord call)
    {
        var radios = call.Spurts.Select(spurt => spurt.Source).Append(call.Source);
        return (call.TargetIsRadio ? radios.Append(call.Target) : radios).Distinct();
    }

    public static IEnumerable<string> SitesOf(CallRecord call) =>
        call.Sites.Concat(call.Missed.Select(missed => missed.Site)).Concat(call.Spurts.Select(spurt => spurt.Site)).Distinct();

    public static IReadOnlyList<string> WordsOf(CallRecord call) =>
        FoldedWords.Of([call.TargetName, call.SourceName, .. call.Spurts.Select(spurt => spurt.SourceName).Distinct()]);
}
