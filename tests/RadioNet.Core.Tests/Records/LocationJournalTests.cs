using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Records;

/// <summary>When what a node heard of radios is on its disk.</summary>
public sealed class LocationJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RecordStore _store;

    public LocationJournalTests() => _store = new RecordStore(_folder.Path);

    [Fact]
    public async Task A_radio_after_another_is_on_disk_before_the_next_half_second()
    {
        using var journal = new LocationJournal(_store.Locations, new Ports.Sites.HeardAlarms(), TimeProvider.System, NullLogger<LocationJournal>.Instance);
        await journal.StartAsync(TestContext.Current.CancellationToken);
        var begun = TimeProvider.System.GetTimestamp();
        for (var number = 1; number <= 10; number++)
        {
            journal.Put(Heard((uint)number));
            await OnDiskAsync(number);
        }

        // Ten batches, with a pause after each: with half a second each it would be five.
        Assert.InRange(LocationJournal.BatchPause, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        await journal.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private async Task OnDiskAsync(long number)
    {
        while (_store.Locations.Reach(_store.Locations.Own) < number)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private static LocationRecord Heard(uint radio) => new() { Radio = radio, At = CallRecords.Start, Site = "hill" };
}
