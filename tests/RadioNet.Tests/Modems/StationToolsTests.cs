using RadioNet.Protocols;
using RadioNet.Simulator.Air;
using RadioNet.Tests.BaseStations;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Modems;

/// <summary>The technician's tools at a base station that goes on running.</summary>
public sealed class StationToolsTests
{
    [Fact]
    public async Task A_technician_works_at_a_running_base_station_under_maintenance()
    {
        await using var rig = await StationRig.StartAsync(1);
        string station = (await rig.Station(1).ReadyAsync()).GetProperty("tools").GetString()!;
        var modem = rig.Modem(1);

        // Ready: looked at, and not to be touched.
        var probe = (await ModemBench.RunAsync("probe", "--station", station, "--json")).Succeeded().Json[0];
        Assert.Equal(("ready", "dmr"), (probe.GetProperty("phase").GetString(), probe.GetProperty("state").GetString()));
        var refused = await ModemBench.RunAsync("calibrate", "--station", station, "--step", "deviation", "--transmit", "2s");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("maintenance=true", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await ModemBench.RunAsync("probe", modem.Address)).ExitCode);

        // Heard on the air by the station, and told to the tool.
        using var monitor = RadioNetCommand.Start("modem", "monitor", "--station", station, "--json");
        await monitor.StandardOutput.ReadLineAsync();
        var handset = rig.Handset(1);
        var sent = await handset.PressAsync(handset.Radio.CallGroup(new TalkgroupId(StationPlan.Main), StationRig.Speech(TimeSpan.FromSeconds(3), 1)));
        Assert.Equal(HandsetTransmissionState.Sent, sent.State);
        await monitor.StandardOutput.ReadLineAsync();
        var line = System.Text.Json.JsonDocument.Parse((await monitor.StandardOutput.ReadLineAsync())!).RootElement;
        Assert.Equal(StationPlan.Radio(1), line.GetProperty("slots")[0].GetProperty("source").GetUInt32());
        Assert.Equal(StationPlan.Main, line.GetProperty("slots")[0].GetProperty("target").GetUInt32());
        RadioNetCommand.AskToEnd(monitor);
        await monitor.WaitForExitAsync();
        Assert.Equal(0, monitor.ExitCode);

        // Under maintenance: calibrated.
        var set = (await rig.Node.RunAsync("modem", "set", "s1/bs1", "maintenance=true", "--yes")).Succeeded();
        Assert.Contains("The base station follows it.", set.Output, StringComparison.Ordinal);
        var calibrated = (await ModemBench.RunAsync("calibrate", "--station", station, "--step", "deviation", "--level", "47.5", "--transmit", "2s", "--json")).Succeeded().Json[0];
        Assert.Equal("transmit-level=47.5%", calibrated.GetProperty("words")[0].GetString());
        Assert.InRange(calibrated.GetProperty("transmittingStatuses").GetInt32(), 4, 12);
        Assert.False(modem.Statistics.IsTransmitting);

        // A tool that is killed leaves no transmission behind.
        using var killed = RadioNetCommand.Start("modem", "calibrate", "--station", station, "--step", "deviation", "--transmit", "30s");
        await Wait.UntilAsync(() => modem.Statistics.IsTransmitting, () => "it never transmitted");
        killed.Kill();
        await Wait.UntilAsync(() => !modem.Statistics.IsTransmitting, () => "it still transmits");

        // Back in service.
        (await rig.Node.RunAsync("modem", "set", "s1/bs1", "maintenance=false", "--yes")).Succeeded();
        var again = await handset.PressAsync(handset.Radio.CallGroup(new TalkgroupId(StationPlan.Main), StationRig.Speech(TimeSpan.FromSeconds(1), 2)));
        Assert.Equal(HandsetTransmissionState.Sent, again.State);
        Assert.Equal(0, await rig.Station(1).StopAsync(TimeSpan.FromSeconds(5)));
        Assert.False(File.Exists(station["unix:".Length..]));
    }

    [Fact]
    public async Task A_station_whose_tools_cannot_be_served_serves_its_radios()
    {
        await using var rig = await StationRig.StartAsync(new StationPlan { Sites = 1 }, withStations: false);
        Directory.CreateDirectory(Path.Combine(rig.Folder("s1"), "modem.sock"));

        await rig.AddStationAsync(1);

        Assert.True((await rig.SeenAsync(1)).Attached);
        Assert.Contains(rig.Station(1).Log, line => line.Contains("cannot be served", StringComparison.Ordinal));
        Assert.Equal(0, await rig.Station(1).StopAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_station_that_is_not_there_is_a_sentence()
    {
        var result = await ModemBench.RunAsync("probe", "--station", "unix:/tmp/radionet-no-such.sock");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No base station answers", result.Errors, StringComparison.Ordinal);
        var wrong = await ModemBench.RunAsync("probe", "--station", "http://example.org:1");
        Assert.Equal(2, wrong.ExitCode);
    }
}
