namespace RadioNet.CallControl.Registration;

/// <summary>How many denied requests of one repeater are written down: a burst, then some a second. The rest is counted.</summary>
internal sealed class DenialBudget
{
    private const double Burst = 50;
    private const double PerSecond = 2;

    private double _left = Burst;
    private long _since = long.MinValue;

    public bool TryTake(long now, TimeProvider time)
    {
        if (_since != long.MinValue)
        {
            _left = Math.Min(Burst, _left + (time.GetElapsedTime(_since, now).TotalSeconds * PerSecond));
        }

        _since = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
