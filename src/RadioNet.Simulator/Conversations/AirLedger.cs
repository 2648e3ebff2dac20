using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// Compares what every site heard of a spurt with what was due there. Due is a spurt, whole, at each site of its talkgroup (or at
/// the called radio's) but its own, unless another call or radio had the timeslot there: then what is missing is left out.
/// </summary>
internal sealed class AirLedger(AirNetwork network, Func<AirSite, Timeslot, SlotListener> listeners, Airtime airtime)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Sums> _sites = network.Sites.ToDictionary(site => site.Id, _ => new Sums());
    private readonly List<LeftOutSpurt> _leftOut = [];
    private readonly List<DeniedSpurt> _denied = [];
    private long _heldUp;

    public long HeldUp
    {
        get
        {
            lock (_gate) return _heldUp;
        }
    }

    public ImmutableArray<SiteTally> Sites
    {
        get
        {
            lock (_gate) return [.. network.Sites.Select(site => _sites[site.Id].Tally(site.Id))];
        }
    }

    public ImmutableArray<LeftOutSpurt> LeftOut
    {
        get
        {
            lock (_gate) return [.. _leftOut];
        }
    }

    public ImmutableArray<DeniedSpurt> Denied
    {
        get
        {
            lock (_gate) return [.. _denied];
        }
    }

    /// <summary>Counts spurts of which the network had to carry one at most: all of them over, and their last bursts heard.</summary>
    public void Judge(params ReadOnlySpan<Spurt> rivals)
    {
        lock (_gate)
        {
            bool wasHeldUp = false;
            foreach (var rival in rivals)
            {
                _heldUp += rival.HeldUp ? 1 : 0;
                wasHeldUp |= rival.HeldUp;
            }

            if (wasHeldUp) return;
            var winner = rivals[0];
            foreach (var rival in rivals[1..])
            {
                if (FramesAnywhere(rival) > FramesAnywhere(winner)) winner = rival;
            }

            foreach (var spurt in rivals) Judge(spurt, isCarried: spurt == winner && spurt.Denied is null);
        }
    }

    private void Judge(Spurt spurt, bool isCarried)
    {
        if (spurt.Denied is { } reason)
        {
            _denied.Add(new(spurt.Transmission.Source, spurt.Transmission.Target, spurt.Started, reason));
        }

        foreach (var site in network.Sites)
        {
            foreach (var slot in (ReadOnlySpan<Timeslot>)[Timeslot.One, Timeslot.Two])
            {
                var heard = HeardOf(spurt, site, slot);
                bool isDue = isCarried && spurt.Due.Contains((site, slot));
                if (isDue && airtime.IsContended(spurt, site, slot)) CountContended(spurt, site, heard);
                else if (isDue) CountDue(spurt, site, heard);
                else if (!isCarried || !spurt.Possible.Contains(site.Id)) _sites[site.Id].Stray += heard.Sum(part => part.VoiceBursts);
            }
        }
    }

    private void CountDue(Spurt spurt, AirSite site, List<ReceivedTransmission> heard)
    {
        var sums = _sites[site.Id];
        int frames = Math.Min(spurt.FramesDue, heard.Sum(part => part.VoiceBursts));
        sums.Due += spurt.FramesDue;
        sums.Heard += frames;
        if (frames < spurt.FramesDue) return;
        bool isIntact = heard is [var one] && one.IsWhole
            && (spurt.CutAfter is not null || one.VoiceDigest == spurt.Transmission.VoiceDigest);
        sums.Damaged += isIntact ? 0 : 1;
    }

    private void CountContended(Spurt spurt, AirSite site, List<ReceivedTransmission> heard)
    {
        var sums = _sites[site.Id];
        int late = heard.Sum(part => part.VoiceBursts);
        int missing = Math.Max(0, spurt.FramesDue - late);
        sums.Late += late;
        sums.LeftOut += missing;
        sums.Damaged += heard.TrueForAll(part => part.IsWhole) ? 0 : 1;
        if (missing > 0) _leftOut.Add(new(site.Id, spurt.Transmission.Source, spurt.Transmission.Target, spurt.Started, missing));
    }

    private int FramesAnywhere(Spurt spurt) => spurt.Due.Sum(due => HeardOf(spurt, due.Site, due.Slot).Sum(part => part.VoiceBursts));

    private List<ReceivedTransmission> HeardOf(Spurt spurt, AirSite site, Timeslot slot)
    {
        var listener = listeners(site, slot);
        IEnumerable<ReceivedTransmission> all = listener.Current is { } current ? listener.Ended.Append(current) : listener.Ended;
        return [.. all.Where(part => part.FirstHeard >= spurt.Began && spurt.Is(part.Source.Value, part.Target, part.TargetKind))];
    }

    private sealed class Sums
    {
        public long Due { get; set; }

        public long Heard { get; set; }

        public long LeftOut { get; set; }

        public long Late { get; set; }

        public long Stray { get; set; }

        public long Damaged { get; set; }

        public SiteTally Tally(string site) => new(site, Due, Heard, LeftOut, Late, Stray, Damaged);
    }
}
