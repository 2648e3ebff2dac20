using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.BaseStation.Hosting;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tests.Fallback;

namespace RadioNet.BaseStation.Tests.Hosting;

public sealed class StationLifeTests
{
    [Fact]
    public async Task A_task_that_fails_is_said_and_begun_again()
    {
        var time = new FakeTimeProvider();
        using var log = new HeardLog();
        using var stop = new CancellationTokenSource();
        int begun = 0;
        var running = KeptRunning.RunAsync(
            "link",
            async cancel =>
            {
                if (++begun < 3) throw new InvalidOperationException($"fault {begun}");
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            },
            time, log, stop.Token);
        Assert.Equal((1, 1), (begun, log.Lines.Count));

        for (int i = 0; begun < 3 && i < 100; i++)
        {
            time.Advance(KeptRunning.Pause);
            await Task.Delay(10);
        }

        Assert.Equal(["fault 1", "fault 2"], log.Lines);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public async Task A_data_folder_is_one_controllers_alone()
    {
        using var folder = new TempFolder();
        using (StationFolder.Take(folder.Path))
        {
            var options = new StationOptions
            {
                Site = "hill",
                BaseStation = "bs1",
                Nodes = [new Uri("https://127.0.0.1:1")],
                DataFolder = folder.Path,
                Modems = new Dictionary<string, ModemPortAddress>(),
            };
            var refused = await Assert.ThrowsAsync<StationStartException>(
                () => StationHost.StartAsync(options, NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None));
            Assert.Contains("in use by another base station", refused.Sentence.En, StringComparison.Ordinal);
        }

        StationFolder.Take(folder.Path).Dispose();
    }

    private sealed class HeardLog : ILogger, IDisposable
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(exception!.Message);

        public void Dispose()
        {
        }
    }
}
