using RadioNet.Plan.Model;

namespace RadioNet.Plan.Changes;

/// <summary>At which sites talkgroups are heard no longer, or anew; of talkgroups and sites that are in both plans.</summary>
internal sealed class CoverageEffects
{
    private const int OwnSentences = 10;

    private readonly PlanIndex _before;
    private readonly PlanIndex _after;
    private readonly Dictionary<(string, SiteSelection, string, SiteSelection), (List<Site> Lost, List<Site> Gained)> _known = [];
    private readonly List<(Talkgroup Talkgroup, List<Site> Sites)> _lost = [];
    private readonly List<(Talkgroup Talkgroup, List<Site> Sites)> _gained = [];
    private readonly List<Talkgroup> _becomeAffiliated = [];
    private readonly List<Talkgroup> _becomeFixed = [];

    public CoverageEffects(NetworkPlan before, NetworkPlan after)
    {
        (_before, _after) = (new PlanIndex(before, 0), new PlanIndex(after, 0));
        foreach (var talkgroup in after.Talkgroups)
        {
            if (_before.TryTalkgroup(talkgroup.Id, out var former))
            {
                Compare(former, talkgroup);
            }
        }
    }

    public IEnumerable<LocalizedText> Losses() =>
    [
        .. Sites(_before, _after, "bị bỏ", "is removed; no call goes there", "are removed; no call goes there"),
        .. Heard(_lost, "không còn nghe được tại", "no longer heard at"),
        .. Kind(_becomeAffiliated, "chỉ còn tới những điểm có máy của nhóm vừa hoạt động", "now goes only where its radios were heard lately", "now go only where their radios were heard lately"),
    ];

    public IEnumerable<LocalizedText> Gains() =>
    [
        .. Sites(_after, _before, "được thêm", "is new", "are new"),
        .. Heard(_gained, "nay nghe được tại", "now heard at"),
        .. Kind(_becomeFixed, "nay luôn tới mọi điểm đã định", "now always goes to all its sites", "now always go to all their sites"),
    ];

    private void Compare(Talkgroup before, Talkgroup after)
    {
        var key = (before.Home, before.Sites, after.Home, after.Sites);
        if (!_known.TryGetValue(key, out var sites))
        {
            _known[key] = sites = (Missing(_before.SitesOf(before), _after.SitesOf(after), _after), Missing(_after.SitesOf(after), _before.SitesOf(before), _before));
        }

        if (sites.Lost.Count > 0)
        {
            _lost.Add((after, sites.Lost));
        }

        if (sites.Gained.Count > 0)
        {
            _gained.Add((after, sites.Gained));
        }

        var (was, becomes) = (before.Sites.Kind == SiteSelectionKind.Affiliated, after.Sites.Kind == SiteSelectionKind.Affiliated);
        if (was != becomes)
        {
            (becomes ? _becomeAffiliated : _becomeFixed).Add(after);
        }
    }

    /// <summary>The sites of one that are not the other's, though the other's plan has them.</summary>
    private static List<Site> Missing(IEnumerable<Site> of, IEnumerable<Site> from, PlanIndex existing)
    {
        var there = from.Select(s => s.Id).ToHashSet();
        return [.. of.Where(s => !there.Contains(s.Id) && existing.TrySite(s.Id, out _))];
    }

    private static IEnumerable<LocalizedText> Sites(PlanIndex of, PlanIndex missing, string vi, string one, string many)
    {
        var names = of.Plan.Sites.Where(s => !missing.TrySite(s.Id, out _)).Select(s => s.Name).ToList();
        if (names.Count == 0)
        {
            return [];
        }

        var list = Subject.List(names);
        return [new($"{SiteCount(names.Count).Vi} {vi}: {list.Vi}.", $"{SiteCount(names.Count).En} {(names.Count == 1 ? one : many)}: {list.En}.")];
    }

    private static IEnumerable<LocalizedText> Heard(List<(Talkgroup Talkgroup, List<Site> Sites)> changes, string vi, string en)
    {
        foreach (var (talkgroup, sites) in changes.OrderByDescending(c => c.Sites.Count).ThenBy(c => c.Talkgroup.Id.Value).Take(OwnSentences))
        {
            var (subject, count, list) = (Subject.Talkgroups([talkgroup]).Text, SiteCount(sites.Count), Subject.List([.. sites.Select(s => s.Name)]));
            yield return new($"{subject.Vi} {vi} {count.Vi}: {list.Vi}.", $"{subject.En} is {en} {count.En}: {list.En}.");
        }

        if (changes.Count > OwnSentences)
        {
            var more = changes.Count - OwnSentences;
            var (count, verb) = (Subject.Count(more), more == 1 ? "talkgroup is" : "talkgroups are");
            yield return new($"{count.Vi} nhóm gọi khác {vi} một số điểm.", $"{count.En} more {verb} {en} some sites.");
        }
    }

    private static LocalizedText SiteCount(int count) =>
        new($"{Subject.Count(count).Vi} điểm", count == 1 ? "1 site" : $"{Subject.Count(count).En} sites");

    private static IEnumerable<LocalizedText> Kind(List<Talkgroup> talkgroups, string vi, string one, string many) =>
        talkgroups.Count == 0 ? [] : [Subject.Talkgroups(talkgroups).Says(vi, one, many)];
}
