using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Hosting;

namespace RadioNet.BaseStation.Tests.Hosting;

public sealed class RecordWatchTests
{
    [Fact]
    public async Task Records_that_found_no_room_are_an_alarm_though_the_disk_took_all()
    {
        var folder = Directory.CreateTempSubdirectory("radionet-test-").FullName;
        try
        {
            var said = new List<StationAlarm>();
            var watch = new RecordWatch("bs1", new StationAlarms(
                message =>
                {
                    said.Add(message.Alarm);
                    return true;
                },
                NullLogger<StationAlarms>.Instance));
            await using var keeper = new RecordKeeper(LocalRecordLog.Open(folder, most: 2000), _ => false, TimeProvider.System, NullLogger<RecordKeeper>.Instance);
            watch.Look(keeper);
            Assert.Empty(said);
            keeper.Keep([.. Enumerable.Range(0, 100).Select(i => new LocalRecord { Call = new Call { Id = $"hill.bs1.1.{i}", TargetName = new string('x', 50) } })]);
            for (var i = 0; keeper.Lost == 0 && i < 1000; i++)
            {
                await Task.Delay(10);
            }

            watch.Look(keeper);
            var alarm = Assert.Single(said);
            Assert.Equal(("records", "bs1", false), (alarm.Kind, alarm.Subject, alarm.Cleared));
            Assert.Contains($"{keeper.Lost}", alarm.Text.En, StringComparison.Ordinal);
            watch.Look(keeper);
            Assert.Single(said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
