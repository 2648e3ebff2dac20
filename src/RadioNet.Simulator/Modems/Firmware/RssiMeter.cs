using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>Measures the signal strength of each second for RSSI_DATA.</summary>
internal sealed class RssiMeter(RssiCurve curve, double noiseDbm)
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(1);

    private double _highest;
    private double _lowest;
    private double _signalRaw;
    private TimeSpan _signalTime;

    /// <summary>When a second is over.</summary>
    public TimeSpan NextDue { get; private set; } = TimeSpan.MaxValue;

    public void Start(TimeSpan now)
    {
        NextDue = now + _period;
        Clear();
    }

    public void Stop() => NextDue = TimeSpan.MaxValue;

    public void OnBurst(in HeardBurst heard)
    {
        _highest = Math.Max(_highest, heard.Dbm);
        _lowest = Math.Min(_lowest, heard.Dbm);
        _signalRaw += curve.ToRaw(heard.Dbm) * AirBurst.Duration.TotalSeconds;
        _signalTime += AirBurst.Duration;
    }

    /// <summary>What the second gave; the next begins.</summary>
    public RssiReading Read()
    {
        double quiet = Math.Max(0, (_period - _signalTime).TotalSeconds);
        double mean = (_signalRaw + curve.ToRaw(noiseDbm) * quiet) / (quiet + _signalTime.TotalSeconds);
        ushort first = curve.ToRaw(_highest);
        ushort second = curve.ToRaw(_lowest);
        NextDue += _period;
        Clear();
        return new(Math.Max(first, second), Math.Min(first, second), (ushort)Math.Round(mean));
    }

    private void Clear() => (_highest, _lowest, _signalRaw, _signalTime) = (noiseDbm, noiseDbm, 0, TimeSpan.Zero);
}
