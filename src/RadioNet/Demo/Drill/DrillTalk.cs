using System.Collections.Immutable;
using System.Diagnostics;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo.Drill;

/// <summary>
/// People of both sides who talk on talkgroups of both: in turn while they hear each other, and both at once while the line is
/// dead. Each talkgroup is used every 1.4 s or so, and by each side at least every 2.8 s.
/// </summary>
internal sealed class DrillTalk
{
    /// <summary>From press to press; a spurt takes 0.84 s of it, and is heard to its end at a base station some 0.35 s later.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1.4);

    private static readonly TimeSpan Heard = TimeSpan.FromMilliseconds(600);

    private const int Superframes = 2;

    /// <summary>After so many turns there is one in which nobody talks, so that a call ends and another begins.</summary>
    private const int TurnsOfACall = 4;

    /// <summary>The turn of the parting in which the emergency key is pressed, at both sides.</summary>
    private const int EmergencyTurn = 3;

    private readonly VirtualNetwork _network;
    private readonly ImmutableArray<Lane> _lanes;
    private readonly Lock _gate = new();
    private readonly List<DrillTurn> _turns = [];
    private volatile bool _isParted;
    private volatile bool _isMended;
    private volatile bool _isOver;

    public DrillTalk(VirtualNetwork network, AirNetwork air, IReadOnlySet<string> below, params ReadOnlySpan<AirGroup> groups)
    {
        _network = network;
        var taken = new HashSet<AirRadio>();
        var lanes = ImmutableArray.CreateBuilder<Lane>();
        foreach (var group in groups)
        {
            var talkers = air.TalkersOf(group).Where(radio => !radio.PreEmpts && !taken.Contains(radio)).ToLookup(radio => below.Contains(radio.Site));
            var lane = new Lane(group, air, below, [.. talkers[true].DistinctBy(radio => radio.Site).Take(2)], [.. talkers[false].DistinctBy(radio => radio.Site).Take(2)]);
            taken.UnionWith(lane.Below);
            taken.UnionWith(lane.Above);
            lanes.Add(lane);
        }

        _lanes = lanes.ToImmutable();
    }

    /// <summary>The presses so far.</summary>
    public ImmutableArray<DrillTurn> Turns
    {
        get
        {
            lock (_gate) return [.. _turns];
        }
    }

    /// <summary>The talkgroups.</summary>
    public IEnumerable<AirGroup> Groups => _lanes.Select(lane => lane.Group);

    /// <summary>The line is dead from now on.</summary>
    public void Part() => _isParted = true;

    /// <summary>The line is back.</summary>
    public void Mend() => _isMended = true;

    /// <summary>Who talks finishes, and nobody begins.</summary>
    public void End() => _isOver = true;

    /// <summary>Talks until <see cref="End"/>.</summary>
    public Task RunAsync() => Task.WhenAll(_lanes.Select(RunAsync));

    /// <summary>
    /// Radio checks of both sides until all sites hear them, some times at most; they count for nothing: what a process does for the
    /// first time takes it longer than the bursts wait that a node keeps.
    /// </summary>
    private async Task CheckAsync(Lane lane)
    {
        const int most = 3;
        for (var check = 0; check < 2 * most && !_isOver; check++)
        {
            DrillTurn? said = null;
            await SayAsync(lane, below: check % 2 == 0, check / 2, emergency: false, turn => said = turn).ConfigureAwait(false);
            await Task.Delay(Heard).ConfigureAwait(false);
            if (check > 0 && said!.IsHeardNear(_network) && said.IsHeardFar(_network)) return;
        }
    }

    private async Task RunAsync(Lane lane)
    {
        await CheckAsync(lane).ConfigureAwait(false);
        var since = Stopwatch.GetTimestamp();
        var parted = 0;
        for (var turn = 0; !_isOver; turn++)
        {
            var (isParted, isMended) = (_isParted, _isMended);
            if (isParted && !isMended)
            {
                parted++;
                await Task.WhenAll(
                    SayAsync(lane, below: true, turn, parted == EmergencyTurn, Note),
                    SayAsync(lane, below: false, turn, parted == EmergencyTurn, Note)).ConfigureAwait(false);
            }
            else
            {
                await SayAsync(lane, below: turn % 2 == 0, turn / 2, emergency: false, Note).ConfigureAwait(false);
            }

            var rests = !isMended && (!isParted || parted >= TurnsOfACall) && turn % (TurnsOfACall + 1) == TurnsOfACall;
            var next = Turn * (rests ? 2 : 1);
            var left = next - Stopwatch.GetElapsedTime(since);
            since += (long)(next.TotalSeconds * Stopwatch.Frequency);
            if (left > TimeSpan.Zero) await Task.Delay(left).ConfigureAwait(false);
        }
    }

    private void Note(DrillTurn turn)
    {
        lock (_gate) _turns.Add(turn);
    }

    private Task SayAsync(Lane lane, bool below, int turn, bool emergency, Action<DrillTurn> pressed)
    {
        var talkers = below ? lane.Below : lane.Above;
        var radio = talkers[turn % talkers.Length];
        return _network.SayAsync(radio, lane.Group, Superframes, emergency, spoken => pressed(new(below, spoken, lane.Sites(below, radio.Site), lane.Sites(!below, radio.Site))));
    }

    private sealed record Lane(AirGroup Group, AirNetwork Air, IReadOnlySet<string> Cut, ImmutableArray<AirRadio> Below, ImmutableArray<AirRadio> Above)
    {
        public ImmutableArray<AirSite> Sites(bool below, string but) =>
            [.. Air.SitesOf(Group).Where(site => site.Id != but && !site.Simplex && Cut.Contains(site.Id) == below)];
    }
}
