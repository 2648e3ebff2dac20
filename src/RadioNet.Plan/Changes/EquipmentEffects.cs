using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Changes;

/// <summary>What the owners of repeaters and nodes must do, or will see.</summary>
internal sealed class EquipmentEffects(NetworkPlan before, NetworkPlan after)
{
    private readonly Dictionary<RepeaterId, (Repeater Repeater, Site Site)> _before = Repeaters(before);
    private readonly Dictionary<RepeaterId, (Repeater Repeater, Site Site)> _after = Repeaters(after);

    public IEnumerable<LocalizedText> All()
    {
        var kept = _after.Where(p => _before.ContainsKey(p.Key)).Select(p => (Before: _before[p.Key], After: p.Value)).ToList();
        return
        [
            .. Say(_before.Where(p => !_after.ContainsKey(p.Key)).Select(p => p.Value.Repeater), "không còn đăng nhập được: đã bị bỏ", "can no longer log in: removed", "can no longer log in: removed"),
            .. Say(kept.Where(p => p.Before.Repeater.Secret != p.After.Repeater.Secret).Select(p => p.After.Repeater), "phải đăng nhập lại: khoá bí mật đã đổi", "must log in again: its secret changed", "must log in again: their secrets changed"),
            .. kept.Where(p => p.Before.Repeater.ColorCode != p.After.Repeater.ColorCode).GroupBy(p => p.After.Repeater.ColorCode).SelectMany(ColorCodes),
            .. kept.Where(p => p.Before.Site.Id != p.After.Site.Id).GroupBy(p => p.After.Site.Name).SelectMany(Moves),
            .. Say(kept.Where(p => p.Before.Repeater.CallsAtOnce != p.After.Repeater.CallsAtOnce).Select(p => p.After.Repeater), "nay có số cuộc gọi cùng lúc khác", "now carries another number of calls at once", "now carry another number of calls at once"),
            .. Say(_after.Where(p => !_before.ContainsKey(p.Key)).Select(p => p.Value.Repeater), "nay đăng nhập được", "can now log in", "can now log in"),
            .. Nodes(),
        ];
    }

    private static IEnumerable<LocalizedText> ColorCodes(IGrouping<ColorCode, ((Repeater, Site) Before, (Repeater Repeater, Site) After)> group) =>
        Say(group.Select(p => p.After.Repeater), $"nay có mã màu {group.Key}: máy ở đó phải đặt theo", $"now has color code {group.Key}: set it there and in the radios that use it", $"now have color code {group.Key}: set it there and in the radios that use them");

    private static IEnumerable<LocalizedText> Moves(IGrouping<LocalizedText, ((Repeater, Site) Before, (Repeater Repeater, Site) After)> group) =>
        Say(group.Select(p => p.After.Repeater), $"nay thuộc {group.Key.Vi}: phát các nhóm gọi của điểm ấy", $"now stands at {group.Key.En}: it carries the talkgroups of that site", $"now stand at {group.Key.En}: they carry the talkgroups of that site");

    private IEnumerable<LocalizedText> Nodes()
    {
        var (old, now) = (before.Nodes.ToDictionary(n => n.At), after.Nodes.ToDictionary(n => n.At));
        var names = before.Places.Concat(after.Places).GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.Last().Name);
        foreach (var (place, node) in now.Where(p => !old.TryGetValue(p.Key, out var former) || former.Id != p.Value.Id))
        {
            yield return new($"{names[place].Vi} và các địa bàn bên dưới nay do nút {node.Id} phục vụ.", $"{names[place].En} and the places below it are now served by node {node.Id}.");
        }

        foreach (var (place, node) in old.Where(p => !now.ContainsKey(p.Key)))
        {
            yield return new($"Nút {node.Id} bị bỏ: {names[place].Vi} do nút cấp trên phục vụ.", $"Node {node.Id} is removed: {names[place].En} is served by the next node above.");
        }
    }

    private static Dictionary<RepeaterId, (Repeater, Site)> Repeaters(NetworkPlan plan) =>
        plan.Sites.SelectMany(s => s.Repeaters.Select(r => (r, s))).ToDictionary(p => p.r.Id);

    private static IEnumerable<LocalizedText> Say(IEnumerable<Repeater> repeaters, string vi, string one, string many)
    {
        var list = repeaters.OrderBy(r => r.Id.Value).ToList();
        return list.Count == 0 ? [] : [Subject.Repeaters(list).Says(vi, one, many)];
    }
}
