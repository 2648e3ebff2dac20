namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// How uneven the network's bursts come: the worst lateness, slowly forgotten. A stream's buffer is as long as that when it begins.
/// </summary>
internal sealed class JitterMeter
{
    // Of 60 ms each: half of a peak is forgotten after some 10 s of speech.
    private const int Forgetting = 256;

    private TimeSpan _peak;

    public JitterMeter(RepeaterSettings settings) => Reset(settings);

    public void Reset(RepeaterSettings settings) => _peak = settings.JitterStart;

    /// <summary>How long a stream that begins now waits.</summary>
    public TimeSpan Delay(RepeaterSettings settings) =>
        _peak < settings.JitterLeast ? settings.JitterLeast : _peak > settings.JitterMost ? settings.JitterMost : _peak;

    /// <summary>Takes how much later than the stream's earliest a burst came.</summary>
    public void Add(TimeSpan lateness) => _peak = lateness > _peak ? lateness : _peak - (_peak - lateness) / Forgetting;
}
