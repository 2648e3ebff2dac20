using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.BaseStation.Tests.Fallback;

/// <summary>A story of steps at a station whose node comes and goes; each step is a kind, 0 to 99, and two numbers that choose.</summary>
internal sealed class ServingStory
{
    private static readonly uint[] _targets = [StationWorld.Ordinary, StationWorld.Ordinary, StationWorld.Equal, StationWorld.High, StationWorld.OnSlotTwo];
    private static readonly string[] _carriers = ["c1", "c2", "c3"];
    private static readonly SpurtOutcome[] _words = [SpurtOutcome.Granted, SpurtOutcome.Granted, SpurtOutcome.Denied, SpurtOutcome.Queued, SpurtOutcome.Stopped];

    private readonly StationWorld _world = new();
    private readonly List<Talk> _live = [];
    private readonly HashSet<IngressId> _wereLocal = [];
    private int _revision = 1;

    public int Carried { get; private set; }

    public int LocallyGranted => _world.LocallyGranted.Count;

    /// <summary>Tells the whole story; the sentence of the first broken rule, or null.</summary>
    public string? Tell(IEnumerable<(int Kind, int One, int Two)> steps)
    {
        foreach (var (kind, one, two) in steps)
        {
            if ((Step(kind, one, two) ?? Always()) is { } broken)
            {
                return $"{kind} {one} {two}: {broken}";
            }
        }

        return End();
    }

    private string? Step(int kind, int one, int two)
    {
        switch (kind)
        {
            case < 30:
                Key(one, two, emergency: kind < 3, unit: kind is >= 3 and < 6, data: kind is >= 6 and < 9);
                return null;
            case < 45:
                OnLive(one, talk => Release(talk, two % 3 == 0 ? Reason.Inactive : Reason.Ended));
                return null;
            case < 60:
                OnLive(one, talk => _world.Node(talk, _words[two % _words.Length], Reason.Busy));
                return null;
            case < 66:
                return ChangeServer(serves: true);
            case < 72:
                return ChangeServer(serves: false);
            case < 76:
                Switch(_carriers[one % 3]);
                return null;
            case < 79:
                _world.Calls.Obey(StationWorld.PlanOf(++_revision, yaml => two % 3 == 0 ? yaml : yaml.Replace($"{{ id: {101 + (one % 3)}, ", $"{{ id: {101 + (one % 3)}, stunned: true, ", StringComparison.Ordinal)));
                return null;
            case < 82:
                OnLive(one, talk => _world.Calls.LearnOptions(talk.Ingress, new ServiceOptions(0x80)));
                return null;
            default:
                Pass((one % 40) / 10.0);
                return null;
        }
    }

    /// <summary>No change of server cuts who had the floor, but for an emergency that takes it.</summary>
    private string? ChangeServer(bool serves)
    {
        var before = _live.ToDictionary(t => t, t => _world.Of(t).Outcome);
        var decided = _world.Decisions.Count;
        Carried += serves ? 0 : _live.Count(t => _world.Calls.Of(t.Ingress) == SpurtStanding.NodeGranted);
        if (serves)
        {
            _world.Calls.NodeServes();
        }
        else
        {
            _world.Calls.NodeLost();
        }

        var cut = _world.Decisions.Skip(decided).FirstOrDefault(d =>
            d.Outcome is FloorOutcome.Denied or FloorOutcome.Stopped && d.Why != Reason.PreEmpted
            && before.Any(t => t.Key.Ingress == d.Spurt && t.Value == FloorOutcome.Granted));
        return cut.Spurt.Value > 0 ? $"{cut} by a change of server" : null;
    }

    private void Key(int one, int two, bool emergency, bool unit, bool data)
    {
        var carrier = _carriers[two % 3];
        var slot = carrier == "c3" || two % 5 == 0 ? Timeslot.Two : Timeslot.One;
        var radio = 101u + (uint)(one % 5);
        if (!_world.Ports.ContainsKey(carrier) || _live.Any(t => t.Spurt.At == new LocalSlot(carrier, slot) || t.Spurt.Source.Value == radio))
        {
            return;
        }

        var talk = _world.Key(radio, carrier, unit ? 101u + (uint)(two / 3 % 4) : _targets[two / 7 % _targets.Length], slot, emergency, unit, data);
        _live.Add(talk);
        if (!data)
        {
            talk.Header();
        }
    }

    private void Release(Talk talk, Reason why)
    {
        _world.Release(talk, why);
        _live.Remove(talk);
    }

    private void Switch(string carrier)
    {
        if (!_world.Ports.ContainsKey(carrier))
        {
            _world.Up(carrier);
            return;
        }

        foreach (var talk in _live.Where(t => t.Spurt.At.Carrier == carrier).ToArray())
        {
            Release(talk, Reason.PortLost);
        }

        _world.Down(carrier);
    }

    private void Pass(double seconds)
    {
        _world.Pass(seconds, _live);
        foreach (var talk in _live.Where(t => !t.Spurt.IsData))
        {
            talk.Voice(1 + (int)(seconds * 3));
        }
    }

    private string? Always()
    {
        foreach (var talk in _live)
        {
            var isLocal = IsLocal(_world.Calls.Of(talk.Ingress));
            if (isLocal != talk.IsLocal)
            {
                return $"{talk.Spurt} is {_world.Calls.Of(talk.Ingress)} and its voice is another's";
            }

            if (!isLocal && _wereLocal.Contains(talk.Ingress))
            {
                return $"{talk.Spurt} went back to the node";
            }

            if (isLocal)
            {
                _wereLocal.Add(talk.Ingress);
            }
        }

        var heard = _live.SelectMany(t => _world.HeardAt(t)).ToArray();
        return heard.Distinct().Count() != heard.Length ? "two spurts at one timeslot"
            : heard.FirstOrDefault(s => _live.Any(t => t.Spurt.At == s)) is { Carrier: not null } busy ? $"{busy} plays while its radio sends"
            : null;
    }

    private string? End()
    {
        foreach (var talk in _live.ToArray())
        {
            Release(talk, Reason.Ended);
        }

        Pass(4);
        var spurts = _world.Records.Where(r => r.Call is { State: Api.CallState.Ended }).Sum(r => r.Call.Spurts.Count);
        return !_world.Calls.IsQuiet ? "a call goes on without anybody"
            : _world.Routes.Count > 0 ? "a route is left"
            : _world.Ports.Values.Any(p => p.IsPlaying(Timeslot.One) || p.IsPlaying(Timeslot.Two)) ? "a timeslot is left playing"
            : spurts != _world.LocallyGranted.Count ? $"{_world.LocallyGranted.Count} spurts had the station's floor, {spurts} are in its records"
            : _world.Records.GroupBy(r => r.Call?.Id).Any(g => g.Key is not null && g.Count() > 1) ? "a call has two records"
            : _world.Carriers.Values.Select(c => Whole(c.All)).FirstOrDefault(broken => broken is not null);
    }

    /// <summary>Each voice transmission at a timeslot is header, bursts, terminator, with rising places; a later one's number is higher.</summary>
    private static string? Whole(IEnumerable<PlayedCarrier.Played> all)
    {
        foreach (var stream in all.GroupBy(p => p.Stream))
        {
            var bursts = stream.ToArray();
            if (bursts[0].Burst != DmrdBurst.VoiceHeader || bursts[^1].Burst != DmrdBurst.Terminator || bursts.Count(p => p.Burst == DmrdBurst.Terminator) != 1)
            {
                return $"transmission {stream.Key} is not whole";
            }

            if (bursts.Zip(bursts.Skip(1)).Any(pair => pair.Second.Timestamp <= pair.First.Timestamp))
            {
                return $"transmission {stream.Key} stands still";
            }
        }

        return null;
    }

    private static bool IsLocal(SpurtStanding standing) => standing >= SpurtStanding.LocalAsked;

    private void OnLive(int one, Action<Talk> act)
    {
        if (_live.Count > 0)
        {
            act(_live[one % _live.Count]);
        }
    }
}
