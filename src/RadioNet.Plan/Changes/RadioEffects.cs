using RadioNet.Plan.Model;

namespace RadioNet.Plan.Changes;

/// <summary>Radios that may or may not use the network any more, and their rights.</summary>
internal sealed class RadioEffects
{
    private readonly List<Subscriber> _removed = [];
    private readonly List<Subscriber> _stunned = [];
    private readonly List<Subscriber> _welcome = [];
    private readonly List<(Subscriber Before, Subscriber After)> _kept = [];

    public RadioEffects(NetworkPlan before, NetworkPlan after)
    {
        var old = before.Subscribers.ToDictionary(s => s.Id);
        foreach (var subscriber in after.Subscribers)
        {
            var couldUse = old.Remove(subscriber.Id, out var former) && !former.Stunned;
            if (couldUse && subscriber.Stunned)
            {
                _stunned.Add(subscriber);
            }
            else if (!couldUse && !subscriber.Stunned)
            {
                _welcome.Add(subscriber);
            }
            else if (couldUse)
            {
                _kept.Add((former!, subscriber));
            }
        }

        _removed.AddRange(old.Values.Where(s => !s.Stunned));
    }

    public IEnumerable<LocalizedText> Losses()
    {
        if (_removed.Count > 0)
        {
            yield return Subject.Radios(_removed).Says("không còn dùng được mạng: đã bị xoá", "can no longer use the network: removed", "can no longer use the network: removed");
        }

        if (_stunned.Count > 0)
        {
            yield return Subject.Radios(_stunned).Says("không còn dùng được mạng: đã bị khoá", "can no longer use the network: stunned", "can no longer use the network: stunned");
        }
    }

    public IEnumerable<LocalizedText> Gains() =>
        _welcome.Count == 0 ? [] : [Subject.Radios(_welcome).Says("nay dùng được mạng", "can now use the network", "can now use the network")];

    public IEnumerable<LocalizedText> Rights() =>
    [
        .. Right(s => s.PrivateCalls, "gọi riêng", "make private calls"),
        .. Right(s => s.AllCall, "gọi tất cả", "call everybody"),
        .. Right(s => s.PreEmpt, "giành lượt nói của người ưu tiên thấp hơn", "take the floor from a talker of lower priority"),
        .. Changed((a, b) => b.Priority > a.Priority, "có mức ưu tiên cao hơn", "has a higher priority", "have a higher priority"),
        .. Changed((a, b) => b.Priority < a.Priority, "có mức ưu tiên thấp hơn", "has a lower priority", "have a lower priority"),
    ];

    private IEnumerable<LocalizedText> Right(Func<Subscriber, bool> has, string vi, string en) =>
    [
        .. Changed((a, b) => has(a) && !has(b), $"không còn được {vi}", $"can no longer {en}", $"can no longer {en}"),
        .. Changed((a, b) => !has(a) && has(b), $"nay được {vi}", $"can now {en}", $"can now {en}"),
    ];

    private IEnumerable<LocalizedText> Changed(Func<Subscriber, Subscriber, bool> changed, string vi, string one, string many)
    {
        var radios = _kept.Where(p => changed(p.Before, p.After)).Select(p => p.After).ToList();
        return radios.Count == 0 ? [] : [Subject.Radios(radios).Says(vi, one, many)];
    }
}
