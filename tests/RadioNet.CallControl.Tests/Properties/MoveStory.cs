using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Properties;

/// <summary>
/// A story of seven nodes whose links all stand, and of plans that move homes while people talk; each node gets a plan when its die
/// says. Nobody may notice: each step is a kind, 0 to 99, and two numbers that choose.
/// </summary>
internal sealed class MoveStory
{
    /// <summary>A spurt that lasts longer than a talkgroup's time limit ends, whatever the plan.</summary>
    private const int Longest = 40_000;

    /// <summary>For how long a request may be undecided: a new arbiter asks all ports first, and each letter takes its way.</summary>
    private const int Undecided = 2500;

    private static readonly uint[] _talkgroups = [Tiered.Province, Tiered.District, Tiered.Wide, Tiered.Urgent];
    private static readonly uint[] _radios = [.. Tiered.Plan.Subscribers.Select(s => s.Id.Value)];

    private readonly NodesWorld _world;
    private readonly HashSet<IngressId> _lawful = [];

    public MoveStory(int seed)
    {
        _world = new NodesWorld(seed, slowest: 1 + (seed % 40)) { PlanTakes = seed % 3 == 0 ? (1, 30) : (5, 1500) };
        _world.Apply(_talkgroups.Aggregate(Tiered.Plan, (plan, id) => plan.With(id, t => t with { Sites = Tiered.Everywhere })));
        _world.Pass(10_000);
    }

    /// <summary>What was granted.</summary>
    public int Grants => _world.Presses.Count(p => p.WasGranted);

    /// <summary>Homes that were moved.</summary>
    public int Moves { get; private set; }

    /// <summary>Calls that were running where another plan has put them elsewhere.</summary>
    public int Kept { get; private set; }

    /// <summary>Tells the whole story; the sentence of the first broken invariant, or null.</summary>
    public string? Tell(IEnumerable<(int Kind, int One, int Two)> steps)
    {
        foreach (var (kind, one, two) in steps)
        {
            Step(kind, one, two);
            if (Always() is { } broken)
            {
                return broken;
            }
        }

        return End();
    }

    private void Step(int kind, int one, int two)
    {
        switch (kind)
        {
            case < 35:
                Key(one, two);
                break;
            case < 60 when _world.Live.Any():
                var live = _world.Live.ToArray();
                _world.Release(live[one % live.Length]);
                break;
            case < 72:
                Moves++;
                _world.Apply(_world.Plan.Plan.With(_talkgroups[one % _talkgroups.Length], t => t with { Home = Tiered.Nodes[two % Tiered.Nodes.Length] }));
                break;
            case < 75:
                Moves++;
                _world.Apply(_world.Plan.Plan.WithRadio(_radios[one % _radios.Length], r => r with { Home = Tiered.Nodes[two % Tiered.Nodes.Length] }));
                break;
            case < 92:
                Pass(5 * (1 + (two % 20)));
                break;
            default:
                Pass(5 * (1 + (two % 600)));
                break;
        }
    }

    private void Key(int one, int two)
    {
        var radio = _radios[one % _radios.Length];
        var at = 1 + ((uint)two % 8);
        if (_world.Live.Any(p => p.Stream.Source.Value == radio || p.Stream.Repeater.Value == at)
            || _world.Presses.Any(p => p.Stream.Source.Value == radio && _world.Time.GetUtcNow() - p.Silent < TimeSpan.FromSeconds(3)))
        {
            return; // the network need not know yet that it is silent
        }

        Pass(5);
        _world.Key(radio, at, _talkgroups[two / 8 % _talkgroups.Length]);
    }

    private void Pass(int milliseconds)
    {
        foreach (var old in _world.Live.Where(p => (_world.Time.GetUtcNow() - p.Stream.HeardAt).TotalMilliseconds > Longest).ToArray())
        {
            _world.Release(old);
        }

        _world.Pass(milliseconds);
        Kept += _world.Nodes.Values.Count(n => n.Room.Tiers.Homes.Held.Any(h => h.Value == n.Id && n.Room.Room.Has(Address.Call(h.Key))));
    }

    private string? Always() => SpurtsStayWhole() ?? OneTalks() ?? RequestsAreDecided() ?? RefusalsHaveACause() ?? RecordsEndOnce();

    private string? SpurtsStayWhole() =>
        _world.Presses.FirstOrDefault(p => p.WasStopped) is { } cut ? $"a running spurt stays whole: {cut} was ended" : null;

    private string? OneTalks()
    {
        var two = _world.Presses.Where(p => p.IsPassing).GroupBy(p => p.Stream.Target).FirstOrDefault(g => g.Count() > 1);
        return two is null ? null : $"never two talkers in a call: {two.Key} has {string.Join(" and ", two)}";
    }

    private string? RequestsAreDecided() =>
        _world.Live.FirstOrDefault(p => !p.WasGranted && !p.WasRefused && IsOld(p)) is { } lost
            ? $"no request is lost: {lost} waits" : null;

    /// <summary>Who is refused, and is not asked again, has keyed while another one had the floor, or had asked for it.</summary>
    private string? RefusalsHaveACause()
    {
        foreach (var press in _world.Live.Where(p => p.WasRefused && !p.WasGranted && IsOld(p) && _lawful.Add(p.Ingress)))
        {
            if (!_world.Presses.Any(p => p != press && p.Stream.Target == press.Stream.Target && (p.WasGranted || !p.WasRefused)
                && !(p.Silent < press.Stream.HeardAt - TimeSpan.FromMilliseconds(500))))
            {
                return $"nobody is refused for nothing: {press} was";
            }
        }

        return null;
    }

    private bool IsOld(Press press) => (_world.Time.GetUtcNow() - press.Stream.HeardAt).TotalMilliseconds > Undecided;

    private string? RecordsEndOnce() =>
        _world.Nodes.Values.Where(n => n.Journal.Faults.Count > 0).Select(n => $"every record is ended exactly once: {n.Id}: {n.Journal.Faults[0]}").FirstOrDefault();

    private string? End()
    {
        _world.PassUntil(() => _world.IsInStep, 20_000);
        foreach (var press in _world.Live.ToArray())
        {
            _world.Release(press);
        }

        _world.Pass(20_000);
        return Always() ?? EveryCallIsGiven() ?? EverySpurtStandsOnce() ?? EveryTalkgroupIsUsable();
    }

    /// <summary>Whomever a node believes to have a call, sends on to its home.</summary>
    private string? EveryCallIsGiven()
    {
        foreach (var call in _talkgroups.Select(t => Address.Call(CallKey.Of(new TalkgroupId(t)))))
        {
            foreach (var node in Tiered.Nodes)
            {
                List<string> way = [node];
                while (_world.Nodes[way[^1]].Room.Tiers.Homes.NodeOf(call) is { } next && next != way[^1] && way.Count <= Tiered.Nodes.Length)
                {
                    way.Add(next);
                }

                if (way[^1] != _world.Nodes["p"].Room.Tiers.Homes.KeeperOf(call.Key))
                {
                    return $"every call is given over: {call.Key} goes by {string.Join(" ", way)}";
                }
            }
        }

        return null;
    }

    private string? EverySpurtStandsOnce()
    {
        var records = _world.Nodes.Values.SelectMany(n => n.Journal.Ended).SelectMany(r => r.Spurts).ToLookup(s => (s.Source, s.Started));
        foreach (var press in _world.Presses.Where(p => p.WasGranted))
        {
            var count = records[(press.Stream.Source, press.Stream.HeardAt)].Count();
            if (count != 1)
            {
                return $"every spurt stands in one record: {press} stands in {count}";
            }
        }

        return null;
    }

    private string? EveryTalkgroupIsUsable()
    {
        foreach (var talkgroup in _talkgroups)
        {
            var press = _world.Key(103, 4, talkgroup);
            _world.Pass(1000);
            if (_world.HeardAt(press).Length != 7)
            {
                return $"no talkgroup is unusable: {press} is heard at {_world.HeardAt(press).Length}";
            }

            _world.Release(press);
            _world.Pass(10_000);
            var home = _world.Plan.Nodes.HomeOf(_world.Plan.Plan.Talkgroups.First(t => t.Id.Value == talkgroup));
            if (!_world.Nodes[home!].Journal.Ended.Any(r => r.Started == press.Stream.HeardAt))
            {
                return $"a talkgroup is arbitrated at its home: {press} was not at {home}";
            }
        }

        return null;
    }
}
