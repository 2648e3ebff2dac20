using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Changes;

/// <summary>How many radios lose and gain each talkgroup; of radios that may use the network before and after.</summary>
internal sealed class MembershipEffects
{
    /// <summary>So many talkgroups have a sentence of their own; the rest are counted.</summary>
    private const int OwnSentences = 10;

    private readonly Dictionary<TalkgroupId, Talkgroup> _before;
    private readonly Dictionary<TalkgroupId, Talkgroup> _after;
    private readonly Tally _lost = new();
    private readonly Tally _gained = new();

    public MembershipEffects(NetworkPlan before, NetworkPlan after)
    {
        _before = before.Talkgroups.ToDictionary(t => t.Id);
        _after = after.Talkgroups.ToDictionary(t => t.Id);
        var old = before.Subscribers.Where(s => !s.Stunned).ToDictionary(s => s.Id);
        foreach (var subscriber in after.Subscribers.Where(s => !s.Stunned))
        {
            if (old.TryGetValue(subscriber.Id, out var former) && !former.Talkgroups.SequenceEqual(subscriber.Talkgroups))
            {
                _lost.Add(former.Talkgroups.Except(subscriber.Talkgroups));
                _gained.Add(subscriber.Talkgroups.Except(former.Talkgroups));
            }
        }
    }

    public IEnumerable<LocalizedText> Losses()
    {
        foreach (var (id, radios) in _lost.Largest())
        {
            var talkgroup = Subject.Talkgroup(_before[id]);
            yield return _after.ContainsKey(id)
                ? Subject.Radios(radios).Says($"mất {talkgroup.Vi}", $"loses {talkgroup.En}", $"lose {talkgroup.En}")
                : Subject.Radios(radios).Says($"mất {talkgroup.Vi}: nhóm bị xoá", $"loses {talkgroup.En}: it is removed", $"lose {talkgroup.En}: it is removed");
        }

        var unused = _before.Values.Where(t => !_after.ContainsKey(t.Id) && !_lost.Has(t.Id)).OrderBy(t => t.Id.Value).ToList();
        if (unused.Count > 0)
        {
            yield return Subject.Talkgroups(unused).Says("bị xoá; không máy nào dùng", "is removed; no radio uses it", "are removed; no radio uses them");
        }

        if (_lost.More is > 0 and var more)
        {
            yield return More(more, _lost.Radios, "mất thêm", "loses", "lose");
        }
    }

    public IEnumerable<LocalizedText> Gains()
    {
        foreach (var (id, radios) in _gained.Largest())
        {
            var talkgroup = Subject.Talkgroup(_after[id]);
            yield return Subject.Radios(radios).Says($"có thêm {talkgroup.Vi}", $"gains {talkgroup.En}", $"gain {talkgroup.En}");
        }

        if (_gained.More is > 0 and var more)
        {
            yield return More(more, _gained.Radios, "có thêm", "gains", "gain");
        }
    }

    private static LocalizedText More(int talkgroups, int radios, string vi, string one, string many)
    {
        var count = Subject.Count(talkgroups);
        var (more, noun) = talkgroups == 1 ? ("another", "talkgroup") : ($"{count.En} more", "talkgroups");
        var all = Subject.Radios(radios);
        return new($"Trong tổng số {all.Text.Vi}, có máy {vi} {count.Vi} nhóm gọi khác.",
            $"Of {all.Text.En} in all, {(radios == 1 ? "the one" : "some")} {(radios == 1 ? one : many)} {more} {noun}.");
    }

    private sealed class Tally
    {
        private readonly Dictionary<TalkgroupId, int> _radios = [];

        /// <summary>The radios that were counted, each once.</summary>
        public int Radios { get; private set; }

        /// <summary>The talkgroups without a sentence of their own.</summary>
        public int More => Math.Max(0, _radios.Count - OwnSentences);

        public void Add(IEnumerable<TalkgroupId> talkgroups)
        {
            var any = false;
            foreach (var id in talkgroups)
            {
                _radios[id] = _radios.GetValueOrDefault(id) + 1;
                any = true;
            }

            Radios += any ? 1 : 0;
        }

        public bool Has(TalkgroupId id) => _radios.ContainsKey(id);

        public IEnumerable<KeyValuePair<TalkgroupId, int>> Largest() =>
            _radios.OrderByDescending(p => p.Value).ThenBy(p => p.Key.Value).Take(OwnSentences);
    }
}
