using System.Threading.Channels;
using RadioNet.Api;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>One session between a child and its parent, in memory.</summary>
internal static class TierWire
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Carries records up, until the parent holds all that the child has; with <paramref name="random"/>, loses and repeats messages, and
    /// ends the session after some of them, whatever the parent still has in hand.
    /// </summary>
    public static async Task BringAsync(RecordNode child, RecordNode parent, Random? random = null, Action<RecordsUp>? change = null)
    {
        var down = Channel.CreateUnbounded<RecordsDown>();
        var (sent, held) = (new Dictionary<StoreId, long>(), new Dictionary<StoreId, long>());
        var left = random?.Next(40) ?? int.MaxValue;
        child.Upward.Attached();
        do
        {
            var up = new List<RecordsUp>();
            child.Upward.Send(message =>
            {
                up.Add(message);
                return true;
            });
            foreach (var message in up)
            {
                change?.Invoke(message);
                for (var times = random is null ? 1 : random.Next(10) switch { 0 => 0, 1 => 2, _ => 1 }; times > 0; times--)
                {
                    Assert.True(parent.Records.Take(child.Name, message, answer => down.Writer.TryWrite(answer)));
                }

                if (--left <= 0)
                {
                    return;
                }

                Note(message, sent);
            }

            if (sent.Any(store => held.GetValueOrDefault(store.Key, -1) < store.Value) && !await HearAsync(child, down.Reader, held, random))
            {
                return;
            }
        }
        while (sent.Any(store => held.GetValueOrDefault(store.Key, -1) < store.Value) || HasMore(child));
    }

    private static async Task<bool> HearAsync(RecordNode child, ChannelReader<RecordsDown> down, Dictionary<StoreId, long> held, Random? random)
    {
        // What was lost may be what the answer is waited for: then the session has nothing more to say.
        using var bound = new CancellationTokenSource(random is null ? _bound : TimeSpan.FromMilliseconds(100));
        try
        {
            var said = (await down.ReadAsync(bound.Token)).RecordsHeld;
            child.Upward.Held(said);
            held[new StoreId(said.Store.Node, said.Store.Store)] = said.Number;
            return true;
        }
        catch (OperationCanceledException) when (random is not null)
        {
            return false;
        }
    }

    private static bool HasMore(RecordNode child)
    {
        var more = false;
        child.Upward.Send(_ =>
        {
            more = true;
            return false;
        });
        return more;
    }

    private static void Note(RecordsUp message, Dictionary<StoreId, long> sent)
    {
        foreach (var store in message.RecordsOffered?.Stores ?? [])
        {
            sent.TryAdd(new StoreId(store.Node, store.Store), 0);
        }

        if (message.Record is { } record)
        {
            sent[new StoreId(record.Store.Node, record.Store.Store)] = record.Number;
        }
    }
}
