using System.Net;
using RadioNet.Api;
using RadioNet.Core.Tests;
using RadioNet.Protocols;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A node that is killed, started again and stopped, with repeaters that live through it.</summary>
[Collection(nameof(RealTime))]
public sealed class RestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatWasAcknowledgedSurvivesAndTheRepeatersComeBack()
    {
        string data = Path.Combine(_folder.Path, "data");
        IPEndPoint homebrew;
        Call recorded, announced;
        Alarm raised;
        await using (var node = await NodeProcess.StartAtAsync(data, LastingPort.Next()))
        {
            homebrew = node.Homebrew;
            Assert.Equal(1, (await node.StatusAsync()).Boots);
            (await node.RunAsync("apply", _folder.Write("cells.yaml", CellPlan.Of(2)), "--json")).Succeeded();
            using var cell = new Cell(node, 1);
            recorded = await EmergencyAsync(cell);
            raised = Assert.Single((await node.Alarms.ListAsync(new ListAlarmsRequest())).Alarms, alarm => alarm.Kind == "emergency");
            announced = await AllCallAsync(cell);
            var answer = (await node.RunAsync("alarms", "ack", $"{raised.Id}", "--json")).Succeeded();
            Assert.Equal("acknowledged", Assert.Single(answer.Json).GetProperty("state").GetString());
            await node.KillAsync();
        }

        await using var virtualRepeater = new VirtualRepeater(new VirtualRepeaterOptions
        {
            Master = homebrew,
            Repeater = new RepeaterId(103),
            Secret = $"{CellPlan.SecretPrefix}103",
            RetryInterval = TimeSpan.FromMilliseconds(200),
        });
        virtualRepeater.Start();
        using var pinging = new RawRepeater(homebrew, 101, $"{CellPlan.SecretPrefix}101");
        await using (var node = await NodeProcess.StartAtAsync(data, homebrew))
        {
            Assert.Equal(2, (await node.StatusAsync()).Boots);

            // What a repeater does whose session the node has forgotten: it pings, is refused, and logs in.
            pinging.Send(pinging.WithId("RPTPING"));
            Assert.Equal(pinging.WithId("MSTNAK"), await pinging.AnswerAsync());
            await pinging.LogInAsync();
            await virtualRepeater.WaitForAsync(LoginState.Running).WaitAsync(TimeSpan.FromSeconds(10));

            var calls = (await node.Calls.ListAsync(new ListCallsRequest())).Calls;
            Assert.Equal(recorded, calls.Single(call => call.Id == recorded.Id));
            Assert.Equal(announced, calls.Single(call => call.Id == announced.Id));
            var alarm = Assert.Single((await node.Alarms.ListAsync(new ListAlarmsRequest())).Alarms, alarm => alarm.Kind == "emergency");
            Assert.Equal((raised.Id, AlarmState.Acknowledged), (alarm.Id, alarm.State));
            (await node.RunAsync("alarms", "clear", $"{raised.Id}")).Succeeded();
            Assert.DoesNotContain((await node.Alarms.ListAsync(new ListAlarmsRequest())).Alarms, alarm => alarm.Kind == "emergency");

            Assert.Equal(0, await node.StopAsync(TimeSpan.FromSeconds(5)));
            Assert.Equal(pinging.WithId("MSTCL"), await pinging.AnswerAsync());
        }
    }

    private static async Task<Call> EmergencyAsync(Cell cell)
    {
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Main, 1, options: 0x80);
        await repeaters[0].PlayAsync(said, 1);
        GroupCallTests.AssertIsWhole(said, Assert.Single(await repeaters[1].SpurtsAsync(1)), repeaters[1].Id, 1);
        return await RecordedAsync(cell, said);
    }

    private static async Task<Call> AllCallAsync(Cell cell)
    {
        using var far = new Cell(cell.Node, 2);
        var listeners = await Task.WhenAll(cell.LogInAsync('b'), far.LogInAsync('a'));
        var a = await cell.LogInAsync('a');
        const uint everybody = 0xFFFFFF;
        var said = cell.Handset(Cell.Herald, []).CallGroup(new TalkgroupId(everybody), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(1)));
        await a.PlayAsync(said, 1);
        foreach (var listener in listeners)
        {
            GroupCallTests.AssertIsWhole(said, Assert.Single(await listener.SpurtsAsync(1)), listener.Id, 1);
        }

        await a.PlayAsync(cell.Handset(1, []).CallGroup(new TalkgroupId(everybody), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(300))), 1);
        await cell.Node.CallAsync("who may not call all is denied", new() { Radio = cell.Radio(1) }, c => c.State == CallState.Denied && c.Reason == "not-allowed");
        var record = await RecordedAsync(cell, said);
        Assert.Equal(CallType.All, record.Type);
        return record;
    }

    /// <summary>The call's record once it has its number: from then on it is promised.</summary>
    private static Task<Call> RecordedAsync(Cell cell, Transmission said) =>
        cell.Node.CallAsync("recorded", new() { Radio = said.Source.Value }, call => call.State == CallState.Ended && call.Number > 0);
}
