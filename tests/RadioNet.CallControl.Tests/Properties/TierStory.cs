using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Properties;

/// <summary>A story of seven nodes whose links break and come back, and whose repeaters log in at any of them: each step is a kind, 0 to 99, and two numbers that choose.</summary>
internal sealed class TierStory(int seed)
{
    private static readonly uint[] _talkgroups = [Tiered.Province, Tiered.District, Tiered.Commune, Tiered.Follows, Tiered.Urgent, Tiered.Wide];
    private static readonly uint[] _radios = [.. Tiered.Plan.Subscribers.Select(s => s.Id.Value)];
    private static readonly string[] _lower = [.. Tiered.Nodes.Where(n => Tiered.Tree.Above(n) is not null)];

    private readonly NodesWorld _world = new(seed);
    private readonly Dictionary<(string Node, string Key), long> _terms = [];

    /// <summary>What was granted.</summary>
    public int Grants => _world.Presses.Count(p => p.WasGranted);

    private bool _removes;

    /// <summary>Plans that moved homes, or nodes.</summary>
    public int Plans { get; private set; }

    /// <summary>Times that a repeater was taken at another node than the one before.</summary>
    public int Moves => _world.Moves;

    /// <summary>Links that broke.</summary>
    public int Cuts { get; private set; }

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
                Key(one, two, kind < 3);
                break;
            case < 60 when _world.Live.Any():
                var live = _world.Live.ToArray();
                _world.Release(live[one % live.Length], two % 5 == 0 ? Reason.Inactive : Reason.Ended);
                break;
            case < 66:
                if (_world.IsUp(_lower[one % _lower.Length]))
                {
                    _world.Cut(_lower[one % _lower.Length]);
                    Cuts++;
                }

                break;
            case < 76:
                _world.Mend(_lower[one % _lower.Length]);
                break;
            case < 80:
                Roam(one, two);
                break;
            case < 83:
                ChangePlan(one, two);
                break;
            case < 90:
                _world.Pass(5 * (1 + (two % 20)));
                break;
            default:
                _world.Pass(5 * (1 + (two % 600)));
                break;
        }
    }

    private void Key(int one, int two, bool emergency)
    {
        var radio = _radios[one % _radios.Length];
        var at = 1 + ((uint)two % 8);
        if (!_world.Live.Any(p => p.Stream.Source.Value == radio || p.Stream.Repeater.Value == at))
        {
            _world.Pass(5);
            if (_world.At(SiteOf(at)) is null)
            {
                return;
            }

            _world.Key(radio, at, _talkgroups[two / 8 % _talkgroups.Length], emergency);
        }
    }

    /// <summary>A plan moves a home, removes a node, or has all nodes again.</summary>
    private void ChangePlan(int one, int two)
    {
        Plans++;
        _removes |= two % 6 == 0; // then a neighbour may name it still
        var plan = _world.Plan.Plan;
        _world.Apply((two % 6) switch
        {
            0 => plan with { Nodes = [.. plan.Nodes.Where(n => n.Id != _lower[one % _lower.Length])] },
            1 => plan with { Nodes = Tiered.Plan.Nodes },
            2 => plan.WithRadio(_radios[two / 6 % _radios.Length], r => r with { Home = Tiered.Nodes[one % Tiered.Nodes.Length] }),
            _ => plan.With(_talkgroups[two / 6 % _talkgroups.Length], t => t with { Home = Tiered.Nodes[one % Tiered.Nodes.Length] }),
        });
    }

    private void Roam(int one, int two)
    {
        var site = SiteOf(1 + ((uint)one % 8));
        if (_world.IsSilent(site))
        {
            _world.GoTo(site, Tiered.Nodes[two % Tiered.Nodes.Length], takesLeave: two / Tiered.Nodes.Length % 2 == 0);
        }
    }

    private string? Always() => RecordsEndOnce() ?? ATimeslotHearsOne() ?? TermsNeverFall() ?? (_removes ? null : NobodySaysTooMuch());

    private string? End()
    {
        if (Heal() is { } apart)
        {
            return apart;
        }

        foreach (var press in _world.Live.ToArray())
        {
            _world.Release(press);
        }

        _world.Pass(20_000);
        return Always() ?? OneArbiter() ?? EveryRepeaterIsServed() ?? EveryGrantEnds() ?? EveryTalkgroupIsUsable();
    }

    /// <summary>Everything comes back; in the end each call has one arbiter and one talker, who is heard wherever it has a timeslot.</summary>
    private string? Heal()
    {
        _world.Apply(Tiered.Plan);
        for (var tier = 0; tier < 3; tier++)
        {
            _world.Pass(NodesWorld.Noticing + 500);
            foreach (var node in _lower)
            {
                _world.Mend(node);
            }
        }

        _world.PassUntil(() => _world.IsInStep, 10_000);
        _world.Pass(3000);
        foreach (var view in _world.Nodes.Values.Select(n => n.Room.Tiers.Homes.View))
        {
            if (view.Count != Tiered.Nodes.Length)
            {
                return $"nodes find together: {view.Top} has {view.Count} of them";
            }

            foreach (var (key, parts) in view.Unjoined)
            {
                if (parts.Any(part => !_world.Presses.Any(p => p.IsPassing && KeyOf(p) == key && part.Nodes.Contains(p.Ingress.Node))))
                {
                    return $"a talkgroup is joined when at most one side has a talker: {key} is not, with {string.Join(", ", parts.Select(p => p.Arbiter))}";
                }
            }
        }

        return TwoTalkers(_world.Nodes["p"].Room.Tiers.Homes.View);
    }

    /// <summary>Of a call that is joined, and of each part of one that is not.</summary>
    private string? TwoTalkers(CallControl.Tiers.NodeView view)
    {
        var two = _world.Presses.Where(p => p.IsPassing)
            .GroupBy(p => (Key: KeyOf(p), Part: view.PartOf(KeyOf(p), p.Ingress.Node)?.Arbiter))
            .FirstOrDefault(g => g.Count() > 1);
        return two is null ? null : $"never two talkers in a call: {two.Key} has {string.Join(" and ", two)}";
    }

    private string? RecordsEndOnce() =>
        _world.Nodes.Values.Where(n => n.Journal.Faults.Count > 0).Select(n => $"every record is ended exactly once: {n.Id}: {n.Journal.Faults[0]}").FirstOrDefault();

    /// <summary>Once nothing is on its way, no two streams come to one timeslot with its lease.</summary>
    private string? ATimeslotHearsOne()
    {
        if (!_world.IsQuiet)
        {
            return null;
        }

        var two = _world.Presses.Where(p => p.IsPassing).SelectMany(p => _world.HeardAt(p).Select(at => (At: at, Press: p)))
            .GroupBy(h => h.At).FirstOrDefault(g => g.Count() > 1);
        return two is null ? null : $"never two voice streams to one timeslot: {two.Key} hears {string.Join(" and ", two.Select(t => t.Press))}";
    }

    private string? TermsNeverFall()
    {
        foreach (var node in _world.Nodes.Values)
        {
            foreach (var key in _talkgroups.Select(t => CallKey.Of(new TalkgroupId(t))))
            {
                var term = node.Room.Tiers.TermOf(key)?.Term ?? 0;
                if (term < _terms.GetValueOrDefault((node.Id, key)))
                {
                    return $"terms never fall: {node.Id} went back to {term} of {key}";
                }

                _terms[(node.Id, key)] = term;
            }
        }

        return null;
    }

    private string? NobodySaysTooMuch() => _world.Nodes.Values.FirstOrDefault(n => n.Room.Tiers.Counters.Refused > 0) is { } hearer
        ? $"neighbours say what is theirs to say: {hearer.Id} refused something"
        : null;

    private string? OneArbiter()
    {
        foreach (var node in _world.Nodes.Values)
        {
            if (node.Room.Tiers.Homes.View.Unjoined.Keys.FirstOrDefault() is { } apart)
            {
                return $"afterwards one arbiter: {apart} is in parts still, as {node.Id} sees it";
            }

            var stray = node.Room.Room.Machines.FirstOrDefault(m => m.Kind == MachineKind.Call && node.Room.Tiers.Homes.NodeOf(m) != node.Id);
            if (stray.Kind != MachineKind.None)
            {
                return $"afterwards one arbiter: {node.Id} has one of {stray.Key} still";
            }
        }

        return null;
    }

    private string? EveryRepeaterIsServed()
    {
        foreach (var site in Tiered.Plan.Sites.Select(s => s.Id))
        {
            var at = _world.At(site);
            foreach (var node in _world.Nodes.Values)
            {
                if (node.Room.Tiers.Homes.NodeOf(Address.Site(site)) is var server && server != at)
                {
                    return $"a repeater is served where it is logged in: {site}'s is at {at ?? "no node"}, and {node.Id} sees it at {server}";
                }
            }
        }

        return null;
    }

    private string? EveryGrantEnds() =>
        _world.Presses.FirstOrDefault(p => p.IsPassing) is { } talker ? $"every grant ends: {talker} still talks"
        : _world.Nodes.Values.SelectMany(n => n.Journal.Running).FirstOrDefault() is { } running ? $"every grant ends: the record {running.Id} of {running.Key} still runs"
        : null;

    private string? EveryTalkgroupIsUsable()
    {
        foreach (var talkgroup in new[] { Tiered.Province, Tiered.Urgent, Tiered.Wide })
        {
            var press = _world.Key(103, 4, talkgroup);
            _world.Pass(900); // a call's home, its talker and its listeners may each be four links apart
            var heard = _world.HeardAt(press).Length;
            if (heard != (talkgroup == Tiered.Wide ? 2 : 7))
            {
                return $"no talkgroup is unusable: {press} is heard at {heard} (granted {press.WasGranted}, refused {press.WasRefused})";
            }

            _world.Release(press);
            _world.Pass(10_000);
        }

        return null;
    }

    private static string SiteOf(uint repeater) => Tiered.Plan.Sites.Single(s => s.Repeaters.Any(r => r.Id.Value == repeater)).Id;

    private static string KeyOf(Press press) => CallKey.Of(new TalkgroupId(press.Stream.Target));
}
