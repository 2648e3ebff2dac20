namespace RadioNet.Core.Ports;

/// <summary>So many at once, and so many a second after that. For many sources: <see cref="RateTable"/>.</summary>
internal struct RateBucket
{
    private float _spent;
    private long _since;

    public bool TryTake(TimeProvider time, float burst, float perSecond)
    {
        var now = time.GetTimestamp();
        var regained = (float)time.GetElapsedTime(_since, now).TotalSeconds * perSecond;
        _spent = Math.Max(0, _spent - regained);
        _since = now;
        if (_spent + 1 > burst)
        {
            return false;
        }

        _spent++;
        return true;
    }

    public void GiveBack() => _spent = Math.Max(0, _spent - 1);
}
