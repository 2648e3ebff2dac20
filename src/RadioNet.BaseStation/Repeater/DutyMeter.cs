namespace RadioNet.BaseStation.Repeater;

/// <summary>For which share of the time before now a transmitter was on, exact to a sixtieth of that time.</summary>
internal sealed class DutyMeter
{
    private const int Parts = 60;

    private readonly TimeSpan[] _on = new TimeSpan[Parts];
    private TimeSpan _part = TimeSpan.FromSeconds(10);
    private TimeSpan _sum;
    private TimeSpan _last;
    private long _index;

    /// <summary>The time that is looked at.</summary>
    public TimeSpan Window => _part * Parts;

    /// <summary>The share, 0 to 1.</summary>
    public double Share => _sum / Window;

    /// <summary>Looks at another length of time, and begins anew.</summary>
    public void Reset(TimeSpan window, TimeSpan now)
    {
        _part = window / Parts;
        _on.AsSpan().Clear();
        (_sum, _last, _index) = (TimeSpan.Zero, now, (long)Math.Floor(now / _part));
    }

    /// <summary>Time has passed in which the transmitter was on, or off.</summary>
    public void Advance(bool wasOn, TimeSpan now)
    {
        while (_last < now)
        {
            var end = (_index + 1) * _part;
            var until = end < now ? end : now;
            if (wasOn) Add(until - _last);
            _last = until;
            if (until == end) Next();
            if (_sum == TimeSpan.Zero && !wasOn) (_last, _index) = (now, (long)Math.Floor(now / _part));
        }
    }

    /// <summary>When the share may have changed by itself.</summary>
    public TimeSpan NextPart => (_index + 1) * _part;

    private void Add(TimeSpan time)
    {
        _on[(int)(_index % Parts)] += time;
        _sum += time;
    }

    private void Next()
    {
        _index++;
        ref var oldest = ref _on[(int)(_index % Parts)];
        _sum -= oldest;
        oldest = TimeSpan.Zero;
    }
}
