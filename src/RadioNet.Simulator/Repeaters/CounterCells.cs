namespace RadioNet.Simulator.Repeaters;

/// <summary>The cells behind <see cref="RepeaterCounters"/>; written from any thread.</summary>
internal sealed class CounterCells
{
    private long _logins;
    private long _refusals;
    private long _timeouts;
    private long _sent;
    private long _heard;
    private long _wrongRepeater;
    private long _wrongLength;
    private long _beacons;
    private long _unknown;

    public void CountLogin() => Interlocked.Increment(ref _logins);

    public void CountRefusal() => Interlocked.Increment(ref _refusals);

    public void CountTimeout() => Interlocked.Increment(ref _timeouts);

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountHeard() => Interlocked.Increment(ref _heard);

    public void CountWrongRepeater() => Interlocked.Increment(ref _wrongRepeater);

    public void CountWrongLength() => Interlocked.Increment(ref _wrongLength);

    public void CountBeacon() => Interlocked.Increment(ref _beacons);

    public void CountUnknown() => Interlocked.Increment(ref _unknown);

    public RepeaterCounters Snapshot() => new(
        Interlocked.Read(ref _logins),
        Interlocked.Read(ref _refusals),
        Interlocked.Read(ref _timeouts),
        Interlocked.Read(ref _sent),
        Interlocked.Read(ref _heard),
        Interlocked.Read(ref _wrongRepeater),
        Interlocked.Read(ref _wrongLength),
        Interlocked.Read(ref _beacons),
        Interlocked.Read(ref _unknown));
}
