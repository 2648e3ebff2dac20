using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Ports.Tiers;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Records;

/// <summary>The book beside a disk that is slow, or refuses.</summary>
public sealed class AlarmBookStoreTests : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly LocalizedText Text = new("mất điện", "no mains");
    private readonly TempFolder _folder = new();
    private readonly PlanDatabase _database;
    private readonly GatedAlarmStore _store;
    private readonly HeardLog<AlarmBook> _log = new();
    private readonly List<AlarmBook> _books = [];

    public AlarmBookStoreTests()
    {
        _database = new PlanDatabase(_folder.Path, TimeProvider.System);
        _store = new GatedAlarmStore(_database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var book in _books)
        {
            await book.DisposeAsync();
        }

        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_disk_that_refuses_is_asked_ever_less_and_logged_once_and_loses_nothing()
    {
        var time = new WatchedTime();
        var book = Book(time);
        _store.Writes = () => throw new IOException("No space left on device");
        Assert.False(await book.RaiseAsync("mains", "hill", Text).WaitAsync(Bound));
        Assert.Single(book.Open);
        var begun = time.GetUtcNow();
        await PausesAsync();
        while (time.Due - begun <= TimeSpan.FromSeconds(15))
        {
            var written = _store.Written.Count;
            time.Advance(time.Due - time.GetUtcNow());
            await UntilAsync(() => _store.Written.Count > written);
            await PausesAsync();
        }

        // 15 s: at 0, 0.2, 0.6, 1.4, 3.0, 6.2 and then each 5 s.
        Assert.Equal(7, _store.Written.Count);
        Assert.Single(_log.Lines, line => line.Contains("could not be stored", StringComparison.Ordinal));
        _store.Writes = () => { };
        var again = book.RaiseAsync("mains", "hill", Text);
        time.Advance(time.Due - time.GetUtcNow());
        Assert.True(await again.WaitAsync(Bound));
        Assert.Equal(2, Assert.Single(_database.LoadOpen()).Count);

        // A pause follows each write.
        Task PausesAsync() => UntilAsync(() => time.Armed == _store.Written.Count);
    }

    [Fact]
    public async Task While_the_store_is_read_nobody_else_waits()
    {
        using var mayRead = new ManualResetEventSlim();
        using var reads = new ManualResetEventSlim();
        var book = Book(TimeProvider.System);
        _store.Reads = () =>
        {
            reads.Set();
            mayRead.Wait(Bound);
        };
        var taking = Task.Run(() => book.TakeAsync([Lower(1, "mains")]));
        var answering = Task.Run(() => book.AcknowledgeAsync(99, "an"));
        try
        {
            Assert.True(reads.Wait(Bound));
            Assert.True(await Task.Run(() => book.RaiseAsync(AlarmKind.Emergency, "1", Text)).WaitAsync(TimeSpan.FromSeconds(5)));
            Assert.Single(await Task.Run(() => book.Open).WaitAsync(TimeSpan.FromSeconds(5)));
        }
        finally
        {
            mayRead.Set();
        }

        await taking.WaitAsync(Bound);
        Assert.Null(await answering.WaitAsync(Bound));
        Assert.Equal(["low", ""], book.Open.Select(alarm => alarm.Node));
    }

    [Fact]
    public async Task An_alarm_that_the_store_cannot_take_stops_no_other()
    {
        var book = Book(TimeProvider.System);

        // LiteDB has no keys of more than 1,023 octets.
        var taking = book.TakeAsync([.. Enumerable.Range(1, 9).Select(i => Lower(i, i == 4 ? new string('x', 2000) : "mains"))]);
        Assert.True(await book.RaiseAsync("mains", "hill", Text).WaitAsync(Bound));
        await taking.WaitAsync(Bound);
        await book.AcknowledgeAsync(book.Open[^1].Id, "an").WaitAsync(Bound);
        Assert.Equal([1L, 2, 3, 5, 6, 7, 8, 9], _database.LoadOpen().Where(alarm => alarm.Made is not null).Select(alarm => alarm.Made!.Number).Order());
        Assert.Equal("hill", Assert.Single(_database.LoadOpen(), alarm => alarm.Made is null).Subject);
        Assert.Single(_log.Lines, line => line.Contains("cannot be stored", StringComparison.Ordinal));
        Assert.Single(_database.Audit(long.MaxValue, 9));
    }

    [Fact]
    public void A_lower_nodes_alarm_has_a_kind_and_a_subject_that_every_store_takes()
    {
        var message = AlarmMessages.Of(new AlarmRecord(1, new string('k', 64), new string('s', 700), Text, DateTimeOffset.UnixEpoch));
        Assert.True(AlarmMessages.TryRead(message, out _, out _));
        message.Kind += "k";
        Assert.False(AlarmMessages.TryRead(message, out _, out var problem));
        Assert.StartsWith("alarm.kind", problem, StringComparison.Ordinal);
        (message.Kind, message.Subject) = ("mains", message.Subject + "s");
        Assert.False(AlarmMessages.TryRead(message, out _, out _));
    }

    [Fact]
    public async Task Too_many_alarms_keep_no_emergency_out_and_flood_no_log()
    {
        var book = Book(TimeProvider.System, mostOpen: 2);
        var kept = new List<bool>();
        for (var i = 0; i < 5; i++)
        {
            kept.Add(await book.RaiseAsync(AlarmKind.Emergency, $"{i}", Text));
            kept.Add(await book.RaiseAsync(AlarmKind.Clone, $"{i}", Text));
        }

        Assert.Equal([true, true, true, true, true, false, true, false, true, false], kept);
        Assert.Equal(7, _database.LoadOpen().Count);
        for (var i = 5; i < 50; i++)
        {
            Assert.False(await book.RaiseAsync(AlarmKind.Clone, $"{i}", Text));
        }

        Assert.InRange(_log.Lines.Count(line => line.Contains("too many", StringComparison.Ordinal)), 1, 3);
        await book.ClearAsync(AlarmKind.Emergency, "0", "an");
        await book.ClearAsync(AlarmKind.Clone, "0", "an");
        Assert.True(await book.RaiseAsync(AlarmKind.Clone, "2", Text));
        Assert.False(await book.RaiseAsync(AlarmKind.Clone, "3", Text));
    }

    [Fact]
    public async Task The_open_alarms_of_a_lower_node_are_bounded()
    {
        var book = Book(TimeProvider.System, mostOpen: 1);
        var store = new StoreId("low", 7);
        await book.TakeAsync([Lower(1, "mains"), Lower(2, "mains")]);
        Assert.True(book.HasRoom(store, 2));
        Assert.False(book.HasRoom(store, 3));
        Assert.True(book.HasRoom(store with { Node = "other" }, 3));
        await book.TakeAsync([Lower(1, "mains") with { Change = 3, State = AlarmState.Cleared }]);
        Assert.True(book.HasRoom(store, 3));
    }

    [Fact]
    public async Task A_second_answer_waits_for_the_disk_as_the_first_one_does()
    {
        using var mayWrite = new ManualResetEventSlim();
        using var writes = new ManualResetEventSlim();
        var book = Book(TimeProvider.System);
        await book.RaiseAsync(AlarmKind.Clone, "1", Text);
        _store.Writes = () =>
        {
            writes.Set();
            mayWrite.Wait(Bound);
        };
        var first = book.ClearAsync(1, "an");
        Assert.True(writes.Wait(Bound));
        var second = book.ClearAsync(1, "bình");
        await Task.Delay(200);
        Assert.Equal((false, false), (first.IsCompleted, second.IsCompleted));
        mayWrite.Set();
        Assert.Equal(("an", "an"), ((await first.WaitAsync(Bound))!.ClearedBy, (await second.WaitAsync(Bound))!.ClearedBy));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var since = DateTime.UtcNow; !holds(); await Task.Delay(1))
        {
            Assert.True(DateTime.UtcNow - since < Bound, "It did not come to be so.");
        }
    }

    private static AlarmRecord Lower(long number, string kind) =>
        new(0, kind, $"{number}", Text, DateTimeOffset.UnixEpoch) { Node = "low", Made = new StoreOrigin(7, number), Change = number };

    private AlarmBook Book(TimeProvider time, int mostOpen = AlarmBook.MostOpen)
    {
        _books.Add(new AlarmBook(_store, time, _log, mostOpen));
        return _books[^1];
    }
}
