using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tests.World;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Properties;

/// <summary>A story of steps: each is a kind, 0 to 99, and two numbers that choose.</summary>
internal sealed class Story
{
    private static readonly uint[] _talkgroups = [.. Plans.Small.Talkgroups.Select(t => t.Id.Value), 998, 0xFFFFFF];
    private static readonly uint[] _radios = [.. Plans.Small.Subscribers.Select(s => s.Id.Value), 999];
    private static readonly uint[] _ports = [1, 2, 3, 4, Plans.CarrierAtB, Plans.DuplexAtE, Plans.SimplexAtE, Plans.TrunkedAtE];

    private readonly Random _die;
    private readonly RulesWorld _world;
    private readonly Watch _watch;
    private int _steps;

    public Story(int seed)
    {
        _die = new Random(seed);
        _world = new RulesWorld(Plans.Mixed, _die);
        _watch = new Watch(_world);
    }

    public int Grants => _watch.Grants;

    public int FromQueue => _watch.FromQueue;

    /// <summary>Tells the whole story; the sentence of the first broken invariant, or null.</summary>
    public string? Tell(IEnumerable<(int Kind, int One, int Two)> steps)
    {
        foreach (var (kind, one, two) in steps)
        {
            Step(kind, one, two);
            for (var letters = _die.Next(12); letters > 0 && !_world.Post.IsEmpty; letters--)
            {
                _world.DeliverOne();
            }

            if (++_steps % 8 == 0)
            {
                _world.Deliver();
            }

            if ((_world.Post.IsEmpty ? Invariants.WhenQuiet(_world, _watch) : Invariants.Always(_world, _watch)) is { } broken)
            {
                return broken;
            }
        }

        return End();
    }

    private string? End()
    {
        foreach (var press in Live())
        {
            _world.Release(press);
        }

        foreach (var port in _ports)
        {
            _world.Down(port);
        }

        _world.Deliver();
        _world.Pass(TimeSpan.FromHours(12.1).TotalMilliseconds);
        return Invariants.AtTheEnd(_world, _watch);
    }

    private void Step(int kind, int one, int two)
    {
        switch (kind)
        {
            case < 32:
                Key(one, two, emergency: kind < 3);
                break;
            case < 47:
                OnLive(one, _world.Release);
                break;
            case < 54:
                OnLive(one, _world.Lose);
                break;
            case < 58:
                OnLive(one, p => { if (!p.CanWait) _world.LearnEmergency(p); });
                break;
            case < 62:
                Key(one, two, data: true);
                break;
            case < 66:
                Key(one, two, unit: true);
                break;
            case < 71:
                _world.Ask(101 + (uint)(one % 5), 1, _talkgroups[two % 3], emergency: one % 11 == 0);
                break;
            case < 75:
                Switch(_ports[one % _ports.Length], two);
                break;
            case < 79:
                _world.Apply(Changed(one, two));
                break;
            case < 81:
                Forget(one, two);
                break;
            case < 90:
                _world.Pass(two % 60, deliver: false);
                break;
            default:
                _world.Deliver();
                _world.Pass(one % 4000);
                break;
        }
    }

    private void Key(int one, int two, bool emergency = false, bool unit = false, bool data = false)
    {
        var radio = _radios[one % _radios.Length];
        var at = _ports[two % _ports.Length];
        var isClone = one % 17 == 0;
        if (!_world.IsUp(at) || (!isClone && Live().Any(p => p.Stream.Source.Value == radio)))
        {
            return;
        }

        _world.Pass(1, deliver: false); // so that its first burst's time names it
        var target = unit ? _radios[two / 7 % _radios.Length] : _talkgroups[Math.Min(two / 4 % 16, two / 64 % _talkgroups.Length)];
        var slot = two % 13 == 0 ? Timeslot.Two : unit ? Timeslot.One : Timeslot.None;
        var press = _world.Key(radio, at, target, slot, emergency, unit, data);
        foreach (var former in Live().Where(p => p != press && at != 4 && p.Stream.Repeater.Value == at && p.Stream.Slot == press.Stream.Slot && !p.CanWait).ToArray())
        {
            former.Silent ??= _world.Time.GetUtcNow();
            _world.EndStream(former, Reason.Replaced);
        }
    }

    /// <summary>A slot table dies, or an arbiter. What consoles carry, the table of ports does not know: with one of them it lives on.</summary>
    private void Forget(int one, int two)
    {
        var talkgroup = _talkgroups[one % 3];
        if (two % 4 == 0)
        {
            _world.Drop(Address.Site(two % 8 == 0 ? "b" : "d")); // the other sites remind a talkgroup of its record
        }
        else if (!_world.Presses.Any(p => p.CanWait && !p.IsOver && p.Stream.Target == talkgroup))
        {
            _world.Drop(Address.Call(CallKey.Of(new TalkgroupId(talkgroup))));
        }
    }

    private void Switch(uint repeater, int two)
    {
        if (_world.IsUp(repeater) && two % 4 > 0)
        {
            _world.Down(repeater);
        }
        else if (repeater >= SlotPorts.FirstCarrier)
        {
            _world.Up(repeater);
        }
        else
        {
            _world.Up(repeater, repeater == 4 ? new RepeaterShape(true, true, 1 + (two % 3)) : two % 5 == 0 ? RepeaterShape.OneFrequency : RepeaterShape.Duplex);
        }
    }

    private NetworkPlan Changed(int one, int two)
    {
        var plan = _world.Plans.Current.Plan;
        return (one % 7) switch
        {
            0 => plan.WithRadio(_radios[two % 10], r => r with { Stunned = !r.Stunned }),
            1 => plan.With(_talkgroups[two % 3], t => t with { Sites = two % 2 == 0 ? SiteSelection.All : new(SiteSelectionKind.Listed, ["a", "b"]) }),
            2 => plan.With(_talkgroups[two % 3], _ => null),
            3 => plan.With(_talkgroups[two % 3], t => t with { Priority = two % 11, HangTime = TimeSpan.FromSeconds(two % 4) }),
            4 => plan.WithStation(two % 3 == 0 ? "b" : "e", "bs1", b => b with { Maintenance = !b.Maintenance }),
            5 => plan.WithStation("e", two % 2 == 0 ? "bs1" : "bs2", b => b with { Mode = two % 3 == 0 ? BaseStationMode.Trunked : BaseStationMode.Conventional, Access = Barring(two) }),
            _ => Plans.Mixed,
        };
    }

    private static RadioAccess Barring(int two) => two % 5 == 0 ? RadioAccess.Everybody
        : new RadioAccess { Deny = [new RadioRange(new RadioId(101), new RadioId(101 + (uint)(two % 5)))] };

    private Press[] Live() => [.. _world.Presses.Where(p => !p.IsOver && p.Silent is null)];

    private void OnLive(int one, Action<Press> act)
    {
        var live = Live().ToArray();
        if (live.Length > 0)
        {
            act(live[one % live.Length]);
        }
    }
}
