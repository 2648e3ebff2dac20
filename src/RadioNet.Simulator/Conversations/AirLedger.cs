using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// Compares what every site heard of a spurt with what was due there. Due is a spurt, whole, at each site of its talkgroup (or at
/// the called radio's) but its own, and at its own when that repeats, unless another call or radio had the timeslot there: then what is missing is left out.
/// </summary>
internal sealed class AirLedger(AirNetwork network, Func<AirSite, ISiteAir> airs, Airtime airtime, Func<long, long, TimeSpan> pace, TimeProvider time)
{
    /// <summary>What is first heard so long after a spurt's end is the radio's next one.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMilliseconds(400);

    /// <summary>A base station counts upon its modem's having so much to send; a pause of this machine that is longer may be heard.</summary>
    private static readonly TimeSpan MostAlone = TimeSpan.FromMilliseconds(40);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Sums> _sites = network.Sites.ToDictionary(site => site.Id, _ => new Sums());
    private readonly List<LeftOutSpurt> _leftOut = [];
    private readonly List<DeniedSpurt> _denied = [];
    private readonly List<DamagedSpurt> _damaged = [];
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

    public ImmutableArray<DamagedSpurt> Damaged
    {
        get
        {
            lock (_gate) return [.. _damaged];
        }
    }

    /// <summary>Whether this machine was too slow between two timestamps for what a site sends, or for what is to be heard at another.</summary>
    public bool IsHeldUp(AirSite from, AirSite at, long began, long until) => Lateness(from, at, began, until) > MostAlone;

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

            foreach (var spurt in rivals) Judge(spurt, isCarried: spurt == winner && spurt.Denied is null, hasRivals: rivals.Length > 1);
        }
    }

    private void Judge(Spurt spurt, bool isCarried, bool hasRivals)
    {
        // A base station does not wake for a radio that it refuses, and hears nothing of it.
        if (spurt.Denied is { } reason && !spurt.IsUnanswered)
        {
            _denied.Add(new(spurt.Transmission.Source, spurt.Transmission.Target, spurt.Started, reason));
        }

        foreach (var site in network.Sites)
        {
            foreach (var slot in (ReadOnlySpan<Timeslot>)[Timeslot.One, Timeslot.Two])
            {
                var heard = HeardOf(spurt, site, slot);
                bool isOwn = site.Id == spurt.From.Id && slot == spurt.Slot && airs(site).Repeats;
                if (isOwn && !isCarried && (hasRivals || spurt.IsDeniedLater)) continue;
                bool isDue = isCarried && (isOwn || spurt.Due.Contains((site, slot)));
                if (isDue && !isOwn && airtime.IsContended(spurt, site, slot)) CountContended(spurt, site, heard);
                else if (isDue) CountDue(spurt, site, heard, isOwn ? RepeatedOf(spurt, heard) : spurt.FramesDue);
                else if (!isCarried || !spurt.Possible.Contains(site.Id)) _sites[site.Id].Stray += heard.Sum(part => part.VoiceBursts);
            }
        }
    }

    private void CountDue(Spurt spurt, AirSite site, List<ReceivedTransmission> heard, int due)
    {
        var sums = _sites[site.Id];
        int frames = Math.Min(due, heard.Sum(part => part.VoiceBursts));
        bool isIntact = heard is [var one] && one.IsWhole
            && (spurt.CutAfter is not null || one.VoiceDigest == spurt.Transmission.VoiceDigest);
        if ((frames < due || !isIntact) && WasHeldUp(spurt, site)) return;
        sums.Due += due;
        sums.Heard += frames;
        if (frames == due && !isIntact) CountDamaged(spurt, site, heard);
    }

    /// <summary>Whether the machine was too slow for what the talker's site sends, or for what is to be heard at a site: then it is not counted.</summary>
    private bool WasHeldUp(Spurt spurt, AirSite site)
    {
        if (Lateness(spurt, site) <= MostAlone) return false;
        _heldUp += spurt.HeldUp ? 0 : 1;
        spurt.HeldUp = true;
        return true;
    }

    private TimeSpan Lateness(Spurt spurt, AirSite site) => Lateness(spurt.From, site, spurt.Began, time.GetTimestamp());

    private TimeSpan Lateness(AirSite from, AirSite at, long began, long until) => TimeSpan.FromTicks(Math.Max(
        pace(began, until).Ticks, Math.Max(airs(from).LatenessBetween(began, until).Ticks, airs(at).LatenessBetween(began, until).Ticks)));

    /// <summary>A site stops repeating who lost the floor at once, and what it has not repeated by then is gone.</summary>
    private int RepeatedOf(Spurt spurt, List<ReceivedTransmission> heard)
    {
        if (spurt.CutAfter is null || heard.Count == 0) return spurt.FramesDue;
        var behind = time.GetElapsedTime(spurt.Began, heard[0].FirstHeard);
        return Math.Max(0, spurt.FramesDue - (int)Math.Ceiling(behind / Transmission.BurstSpacing));
    }

    private void CountContended(Spurt spurt, AirSite site, List<ReceivedTransmission> heard)
    {
        var sums = _sites[site.Id];
        int late = heard.Sum(part => part.VoiceBursts);
        int missing = Math.Max(0, spurt.FramesDue - late);
        bool isWhole = heard.TrueForAll(part => part.IsWhole);
        if (!isWhole && WasHeldUp(spurt, site)) return;
        sums.Late += late;
        sums.LeftOut += missing;
        if (!isWhole) CountDamaged(spurt, site, heard);
        if (missing > 0) _leftOut.Add(new(site.Id, spurt.Transmission.Source, spurt.Transmission.Target, spurt.Started, missing));
    }

    private void CountDamaged(Spurt spurt, AirSite site, List<ReceivedTransmission> heard)
    {
        _sites[site.Id].Damaged++;
        _damaged.Add(new(site.Id, spurt.Transmission.Source, spurt.Transmission.Target, spurt.Started, spurt.FramesDue, [.. heard]) { Lateness = Lateness(spurt, site) });
    }

    private int FramesAnywhere(Spurt spurt) => spurt.Due.Sum(due => HeardOf(spurt, due.Site, due.Slot).Sum(part => part.VoiceBursts));

    private List<ReceivedTransmission> HeardOf(Spurt spurt, AirSite site, Timeslot slot)
    {
        long last = spurt.Ended + (long)(StartsWithin.TotalSeconds * time.TimestampFrequency);
        return
        [
            .. airs(site).Heard(slot).Where(part =>
                part.FirstHeard >= spurt.Began && part.FirstHeard <= last && spurt.Is(part.Source.Value, part.Target, part.TargetKind)),
        ];
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
