using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Nodes with alarms on folders of their own, with nothing between them but their messages.</summary>
public sealed class NodeAlarmsTests : IAsyncLifetime
{
    private static readonly LocalizedText _text = new("mất điện", "no mains");
    private readonly TempFolder _folder = new();
    private readonly List<RecordNode> _nodes = [];
    private RecordNode _low = null!;
    private RecordNode _middle = null!;
    private RecordNode _top = null!;

    public async ValueTask InitializeAsync() => (_low, _middle, _top) = (await StartAsync("low"), await StartAsync("middle"), await StartAsync("top"));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task An_alarm_is_above_as_it_is_below_through_its_life()
    {
        await _top.Alarms.RaiseAsync("mains", "hill", _text);
        await _low.Alarms.RaiseAsync("mains", "hill", _text);
        await _low.Alarms.RaiseAsync("mains", "hill", _text);
        await UpAsync();
        Assert.Equal(["low 1 Raised 2", " 1 Raised 1"], _top.Alarms.Open.Select(Words));

        await _low.Alarms.AcknowledgeAsync(1, "an");
        await UpAsync();
        Assert.Equal("an", _top.Alarms.Open[0].AcknowledgedBy);
        await _low.Alarms.ClearAsync("mains", "hill", "an");
        await _low.Alarms.RaiseAsync("mains", "hill", _text);
        await UpAsync();
        Assert.Equal(["low 2 Raised 1", " 1 Raised 1"], _top.Alarms.Open.Select(Words));
        Assert.Equal(["low 2 Raised 1", "low 1 Cleared 2", " 1 Raised 1"], _top.Alarms.List(long.MaxValue, 9).Select(Words));

        // The own alarm of the same kind and subject is another one.
        await _top.Alarms.ClearAsync("mains", "hill", "an");
        Assert.Equal(["low 2 Raised 1"], _top.Alarms.Open.Select(Words));
    }

    [Fact]
    public async Task An_answer_above_reaches_the_node_when_it_is_there_and_comes_back()
    {
        await _low.Alarms.RaiseAsync("mains", "hill", _text);
        await UpAsync();
        var id = _top.Alarms.Open[0].Id;
        var answered = await _top.Alarms.AcknowledgeAsync(id, "bình");
        Assert.Equal((AlarmState.Raised, AlarmState.Acknowledged, "bình"), (answered!.State, answered.Answer!.Wanted, answered.Answer.Who));
        Assert.Equal(answered, await _top.Alarms.AcknowledgeAsync(id, "an"));

        _top = await RestartAsync(_top);
        Assert.Equal((id, "bình", AlarmState.Acknowledged), Assert.Single(_top.Alarms.Unanswered) is { Answer: { } kept } alarm ? (alarm.Id, kept.Who, kept.Wanted) : default);
        await UpAsync();
        Assert.Equal((AlarmState.Acknowledged, "bình"), (_low.Alarms.Open[0].State, _low.Alarms.Open[0].AcknowledgedBy));
        Assert.Equal((AlarmState.Acknowledged, "bình", null), (_top.Alarms.Open[0].State, _top.Alarms.Open[0].AcknowledgedBy, _top.Alarms.Open[0].Answer));

        await _top.Alarms.ClearAsync(id, "bình");
        await UpAsync();
        Assert.Empty(_low.Alarms.Open);
        Assert.Empty(_middle.Alarms.Open);
        Assert.Empty(_top.Alarms.Open);
    }

    [Fact]
    public async Task An_alarm_that_its_node_lost_is_answered_above()
    {
        await _low.Alarms.RaiseAsync("mains", "hill", _text);
        await UpAsync();
        await _low.DisposeAsync();
        Directory.Delete(_low.Folder, recursive: true);
        _low = await StartAsync("low");
        await UpAsync();
        Assert.Equal(["low 1 Raised 1"], _top.Alarms.Open.Select(Words));
        await _top.Alarms.ClearAsync(_top.Alarms.Open[0].Id, "bình");

        // What the middle settles by itself is on its way up once it is on its disk.
        for (var tries = 0; _top.Alarms.Open.Count > 0 && tries < 20; tries++)
        {
            await UpAsync();
        }

        Assert.Empty(_middle.Alarms.Open);
        Assert.Equal("bình", Assert.Single(_top.Alarms.List(long.MaxValue, 9)).ClearedBy);
        Assert.Empty(_top.Alarms.Open);
    }

    [Fact]
    public async Task Links_that_lose_and_cut_and_ends_that_start_anew_leave_each_alarm_once_as_it_is_below()
    {
        var random = new Random(5);
        for (var turn = 0; turn < 60; turn++)
        {
            await ChangeAsync(_low, random);
            await ChangeAsync(_middle, random);
            if (_top.Alarms.Open is { Count: > 0 } open && random.Next(3) == 0)
            {
                var alarm = open[random.Next(open.Count)];
                await (random.Next(2) == 0 ? _top.Alarms.AcknowledgeAsync(alarm.Id, "top") : _top.Alarms.ClearAsync(alarm.Id, "top"));
            }

            var (child, parent) = random.Next(3) switch { 0 => (_low, _middle), 1 => (_low, _top), _ => (_middle, _top) };
            await TierWire.BringAsync(child, parent, random);
            switch (random.Next(8))
            {
                case 0:
                    _low = await RestartAsync(_low);
                    break;
                case 1:
                    _middle = await RestartAsync(_middle);
                    break;
                case 2:
                    _top = await RestartAsync(_top);
                    break;
                default:
                    break;
            }
        }

        await UpAsync();
        await UpAsync();
        Assert.Empty(_top.Alarms.Unanswered);
        foreach (var (child, parent) in new[] { (_low, _middle), (_low, _top), (_middle, _top) })
        {
            Assert.Equal(
                child.Alarms.List(long.MaxValue, 1000).Where(alarm => alarm.Made is null).Select(AtItsNode).OrderBy(alarm => alarm.Id),
                parent.Alarms.List(long.MaxValue, 1000).Where(alarm => alarm.Node == child.Name).Select(AtItsNode).OrderBy(alarm => alarm.Id));
        }
    }

    [Fact]
    public async Task Alarms_of_a_node_that_is_away_stay_with_since_when()
    {
        await _low.Alarms.RaiseAsync("mains", "hill", _text);
        await TierWire.BringAsync(_low, _middle, keeps: true);
        await TierWire.BringAsync(_middle, _top, keeps: true);
        Assert.Equal((null, null), (_top.Presence.AwaySince("low"), _top.Presence.AwaySince("middle")));
        Assert.Equal("middle", _top.Presence.WayTo("low"));

        var left = DateTimeOffset.UnixEpoch;
        _middle.Presence.Left("low", left);
        await TierWire.BringAsync(_middle, _top, keeps: true);
        Assert.Equal((left, null), (_top.Presence.AwaySince("low"), _top.Presence.AwaySince("middle")));
        Assert.Null(_top.Presence.WayTo("low"));
        Assert.Equal("low", Assert.Single(_top.Alarms.Open).Node);

        // It comes by another way.
        await TierWire.BringAsync(_low, _top, keeps: true);
        Assert.Equal((null, "low"), (_top.Presence.AwaySince("low"), _top.Presence.WayTo("low")));
        _top.Presence.Left("low", left.AddHours(1));
        _top.Presence.Left("middle", left.AddHours(2));
        Assert.Equal((left.AddHours(1), left.AddHours(2)), (_top.Presence.AwaySince("low"), _top.Presence.AwaySince("middle")));
    }

    [Fact]
    public async Task An_emergency_that_is_raised_above_is_shown_where_it_concerns_a_site_and_stands_once_above()
    {
        await _top.Alarms.RaiseAsync("emergency", "101", _text, ["low-hill", "top-hill"]);
        await _top.Alarms.RaiseAsync("emergency", "102", _text, ["middle-hill"]);
        await _top.Alarms.RaiseAsync("emergency", "103", _text, ["top-hill"]);
        await _top.Alarms.RaiseAsync("mains", "low-hill", _text, ["low-hill"]);
        await _low.Alarms.RaiseAsync("emergency", "104", _text, ["low-hill", "middle-hill", "top-hill"]);
        await UpAsync();
        Assert.Equal(["101 top", "104 "], Emergencies(_low));
        Assert.Equal(["101 top", "102 top", "104 low"], Emergencies(_middle));
        Assert.Equal(["101 ", "102 ", "103 ", "104 low"], Emergencies(_top));

        await _top.Alarms.RaiseAsync("emergency", "103", _text, ["low-hill"]);
        _low = await RestartAsync(_low);
        Assert.Equal(["101 top", "104 "], Emergencies(_low)); // it is on its disk
        await UpAsync();
        Assert.Equal(["101 top", "103 top", "104 "], Emergencies(_low));
        Assert.Equal(4, _top.Alarms.Open.Count(alarm => alarm.Kind == "emergency"));
        Assert.Equal(["low"], _top.AlarmLog.Lower.Select(store => store.Node)); // what is shown below has not come back up
    }

    [Fact]
    public async Task What_a_commune_answers_to_an_emergency_that_it_is_shown_holds_everywhere()
    {
        await _top.Alarms.RaiseAsync("emergency", "101", _text, ["low-hill"]);
        await UpAsync();
        var answered = await _low.Alarms.AcknowledgeAsync(Assert.Single(_low.Alarms.Open).Id, "an");
        Assert.Equal((AlarmState.Raised, AlarmState.Acknowledged), (answered!.State, answered.Answer!.Wanted));
        await UpAsync();
        await UpAsync();
        Assert.All([_low, _middle, _top], node => Assert.Equal((AlarmState.Acknowledged, "an", null), Of(Assert.Single(node.Alarms.Open))));
        Assert.Empty(_low.Alarms.Unanswered);

        // It is cleared above while nobody below is there.
        await _top.Alarms.ClearAsync(_top.Alarms.Open[0].Id, "bình");
        await UpAsync();
        Assert.All([_low, _middle], node => Assert.Empty(node.Alarms.Open));

        static (AlarmState, string?, PendingAnswer?) Of(AlarmRecord alarm) => (alarm.State, alarm.AcknowledgedBy, alarm.Answer);
    }

    [Fact]
    public async Task A_child_answers_only_what_it_is_shown()
    {
        await _top.Alarms.RaiseAsync("emergency", "101", _text, ["top-hill"]);
        await _top.Alarms.RaiseAsync("mains", "hill", _text);
        foreach (var id in new[] { 1, 2 })
        {
            Assert.True(_top.Lower.Take("low", new Api.RecordsUp
            {
                Answer = new Api.AlarmAnswer
                {
                    Store = new Api.NodeStore { Node = "top", Store = _top.AlarmLog.Own.Store },
                    Alarm = id,
                    Wanted = Api.AlarmState.Cleared,
                    Who = "an",
                },
            }, _ => { }));
        }

        await _top.SettleAsync();
        Assert.Equal(2, _top.Alarms.Open.Count);
    }

    private static IEnumerable<string> Emergencies(RecordNode node) =>
        node.Alarms.Open.Where(alarm => alarm.Kind == "emergency").Select(alarm => $"{alarm.Subject} {alarm.Node}").Order(StringComparer.Ordinal);

    private static AlarmRecord AtItsNode(AlarmRecord alarm) => alarm with { Id = alarm.Made?.Number ?? alarm.Id, Node = "", Made = null };

    private static string Words(AlarmRecord alarm) => $"{alarm.Node} {alarm.Made?.Number ?? alarm.Id} {alarm.State} {alarm.Count}";

    private static async Task ChangeAsync(RecordNode node, Random random)
    {
        var subject = $"{random.Next(4)}";
        await (random.Next(4) switch
        {
            0 => node.Alarms.ClearAsync("mains", subject, node.Name),
            1 => node.Alarms.AcknowledgeAsync(random.Next(1, 12), node.Name),
            _ => node.Alarms.RaiseAsync("mains", subject, _text),
        });
    }

    /// <summary>Two rounds, so that what goes down in the first one comes back up in the second.</summary>
    private async Task UpAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await TierWire.BringAsync(_middle, _top, keeps: true);
            await TierWire.BringAsync(_low, _middle, keeps: true);
            await _low.SettleAsync();
            await _middle.SettleAsync();
        }

        await TierWire.BringAsync(_middle, _top, keeps: true);
    }

    private async Task<RecordNode> RestartAsync(RecordNode node)
    {
        await node.DisposeAsync();
        return await StartAsync(node.Name);
    }

    private async Task<RecordNode> StartAsync(string name)
    {
        var node = await RecordNode.StartAsync(name, Path.Combine(_folder.Path, name));
        _nodes.RemoveAll(other => other.Name == name);
        _nodes.Add(node);
        return node;
    }
}
