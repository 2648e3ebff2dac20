using System.Diagnostics;
using System.Threading.Channels;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Calls.Tiers;

/// <summary>
/// A province with two districts, one of them with a commune, each a node with a site of one repeater, joined by links that take
/// some milliseconds. What is on a link when it breaks is lost.
/// </summary>
internal sealed class TierWorld : IDisposable
{
    public const uint Province = 10, District = 20;

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _delay = TimeSpan.FromMilliseconds(3);

    private readonly Dictionary<string, string> _above = [];

    /// <summary>The test's thread changes it while the switchboards' threads look ways up.</summary>
    private volatile Way[] _ways = [];
    private readonly ChangingPlan _plan = new(PlanOf("province"));
    private long _sent;

    public TierWorld(bool linked = true)
    {
        Core = Add("core", "summit");
        DistrictNode = Add("district", "pass");
        Commune = Add("commune", "hill");
        Elsewhere = Add("elsewhere", "far");
        if (linked)
        {
            Link("commune", "district");
            Link("district", "core");
            Link("elsewhere", "core");
            Until("all hang together", () => Nodes.All(n => n.Tiers.View.Count == 4));
        }
    }

    public TierNode Core { get; }

    public TierNode DistrictNode { get; }

    public TierNode Commune { get; }

    public TierNode Elsewhere { get; }

    public List<TierNode> Nodes { get; } = [];

    /// <summary>How many messages went over links.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public TierNode this[string id] => Nodes.Single(n => n.Id == id);

    /// <summary>The plan, with the province's talkgroup at home in a place.</summary>
    public static NetworkPlan PlanOf(string home) => Read(Text(home));

    /// <summary>Waits until something holds, and tells how long that took.</summary>
    public static TimeSpan Until(string what, Func<bool> holds)
    {
        var since = Stopwatch.StartNew();
        Assert.True(SpinWait.SpinUntil(() => Slowly(holds), _bound), $"Waited in vain until {what}.");
        return since.Elapsed;
    }

    /// <summary>A node's uplink breaks, and both ends know it.</summary>
    public void Cut(string below)
    {
        var above = _above[below];
        var cut = _ways.Where(w => (w.From == below && w.To == above) || (w.From == above && w.To == below)).ToArray();
        _ways = [.. _ways.Except(cut)];
        foreach (var way in cut)
        {
            way.End();
        }

        this[below].Tiers.LinkDown(above);
        this[above].Tiers.LinkDown(below);
    }

    public void Link(string below, string above)
    {
        _above[below] = above;
        _ways = [.. _ways, new Way(below, above, this), new Way(above, below, this)];
        this[below].Tiers.UplinkUp(above);
    }

    /// <summary>The province's talkgroup gets another home at all nodes.</summary>
    public void MoveHome(string place)
    {
        _plan.Put(PlanOf(place));
        foreach (var node in Nodes)
        {
            node.Switchboard.Post(new Letter(Address.Ingress, new PlanChanged(_plan.Current.Revision)));
        }
    }

    public void Dispose()
    {
        foreach (var way in _ways)
        {
            way.End();
        }

        Nodes.ForEach(node => node.Dispose());
    }

    private static bool Slowly(Func<bool> holds)
    {
        Thread.Sleep(1);
        return holds();
    }

    private static NetworkPlan Read(string text)
    {
        var reading = PlanReader.Read(text);
        Assert.True(reading.Succeeded, string.Join('\n', reading.Errors));
        return reading.Plan!;
    }

    private static string Text(string home) => $$"""
        network: tiers
        tiers: [ { level: 1, name: Province }, { level: 2, name: District }, { level: 3, name: Commune } ]
        places:
          - { id: province, tier: 1 }
          - { id: district, tier: 2, in: province }
          - { id: commune, tier: 3, in: district }
          - { id: elsewhere, tier: 2, in: province }
        nodes: [ { id: core, at: province }, { id: district, at: district }, { id: commune, at: commune }, { id: elsewhere, at: elsewhere } ]
        sites:
          - { id: summit, at: province, repeaters: [ { id: 1, secret: s } ] }
          - { id: pass, at: district, repeaters: [ { id: 2, secret: s } ] }
          - { id: hill, at: commune, repeaters: [ { id: 3, secret: s } ] }
          - { id: far, at: elsewhere, repeaters: [ { id: 4, secret: s } ] }
        talkgroups:
          - { id: 10, home: {{home}}, sites: [ summit, pass, hill, far ], hang-time: 0.3s }
          - { id: 20, home: district, hang-time: 0.3s }
        subscribers:
          - { id: 101, home: province, talkgroups: [ 10, 20 ] }
          - { id: 102, home: district, talkgroups: [ 10, 20 ] }
          - { id: 103, home: commune, talkgroups: [ 10, 20 ] }
          - { id: 104, home: elsewhere, talkgroups: [ 10, 20 ] }
        """;

    private TierNode Add(string id, string site)
    {
        var node = new TierNode(id, _plan, new Post(id, this), site);
        Nodes.Add(node);
        return node;
    }

    private void Send(string from, string to, TierMessage message)
    {
        Interlocked.Increment(ref _sent);
        _ways.FirstOrDefault(w => w.From == from && w.To == to)?.Send(message);
    }

    private sealed class Post(string from, TierWorld world) : ITierPost
    {
        public void Send(string neighbour, TierMessage message) => world.Send(from, neighbour, message);
    }

    private sealed class ChangingPlan(NetworkPlan first) : IPlanView
    {
        public PlanIndex Current { get; private set; } = new(first, 1);

        public void Put(NetworkPlan plan) => Current = new PlanIndex(plan, Current.Revision + 1);
    }

    /// <summary>One way of a link, in order.</summary>
    private sealed class Way
    {
        private readonly Channel<(long At, TierMessage Message)> _queue = Channel.CreateUnbounded<(long, TierMessage)>();
        private readonly Lock _gate = new();
        private bool _isOver;

        public Way(string from, string to, TierWorld world)
        {
            (From, To) = (from, to);
            _ = CarryAsync(world[to]);
        }

        public string From { get; }

        public string To { get; }

        public void Send(TierMessage message) => _queue.Writer.TryWrite((Stopwatch.GetTimestamp(), message));

        /// <summary>Nothing of it is heard once this has returned.</summary>
        public void End()
        {
            lock (_gate)
            {
                _isOver = true;
            }

            _queue.Writer.TryComplete();
        }

        private async Task CarryAsync(TierNode to)
        {
            await foreach (var (at, message) in _queue.Reader.ReadAllAsync())
            {
                var left = _delay - Stopwatch.GetElapsedTime(at);
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left);
                }

                lock (_gate)
                {
                    if (!_isOver)
                    {
                        to.Tiers.Hear(From, message);
                    }
                }
            }
        }
    }
}
