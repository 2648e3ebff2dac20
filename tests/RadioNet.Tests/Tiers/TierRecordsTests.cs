using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>What happens at a commune stands at the province, once, whatever dies in between.</summary>
[Collection(nameof(RealTime))]
public sealed class TierRecordsTests
{
    private const uint Group = 1001, Radio = 4_520_001;

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(20);

    private const string More = """
        talkgroups: [ { id: 1001, name: Cứu hộ, home: commune, hang-time: 1s } ]
        subscribers: [ { id: 4520001, alias: Đội 1, talkgroups: [ 1001 ] } ]
        """;

    [TierFact]
    public async Task Calls_and_alarms_of_a_commune_stand_at_the_province_once_though_nodes_die_on_the_way()
    {
        await using var rig = await TierRig.StartAsync();
        await rig.AddAsync(TierRig.District, TierRig.Root);
        await rig.AddAsync(TierRig.Commune, TierRig.District, TierRig.Root);
        int revision = await rig.ApplyAsync("with-radios", More);
        await rig.HasPlanAsync(TierRig.Commune, revision);
        using var repeater = new RawRepeater(rig[TierRig.Commune].Homebrew, 102, "of the hill");
        await repeater.LogInAsync();

        await TalkAsync(repeater);
        await HasCallsAsync(rig, 1, TierRig.District, TierRig.Root);

        // The district is gone: what happens waits at the commune, over a kill of its own.
        await rig.KillAsync(TierRig.District);
        await TalkAsync(repeater);
        await TalkAsync(repeater, emergency: true);
        await Wait.UntilAsync(async () => (await CallsAsync(rig, TierRig.Commune)).Count == 3, async () => $"The commune has {await CallsAsync(rig, TierRig.Commune)}. {rig.Logs()}");
        await rig.KillAsync(TierRig.Commune);
        await rig.StartAsync(TierRig.District);
        await rig.StartAsync(TierRig.Commune);
        await HasCallsAsync(rig, 3, TierRig.District, TierRig.Root);
        var alarm = await AlarmAsync(rig, TierRig.Root, found => found.State == AlarmState.Raised);
        Assert.Equal((TierRig.Commune, $"{Radio}"), (alarm.Node, alarm.Subject));

        // Who acknowledges it at the province has acknowledged it at the commune.
        await rig[TierRig.Root].Alarms.AcknowledgeAsync(new AlarmRequest { RequestId = Guid.NewGuid().ToString("N"), Id = alarm.Id, Who = "province" });
        alarm = await AlarmAsync(rig, TierRig.Commune, found => found.State == AlarmState.Acknowledged);
        Assert.Equal("province", alarm.AcknowledgedBy);

        foreach (string node in new[] { TierRig.Root, TierRig.District })
        {
            await rig.KillAsync(node);
            await rig.StartAsync(node);
        }

        using var again = new RawRepeater(rig[TierRig.Commune].Homebrew, 102, "of the hill");
        await again.LogInAsync();
        await TalkAsync(again);

        // The commune went to the root meanwhile, and stays there for a while.
        await HasCallsAsync(rig, 4, TierRig.Root);
    }

    private static async Task TalkAsync(RawRepeater repeater, bool emergency = false)
    {
        var radio = new VirtualRadio(new RadioId(Radio), new ColorCode(1));
        var call = radio.CallGroup(
            new TalkgroupId(Group), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(0.7)), emergency ? new ServiceOptions(ServiceOptions.EmergencyBit) : default);
        await repeater.PlayAsync(call, 1);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
    }

    private static async Task<IReadOnlyList<Call>> CallsAsync(TierRig rig, string node) =>
        [.. (await rig[node].Calls.ListAsync(new ListCallsRequest { States = { CallState.Ended }, PageSize = 100 })).Calls];

    /// <summary>Waits until nodes have so many calls, and sees that they are those of the commune, each once.</summary>
    private static async Task HasCallsAsync(TierRig rig, int count, params string[] nodes)
    {
        foreach (string node in nodes)
        {
            await Wait.UntilAsync(
                async () => (await CallsAsync(rig, node)).Count >= count,
                async () => $"{node} has {(await CallsAsync(rig, node)).Count} of {count} calls. {rig.Logs()}", _bound);
        }

        var made = await CallsAsync(rig, TierRig.Commune);
        Assert.Equal(count, made.Count);
        foreach (string node in nodes)
        {
            Assert.Equal(made.Select(Name).Order(), (await CallsAsync(rig, node)).Select(Name).Order());
        }
    }

    private static string Name(Call call) => $"{call.Node} {call.Number} {call.Id} {call.SourceName}";

    private static async Task<Alarm> AlarmAsync(TierRig rig, string node, Func<Alarm, bool> isSo)
    {
        Alarm? found = null;
        await Wait.UntilAsync(
            async () => (found = (await rig[node].Alarms.ListAsync(new ListAlarmsRequest())).Alarms.SingleOrDefault(alarm => alarm.Kind == "emergency")) is not null && isSo(found),
            () => Task.FromResult($"{node} has {found}. {rig.Logs()}"), _bound);
        return found!;
    }
}
