using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.BaseStation.Link;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Hosting;

public sealed class StationControllerTests
{
    [Fact]
    public async Task A_carrier_that_the_plan_has_no_more_falls_silent_and_lets_go_of_its_modem()
    {
        await using var rig = new StationRig();
        await rig.ServeAsync(1);
        rig.Attach();
        rig.Controller.Alarms.Say(new StationAlarm { Kind = "lockout", Subject = "c1", Text = new LocalizedText { En = "x" } });

        var said = Assert.Single(rig.Controller.Obey(StationRig.Plan(2, carrier: "c9")), problem => problem.En.Contains("carrier c1", StringComparison.Ordinal));

        Assert.Contains("its modem rests", said.En, StringComparison.Ordinal);
        Assert.Equal((ModemState.Idle, false), (rig.Modem.Statistics.State, rig.Modem.Statistics.IsTransmitting));
        Assert.True(rig.Sent.Last(message => message.Alarm is not null).Alarm.Cleared);

        // Its port is free: a technician's tool has it.
        await using (var tool = await DirectModem.OpenAsync(ModemPortAddress.Parse(rig.Modem.Address)))
        {
            Assert.NotNull((await tool.ProbeAsync(CancellationToken.None)).Modem);
        }

        await rig.ServeAsync(3);
    }

    [Fact]
    public async Task A_node_is_told_all_alarms_that_are_not_over()
    {
        await using var rig = new StationRig();
        rig.Controller.Alarms.Say(Alarm("lockout", "c1"));
        rig.Controller.Alarms.Say(Alarm("no-room", "c1"));
        rig.Controller.Alarms.Say(Alarm("lockout", "c1", isOver: true));

        rig.Attach();
        rig.Controller.Detached(StationRig.Node, LinkLoss.Silent, "", wasAttached: true);
        rig.Controller.Alarms.Say(Alarm("no-room", "c1", isOver: true));
        rig.Attach();

        var told = rig.Sent.Where(message => message.OpenAlarms is not null).Select(message => string.Join(' ', message.OpenAlarms.Alarms.Select(alarm => alarm.Kind)));
        Assert.Equal(["no-room", ""], told);
    }

    private static StationAlarm Alarm(string kind, string subject, bool isOver = false) =>
        new() { Kind = kind, Subject = subject, Cleared = isOver, Text = new LocalizedText { En = "x" } };
}
