namespace RadioNet.Simulator.Air;

/// <summary>
/// How many bits a receiver gets wrong. DMR's four symbols lie at ±648 Hz and ±1944 Hz (ETSI TS 102 361-1, clause 10.2.2), and a
/// discriminator takes one for its neighbour when noise moves it by more than 648 Hz. With Gray coding, one of two bits is wrong
/// then, and 3 of 4 symbols' sides have a neighbour:
/// <code>BER = 3/8 · (Q(x·(1−r)) + Q(x·(1+r))),  x = √(4/5 · Eb/N0),  r = |Δf| / 648 Hz</code>
/// Eb/N0 is counted from a receiver's data sheet: at its sensitivity, the level for a bit error rate of 5 %, it is 4.50 dB
/// here, whatever its noise figure and losses are. Interference is noise, so much stronger that a signal which exceeds it by the
/// capture ratio has a bit error rate of 5 % as well.
/// </summary>
/// <param name="sensitivityDbm">The level for a bit error rate of 5 %.</param>
/// <param name="captureDecibels">The ratio of signal to interference for a bit error rate of 5 %.</param>
public sealed class FourFsk(double sensitivityDbm = -119, double captureDecibels = 8)
{
    /// <summary>From the centre between two symbols to either.</summary>
    public const double HalfSpacingHertz = 648;

    /// <summary>Eb/N0 in dB at which the formula gives 5 %.</summary>
    private const double SensitivityEbN0 = 4.504;

    private readonly double _noise = ToMilliwatts(sensitivityDbm - SensitivityEbN0);
    private readonly double _interferenceGain = ToMilliwatts(captureDecibels - SensitivityEbN0);

    /// <summary>The bit error rate, 0 to 0.375, of a signal.</summary>
    /// <param name="signal">Its strength in mW.</param>
    /// <param name="interference">The strength of all else on the channel in mW.</param>
    /// <param name="offsetHertz">How far the receiver is off its frequency.</param>
    public double BitErrorRate(double signal, double interference = 0, double offsetHertz = 0)
    {
        double ratio = signal / (_noise + interference * _interferenceGain);
        double x = Math.Sqrt(0.8 * ratio);
        double r = Math.Abs(offsetHertz) / HalfSpacingHertz;
        return 0.375 * (Tail(x * (1 - r)) + Tail(x * (1 + r)));
    }

    /// <summary>The bit error rate at a level in dBm, undisturbed.</summary>
    public double BitErrorRateAt(double dbm) => BitErrorRate(ToMilliwatts(dbm));

    internal static double ToMilliwatts(double dbm) => Math.Pow(10, dbm / 10);

    internal static double ToDbm(double milliwatts) => 10 * Math.Log10(milliwatts);

    /// <summary>
    /// Q(x), the tail of the normal distribution, by its rational approximation 7.1.26 in Abramowitz and Stegun: 1.5·10⁻⁷ off at most.
    /// </summary>
    internal static double Tail(double x)
    {
        double z = Math.Abs(x) / Math.Sqrt(2);
        double t = 1 / (1 + 0.3275911 * z);
        double series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        double half = 0.5 * series * Math.Exp(-z * z);
        return x >= 0 ? half : 1 - half;
    }
}
