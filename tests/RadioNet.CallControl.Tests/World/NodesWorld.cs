using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <summary>
/// The nodes of <see cref="Tiered"/>, each a room of its own, joined by links that take their time and may break. A link that breaks
/// loses what is on it at once, and its ends notice 1.5 s later, each by itself.
/// </summary>
internal sealed partial class NodesWorld
{
    public const int Noticing = 1500;
    private const int MostStay = 120_000;
    private const int Step = 5;

    private readonly Dictionary<string, Link> _links = [];
    private readonly Dictionary<IngressId, Press> _presses = [];
    private readonly Dictionary<string, PlanBox> _plans = [];
    private readonly Dictionary<string, int> _comes = [];
    private readonly Dictionary<string, int> _leaving = [];
    private readonly Random _die;
    private readonly int _slowest;
    private long _streams;
    private int _milliseconds;

    public NodesWorld(int seed = 1, int slowest = 15)
    {
        (_die, _slowest) = (new Random(seed), slowest);
        foreach (var node in Tiered.Nodes)
        {
            _plans[node] = new PlanBox();
            _plans[node].Put(Tiered.Plan);
            var context = new RulesContext(_plans[node], Time, new IdSource(node, 1), new CallTimers());
            Nodes[node] = new NodeModel(node, context, id => _presses.GetValueOrDefault(id), (to, message) => Send(node, to, message));
        }

        foreach (var site in Tiered.Plan.Sites)
        {
            _boxes[site.Id] = new Box(site, Tiered.Tree.HomeOfSite(site.Id));
            Nodes[_boxes[site.Id].At!].Attach(site);
        }

        foreach (var node in Tiered.Nodes.Where(n => Tiered.Tree.Above(n) is not null))
        {
            _links[node] = new Link(node, Tiered.Tree.Above(node)!);
            Mend(node);
        }

        Pass(300);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Dictionary<string, NodeModel> Nodes { get; } = [];

    public IEnumerable<Press> Presses => _presses.Values;

    public IEnumerable<Press> Live => Presses.Where(p => !p.IsOver);

    /// <summary>Whether nothing is on its way, and every end of a broken link has noticed.</summary>
    public bool IsQuiet => _links.Values.All(l => l.IsQuiet);

    public bool IsUp(string node) => _links[node].IsUp;

    /// <summary>The plan that the root has.</summary>
    public PlanIndex Plan => _plans["p"].Current;

    /// <summary>Whether all nodes that the plan has hold it.</summary>
    public bool IsInStep => Tiered.Nodes.All(n => !Plan.Nodes.TryNode(n, out _) || ReferenceEquals(_plans[n].Current, Plan));

    /// <summary>How long a plan takes over a link, from and to, in milliseconds; each time by the die.</summary>
    public (int From, int To) PlanTakes { get; set; } = (5, 400);

    /// <summary>Another plan holds at the root, and goes down from node to node over the links that stand.</summary>
    public void Apply(NetworkPlan plan) => Obey("p", new PlanIndex(plan, Plan.Revision + 1));

    /// <summary>The node's uplink breaks.</summary>
    public void Cut(string node)
    {
        var link = _links[node];
        link.Break();
        link.Notices[link.Below] = _milliseconds + Noticing;
        link.Notices[link.Above] = _milliseconds + Noticing - _die.Next(400);
    }

    /// <summary>The node's uplink comes back, when both ends have noticed that it broke.</summary>
    public bool Mend(string node)
    {
        var link = _links[node];
        if (link.IsUp || link.Notices.Count > 0 || !_plans[link.Above].Current.Nodes.TryNode(node, out _))
        {
            return false;
        }

        link.IsUp = true;
        Nodes[node].Room.Tiers.UplinkUp(link.Above);
        return true;
    }

    /// <summary>A radio calls another one.</summary>
    public Press Call(uint radio, uint at, uint other) => Key(radio, at, other, kind: AddressKind.Unit);

    public Press Key(uint radio, uint at, uint target, bool emergency = false, AddressKind kind = AddressKind.Group)
    {
        Plan.TryPort(new RepeaterId(at), out var port);
        var node = At(port!.Site.Id) ?? throw new InvalidOperationException($"{at} is logged in nowhere");
        var press = new Press(
            new HeardStream
            {
                Ingress = new IngressId(++_streams, node),
                Repeater = new RepeaterId(at),
                Slot = Timeslot.One,
                TargetKind = kind,
                Source = new RadioId(radio),
                Target = target,
                Options = new ServiceOptions(emergency ? (byte)0x80 : (byte)0),
                HeardAt = Time.GetUtcNow(),
            },
            1);
        _presses[press.Ingress] = press;
        Nodes[node].Say(Address.Ingress, new ToIngress.Started(press.Stream));
        return press;
    }

    public void Release(Press press, Reason why = Reason.Ended)
    {
        press.IsOver = true;
        press.Silent = Time.GetUtcNow();
        var node = Nodes[press.Ingress.Node];
        node.Router.End(press);
        node.Say(Address.Ingress, new ToIngress.Over(press.Ingress, why, Time.GetUtcNow(), StreamFigures.None));
    }

    /// <summary>Time passes; what is due is delivered at each step.</summary>
    public void Pass(int milliseconds)
    {
        for (var until = _milliseconds + milliseconds; _milliseconds < until;)
        {
            _milliseconds += Step;
            Time.Advance(TimeSpan.FromMilliseconds(Step));
            foreach (var link in _links.Values)
            {
                Carry(link);
                CarryPlan(link);
                LetGo(link);
            }

            foreach (var box in _boxes.Values)
            {
                Tend(box);
            }

            foreach (var press in Live.Where(p => (Time.GetUtcNow() - p.Stream.HeardAt).TotalMilliseconds % 1000 == 0).ToArray())
            {
                Nodes[press.Ingress.Node].Say(Address.Ingress, new ToIngress.StillThere(press.Ingress));
            }

            foreach (var node in Nodes.Values)
            {
                node.Room.Room.Deliver();
            }
        }
    }

    /// <summary>Time passes until something holds; how long that took.</summary>
    public int PassUntil(Func<bool> holds, int most)
    {
        var from = _milliseconds;
        while (!holds())
        {
            Assert.True(_milliseconds - from < most, $"nothing came of it in {most} ms");
            Pass(Step);
        }

        return _milliseconds - from;
    }

    /// <summary>The repeaters that a press is sent to now, over all links.</summary>
    public uint[] HeardAt(Press press)
    {
        List<uint> heard = [];
        Follow(press, press.Ingress.Node, null, heard);
        return [.. heard.Order()];
    }

    private void Follow(Press press, string node, string? from, List<uint> heard)
    {
        var model = Nodes[node];
        var (leases, links) = from is null ? model.Own(press) : model.Relayed(press, from);
        heard.AddRange(leases.Where(l => IsAt(l.Repeater, node) && model.HighestAt(l) == l.Lease).Select(l => l.Repeater.Value));
        foreach (var next in links.Where(next => IsUp(Tiered.Tree.Above(next) == node ? next : node)))
        {
            Follow(press, next, node, heard);
        }
    }

    private void CarryPlan(Link link)
    {
        var (above, below) = (_plans[link.Above].Current, _plans[link.Below].Current);
        if (!link.IsUp || above.Revision <= below.Revision || _leaving.ContainsKey(link.Below))
        {
            _comes.Remove(link.Below);
        }
        else if (!_comes.TryGetValue(link.Below, out var at))
        {
            _comes[link.Below] = _milliseconds + _die.Next(PlanTakes.From, PlanTakes.To);
        }
        else if (at <= _milliseconds)
        {
            _comes.Remove(link.Below);
            Obey(link.Below, above);
        }
    }

    /// <summary>A node lets those go that the plan has no more, when they have given it what was theirs.</summary>
    private void Obey(string node, PlanIndex plan)
    {
        var before = _plans[node].Current;
        _plans[node].Put(plan);
        Nodes[node].Room.Obey(before, plan);
        Nodes[node].Room.Room.Deliver();
        foreach (var below in _links.Values.Where(l => l.Above == node && l.IsUp && !plan.Nodes.TryNode(l.Below, out _)))
        {
            _leaving.TryAdd(below.Below, _milliseconds + MostStay);
        }

        foreach (var wanted in _leaving.Keys.Where(n => plan.Nodes.TryNode(n, out _) && _links[n].Above == node).ToArray())
        {
            _leaving.Remove(wanted);
        }
    }

    private void LetGo(Link link)
    {
        if (_leaving.TryGetValue(link.Below, out var last) && (last <= _milliseconds || !link.IsUp || !Nodes[link.Above].Room.Tiers.WaitsFor(link.Below)))
        {
            _leaving.Remove(link.Below);
            if (link.IsUp)
            {
                Cut(link.Below);
            }
        }
    }

    private void Send(string from, string to, TierMessage message)
    {
        var link = Tiered.Tree.Above(to) == from ? _links[to] : _links[from];
        link.Send(to, message, _milliseconds + 1 + _die.Next(_slowest));
    }

    private void Carry(Link link)
    {
        foreach (var (end, _) in link.Notices.Where(n => n.Value <= _milliseconds).ToArray())
        {
            link.Notices.Remove(end);
            Nodes[end].Room.Tiers.LinkDown(end == link.Below ? link.Above : link.Below);
            Nodes[end].Room.Room.Deliver();
        }

        while (link.TryTake(_milliseconds, out var to, out var message))
        {
            Nodes[to].Room.Tiers.Take(to == link.Below ? link.Above : link.Below, message!);
            Nodes[to].Room.Room.Deliver();
        }
    }

    private sealed class Link(string below, string above)
    {
        private readonly Dictionary<string, Queue<(int At, TierMessage Message)>> _ways = new() { [below] = new(), [above] = new() };
        private readonly Dictionary<string, int> _last = [];

        public string Below { get; } = below;

        public string Above { get; } = above;

        public bool IsUp { get; set; }

        /// <summary>When each end notices that the link is dead.</summary>
        public Dictionary<string, int> Notices { get; } = [];

        public bool IsQuiet => Notices.Count == 0 && _ways.Values.All(w => w.Count == 0);

        public void Break()
        {
            IsUp = false;
            foreach (var way in _ways.Values)
            {
                way.Clear();
            }
        }

        public void Send(string to, TierMessage message, int at)
        {
            if (IsUp)
            {
                _last[to] = Math.Max(at, _last.GetValueOrDefault(to));
                _ways[to].Enqueue((_last[to], message));
            }
        }

        public bool TryTake(int now, out string to, out TierMessage? message)
        {
            foreach (var (end, way) in _ways)
            {
                if (way.TryPeek(out var next) && next.At <= now)
                {
                    (to, message) = (end, way.Dequeue().Message);
                    return true;
                }
            }

            (to, message) = ("", null);
            return false;
        }
    }
}
