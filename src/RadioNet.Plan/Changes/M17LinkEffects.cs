using RadioNet.Plan.Model;

namespace RadioNet.Plan.Changes;

/// <summary>Who else hears a talkgroup, and is heard on it, by M17 reflectors.</summary>
internal static class M17LinkEffects
{
    public static IEnumerable<LocalizedText> Of(NetworkPlan before, NetworkPlan after)
    {
        var (old, now) = (Ways(before), Ways(after));
        return
        [
            .. old.Where(way => !now.ContainsKey(way.Key)).Select(way => Ends(way.Value.Talkgroup, way.Value.Link)),
            .. now.Where(way => !old.ContainsKey(way.Key)).Select(way => Begins(way.Value.Talkgroup, way.Value.Link)),
        ];
    }

    private static Dictionary<(uint Talkgroup, string Host, int Port, char Module), (Talkgroup Talkgroup, M17LinkPlan Link)> Ways(NetworkPlan plan)
    {
        var talkgroups = plan.Talkgroups.ToDictionary(t => t.Id);
        return plan.M17Links.Where(l => l.Enabled && talkgroups.ContainsKey(l.Talkgroup)).OrderBy(l => l.Id, StringComparer.Ordinal)
            .DistinctBy(Key).ToDictionary(Key, l => (talkgroups[l.Talkgroup], l));
    }

    private static (uint Talkgroup, string Host, int Port, char Module) Key(M17LinkPlan link) => (link.Talkgroup.Value, link.Host, link.Port, link.Module);

    private static LocalizedText Begins(Talkgroup talkgroup, M17LinkPlan link)
    {
        var name = Subject.Upper(Subject.Talkgroup(talkgroup));
        return new(
            $"{name.Vi} nay nối với máy phản xạ M17 {link.Host}, phòng {link.Module}: ai ở đó cũng nghe được, và nói được vào nhóm.",
            $"{name.En} is now joined with module {link.Module} of the M17 reflector {link.Host}: everybody there hears it, and can talk on it.");
    }

    private static LocalizedText Ends(Talkgroup talkgroup, M17LinkPlan link)
    {
        var name = Subject.Upper(Subject.Talkgroup(talkgroup));
        return new(
            $"{name.Vi} không còn nối với máy phản xạ M17 {link.Host}, phòng {link.Module}.",
            $"{name.En} is no longer joined with module {link.Module} of the M17 reflector {link.Host}.");
    }
}
