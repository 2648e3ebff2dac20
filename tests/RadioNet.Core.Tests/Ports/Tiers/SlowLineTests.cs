using System.Collections.Concurrent;
using System.Diagnostics;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>What is said of calls over a line of 512 kbit/s, with records that wait to go up; real nodes in this process.</summary>
public sealed class SlowLineTests(ITestOutputHelper output) : ITierHearer
{
    private const double BitsPerSecond = 512_000;

    private readonly ConcurrentDictionary<int, long> _heard = new();

    [Fact]
    public async Task A_backlog_of_records_does_not_keep_letters_waiting() =>
        Assert.InRange((await LettersAsync(300, UpwardRoom.Most, TimeSpan.FromSeconds(2))).TotalSeconds, 0, 1);

    [Theory(Explicit = true)]
    [InlineData(2000, UpwardRoom.Most)]
    [InlineData(2000, int.MaxValue)]
    public async Task How_long_a_letter_takes_with_a_long_backlog(int records, int room) => await LettersAsync(records, room, TimeSpan.FromSeconds(25));

    bool ITierHearer.Hear(string neighbour, TierMessage message)
    {
        if (message is TierMessage.Envelope { Letter.Message: ToRouter.Queued queued })
        {
            _heard[queued.Position] = Stopwatch.GetTimestamp();
        }

        return true;
    }

    void ITierHearer.UplinkUp(string above)
    {
    }

    void ITierHearer.LinkDown(string neighbour)
    {
    }

    /// <summary>How long half of the letters take at most that are sent while records go up.</summary>
    private async Task<TimeSpan> LettersAsync(int records, int room, TimeSpan spell)
    {
        await using var nodes = await TierNodes.StartAsync();
        nodes.Part<TierPost>(TierNodes.Root).Hearer = this;
        await nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        await nodes.StopAsync(TierNodes.District);
        using SlowLine line = new(nodes.Links(TierNodes.Root), BitsPerSecond);
        await nodes.StartAtAsync(TierNodes.District, [new Uri("https://127.0.0.1:9")]);
        Assert.True(await nodes.Part<RecordWriter>(TierNodes.District).StoreAsync(
            [.. Enumerable.Range(1, records).Select(number => CallRecords.Ended(number) with { Number = 0, Node = TierNodes.District })]));
        await nodes.StopAsync(TierNodes.District);
        await nodes.StartAtAsync(TierNodes.District, [line.Url], new UpwardRoom(room));
        await TierNodes.UntilAsync(() => nodes.Part<TierLink>(TierNodes.District).Parent is not null, "the district attaches");
        var parent = nodes.Part<TierLink>(TierNodes.District).Parent;
        var post = nodes.Part<TierPost>(TierNodes.District);
        List<long> sent = [];
        for (var since = Stopwatch.StartNew(); since.Elapsed < spell && !HasAll(); await Task.Delay(100))
        {
            sent.Add(Stopwatch.GetTimestamp());
            post.Send(TierNodes.Root, TierEars.Letter(sent.Count, TierNodes.District, TierNodes.Root));
        }

        await TierNodes.UntilAsync(() => _heard.ContainsKey(sent.Count), "the last letter comes");
        TimeSpan[] took = [.. sent.Select((at, number) => _heard.TryGetValue(number + 1, out var heard) ? Stopwatch.GetElapsedTime(at, heard) : TimeSpan.MaxValue).Order()];
        output.WriteLine(
            $"{records} records, room {room}: {took.Length} letters, half within {took[took.Length / 2].TotalMilliseconds:0} ms, the last after {took[^1].TotalMilliseconds:0} ms; {Held()} records held.");
        Assert.Same(parent, nodes.Part<TierLink>(TierNodes.District).Parent);
        Assert.True(Held() > 0);
        return took[took.Length / 2];

        long Held() => nodes.Part<RecordStore>(TierNodes.Root).Lower.Sum(store => nodes.Part<RecordStore>(TierNodes.Root).Reach(store));

        bool HasAll() => Held() >= records;
    }
}
