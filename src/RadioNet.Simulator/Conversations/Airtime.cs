using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// Who used which timeslot of which site, and when: tells what a busy timeslot may keep away. It errs to one side: what it
/// calls free was free.
/// </summary>
internal sealed class Airtime(TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(60);

    /// <summary>Two that begin within this may be taken in either order by the network.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly List<Use> _uses = [];

    /// <summary>A scene's call has a timeslot of a site from now on, as far as it is free.</summary>
    public Use Occupy(int scene, AirSite site, Timeslot slot, bool emergency) => Add(new(scene, site.Id, slot, Uplink: false, emergency));

    /// <summary>A radio transmits on a timeslot from now on: the uplink wins over every call's downlink.</summary>
    public Use Transmit(int scene, AirSite site, Timeslot slot) => Add(new(scene, site.Id, slot, Uplink: true, Emergency: false));

    public void End(Use use)
    {
        lock (_gate) use.Until = time.GetTimestamp();
    }

    /// <summary>
    /// Whether a spurt may miss a site's timeslot: another call had it first, an emergency took it, or a radio transmitted there.
    /// </summary>
    public bool IsContended(Spurt spurt, AirSite site, Timeslot slot)
    {
        lock (_gate) return _uses.Exists(use => use.Site == site.Id && use.Slot == slot && Contends(use, spurt));
    }

    private bool Contends(Use use, Spurt spurt)
    {
        bool overlaps = use.From <= spurt.Ended && After(use.Until, SameTime) >= spurt.Began;
        if (!overlaps) return false;
        if (use.Uplink) return true;
        return use.Scene != spurt.Scene && (use.Emergency || use.From <= After(spurt.Began, SameTime));
    }

    private Use Add(Use use)
    {
        lock (_gate)
        {
            use.From = time.GetTimestamp();
            _uses.RemoveAll(old => old.Until != long.MaxValue && time.GetElapsedTime(old.Until, use.From) > Remembered);
            _uses.Add(use);
            return use;
        }
    }

    private long After(long timestamp, TimeSpan span) =>
        timestamp == long.MaxValue ? timestamp : timestamp + (long)(span.TotalSeconds * time.TimestampFrequency);

    internal sealed record Use(int Scene, string Site, Timeslot Slot, bool Uplink, bool Emergency)
    {
        public long From { get; set; }

        public long Until { get; set; } = long.MaxValue;
    }
}
