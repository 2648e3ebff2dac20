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
    /// ends the session after some of them, whatever the parent still has in hand. With <paramref name="keeps"/> the parent does not
    /// hear that the session ends.
    /// </summary>
    public static async Task BringAsync(RecordNode child, RecordNode parent, Random? random = null, Action<RecordsUp>? change = null, bool keeps = false)
    {
        var down = Channel.CreateUnbounded<RecordsDown>();
        Action<RecordsDown> session = answer => down.Writer.TryWrite(answer);
        await CarryAsync(child, message => Assert.True(parent.Lower.Take(child.Name, message, session)), down.Reader, random, change);
        while (down.Reader.TryRead(out var said))
        {
            child.Upward.Take(said);
        }

        if (!keeps)
        {
            parent.Lower.Left(child.Name, session, DateTimeOffset.UtcNow);
        }
    }

    private static async Task CarryAsync(
        RecordNode child, Action<RecordsUp> deliver, ChannelReader<RecordsDown> down, Random? random, Action<RecordsUp>? change)
    {
        var (sent, held) = (new Dictionary<(Kind Kind, StoreId Store), long>(), new Dictionary<(Kind Kind, StoreId Store), long>());
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
                    deliver(message);
                }

                Note(message, sent);
                if (--left <= 0)
                {
                    return;
                }
            }

            if (IsOpen(sent, held) && !await HearAsync(child, down, held, random))
            {
                return;
            }
        }
        while (IsOpen(sent, held) || HasMore(child));
    }

    /// <summary>Whether the parent has not yet said of everything that it holds it.</summary>
    private static bool IsOpen(Dictionary<(Kind Kind, StoreId Store), long> sent, Dictionary<(Kind Kind, StoreId Store), long> held) =>
        sent.Any(store => held.GetValueOrDefault(store.Key, -1) < store.Value);

    private static async Task<bool> HearAsync(RecordNode child, ChannelReader<RecordsDown> down, Dictionary<(Kind Kind, StoreId Store), long> held, Random? random)
    {
        // What was lost may be what the answer is waited for: then the session has nothing more to say.
        using var bound = new CancellationTokenSource(random is null ? _bound : TimeSpan.FromMilliseconds(100));
        try
        {
            var said = await down.ReadAsync(bound.Token);
            child.Upward.Take(said);
            if ((said.AlarmsHeld ?? said.RecordsHeld ?? said.LocationsHeld) is { } of)
            {
                held[(said.AlarmsHeld is not null ? Kind.Alarm : said.RecordsHeld is not null ? Kind.Call : Kind.Location, Id(of.Store))] = of.Number;
            }

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

    private static void Note(RecordsUp message, Dictionary<(Kind Kind, StoreId Store), long> sent)
    {
        var kind = message.AlarmsOffered is not null || message.Alarm is not null ? Kind.Alarm
            : message.LocationsOffered is not null || message.Location is not null ? Kind.Location
            : Kind.Call;
        foreach (var store in (message.AlarmsOffered ?? message.RecordsOffered ?? message.LocationsOffered)?.Stores ?? [])
        {
            sent.TryAdd((kind, Id(store)), 0);
        }

        var part = message.RecordPart is { More: false } last ? last : null;
        if ((message.Record?.Store ?? part?.Store ?? message.Alarm?.Store ?? message.Location?.Store) is { } of)
        {
            sent[(kind, Id(of))] = message.Record?.Number ?? part?.Number ?? message.Alarm?.Change ?? message.Location!.Number;
        }
    }

    private static StoreId Id(NodeStore store) => new(store.Node, store.Store);

    private enum Kind
    {
        Call,
        Alarm,
        Location,
    }
}
