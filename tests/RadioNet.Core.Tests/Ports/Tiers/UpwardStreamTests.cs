using CsCheck;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>The rules of both ends, joined by links that lose, repeat, delay and cut, over disks that survive what the ends do not.</summary>
public sealed class UpwardStreamTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    /// <summary>Three nodes in a row, where the lowest one attaches to either of the others; some of its numbers are nobody's.</summary>
    [Fact]
    public void In_every_interleaving_each_number_arrives_once_and_in_order()
    {
        Gen.Int[0, 99].Array[400, 900].Sample(
            steps =>
            {
                var (low, middle, top) = (new End("low"), new End("middle"), new End("top"));
                var now = TimeSpan.Zero;
                low.Parent = middle;
                middle.Parent = top;
                foreach (var step in steps)
                {
                    now += TimeSpan.FromMilliseconds(step * 7);
                    Step(step, step % 2 == 0 ? low : middle, middle, top, now);
                }

                low.Parent ??= top;
                middle.Parent = top;
                for (var i = 0; i < 200; i++)
                {
                    now += _second;
                    low.Settle(now);
                    middle.Settle(now);
                }

                Assert.Equal(low.Made, top.Of(low));
                Assert.Equal(middle.Made, top.Of(middle));
            },
            iter: 300, threads: 1);
    }

    [Fact]
    public void No_more_than_the_window_is_on_its_way()
    {
        var log = new Disk("low");
        for (var i = 0; i < 2000; i++)
        {
            log.Make(1);
        }

        var stream = new UpwardStream<Item>(log, item => item.Number);
        var sent = new List<long>();
        bool Take(StoreId store, Item item, long number, long previous)
        {
            Assert.Equal(number - 1, previous);
            sent.Add(number);
            return true;
        }

        stream.Send(TimeSpan.Zero, _ => true, Take);
        Assert.Empty(sent);
        stream.Held(log.Own, 10, TimeSpan.Zero);
        stream.Send(TimeSpan.Zero, _ => true, Take);
        Assert.Equal((1024, 11L, 1034L), (sent.Count, sent[0], sent[^1]));
        stream.Held(log.Own, 12, TimeSpan.Zero);
        stream.Send(TimeSpan.Zero, _ => true, Take);
        Assert.Equal(1036, sent[^1]);
    }

    [Fact]
    public void A_store_with_much_to_bring_leaves_the_others_their_turn()
    {
        var log = new Disk("middle");
        for (var i = 1; i <= 10_000; i++)
        {
            log.Make(1);
        }

        log.Put(new StoreId("low", 7), 1);
        var stream = new UpwardStream<Item>(log, item => item.Number);
        var sent = new List<(StoreId Store, long Number)>();
        bool Take(StoreId store, Item item, long number, long previous)
        {
            sent.Add((store, number));
            return true;
        }

        stream.Send(TimeSpan.Zero, _ => true, Take);
        stream.Held(log.Own, 0, TimeSpan.Zero);
        stream.Held(new StoreId("low", 7), 0, TimeSpan.Zero);
        for (var i = 0; i < 3; i++)
        {
            stream.Send(TimeSpan.Zero, _ => true, Take);
            stream.Held(log.Own, sent.Max(item => item.Store == log.Own ? item.Number : 0), TimeSpan.Zero);
        }

        Assert.Contains((new StoreId("low", 7), 1L), sent);
    }

    private static void Step(int step, End child, End middle, End top, TimeSpan now)
    {
        switch (step)
        {
            case < 30:
                child.Disk.Make(step % 3);
                child.Send(now);
                break;
            case < 50:
                child.Send(now);
                break;
            case < 64:
                child.Deliver(child.Up, now);
                break;
            case < 78:
                child.Deliver(child.Down, now);
                break;
            case < 84:
                Lose(step % 4 < 2 ? child.Up : child.Down);
                break;
            case < 88:
                Repeat(step % 4 < 2 ? child.Up : child.Down);
                break;
            case < 91:
                child.Restart();
                break;
            case < 93:
                top.Restart();
                break;
            case < 96:
                child.Cut();
                break;
            case < 98 when child != middle:
                child.Cut();
                child.Parent = child.Parent == middle ? top : middle;
                break;
            default:
                child.Settle(now);
                break;
        }
    }

    private static void Lose(List<Action<TimeSpan>> wire)
    {
        if (wire.Count > 0)
        {
            wire.RemoveAt(wire.Count / 2);
        }
    }

    private static void Repeat(List<Action<TimeSpan>> wire)
    {
        if (wire.Count > 0)
        {
            wire.Add(wire[wire.Count / 2]);
        }
    }

    private sealed record Item(StoreId Store, long Number);

    /// <summary>What a node has on its disk: its own and what came from below, in one row of numbers.</summary>
    private sealed class Disk(string node) : IStoreLog<Item>
    {
        private readonly Dictionary<StoreId, List<long>> _stores = [];
        private long _rows;

        public event Action? Stored;

        public StoreId Own { get; } = new("", (uint)node.Length);

        public IReadOnlyList<StoreId> Lower => [.. _stores.Keys.Where(store => store != Own)];

        public long Reach(StoreId store) => store == Own ? _rows : _stores.TryGetValue(store, out var numbers) ? numbers[^1] : 0;

        public IReadOnlyList<Item> After(StoreId store, long after, int limit) =>
            [.. All(store).Where(number => number > after).Take(limit).Select(number => new Item(store, number))];

        public List<long> All(StoreId store) => _stores.GetValueOrDefault(store) ?? [];

        public void Make(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Put(Own, _rows + 1);
            }
        }

        public void Put(StoreId store, long number)
        {
            _rows++;
            (_stores.TryGetValue(store, out var numbers) ? numbers : _stores[store] = []).Add(number);
            Stored?.Invoke();
        }
    }

    /// <summary>One node: a disk, and the rules of a child and of a parent over it.</summary>
    private sealed class End(string node)
    {
        private UpwardStream<Item> _stream = null!;
        private HeldStores _held = null!;
        private bool _started;

        public Disk Disk { get; } = new(node);

        public End? Parent { get; set; }

        public List<Action<TimeSpan>> Up { get; } = [];

        public List<Action<TimeSpan>> Down { get; } = [];

        public List<long> Made => Disk.All(Disk.Own);

        public List<long> Of(End lower) => Disk.All(Named(lower.Disk.Own, lower));

        public void Restart()
        {
            _stream = new UpwardStream<Item>(Disk, item => item.Number, 16);
            _held = new HeldStores(node, Disk.Reach);
            _started = true;
            Cut();
        }

        /// <summary>The session ends; nothing of it arrives later.</summary>
        public void Cut()
        {
            Start();
            Up.Clear();
            Down.Clear();
            _stream.Attached();
        }

        public void Send(TimeSpan now)
        {
            Start();
            var parent = Parent!;
            _stream.Send(
                now,
                stores =>
                {
                    Up.AddRange(stores.Select(store => (Action<TimeSpan>)(_ => parent.Answer(this, Named(store, this)))));
                    return true;
                },
                (store, _, number, previous) =>
                {
                    Up.Add(_ => parent.Take(this, Named(store, this), number, previous));
                    return true;
                });
        }

        public void Deliver(List<Action<TimeSpan>> wire, TimeSpan now)
        {
            if (wire.Count > 0)
            {
                var first = wire[0];
                wire.RemoveAt(0);
                first(now);
            }
        }

        public void Settle(TimeSpan now)
        {
            Send(now);
            while (Up.Count + Down.Count > 0)
            {
                Deliver(Up, now);
                Deliver(Down, now);
            }
        }

        private StoreId Named(StoreId store, End owner) => store.Node.Length == 0 ? store with { Node = owner == this ? node : owner.Node } : store;

        private string Node => node;

        private void Start()
        {
            if (!_started)
            {
                Restart();
            }
        }

        private void Take(End child, StoreId store, long number, long previous)
        {
            Start();
            if (_held.TryTake(store, number, previous))
            {
                Disk.Put(store, number);
            }

            Answer(child, store);
        }

        private void Answer(End child, StoreId store)
        {
            Start();
            var held = _held[store];
            child.Down.Add(now => child._stream.Held(store.Node == child.Node ? store with { Node = "" } : store, held, now));
        }
    }
}
