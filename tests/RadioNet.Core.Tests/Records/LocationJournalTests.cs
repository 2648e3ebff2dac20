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
        var time = new WatchedTime();
        using var journal = new LocationJournal(_store.Locations, new Ports.Sites.HeardAlarms(), time, NullLogger<LocationJournal>.Instance);
        await journal.StartAsync(TestContext.Current.CancellationToken);
        var begun = time.GetUtcNow();
        for (var number = 1; number <= 10; number++)
        {
            journal.Put(Heard((uint)number));
            await UntilAsync(() => _store.Locations.Reach(_store.Locations.Own) == number && time.Armed == number);
            time.Advance(time.Due - time.GetUtcNow());
        }

        // Ten batches, with a pause after each, by the journal's clock: with half a second each it would be five.
        Assert.InRange(LocationJournal.BatchPause, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        Assert.InRange(time.GetUtcNow() - begun, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
        await journal.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var since = DateTime.UtcNow; !holds(); await Task.Delay(1, TestContext.Current.CancellationToken))
        {
            Assert.True(DateTime.UtcNow - since < TimeSpan.FromSeconds(20), "It did not come to be so.");
        }
    }

    private static LocationRecord Heard(uint radio) => new() { Radio = radio, At = CallRecords.Start, Site = "hill" };
}
