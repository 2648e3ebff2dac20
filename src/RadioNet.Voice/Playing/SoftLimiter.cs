namespace RadioNet.Voice.Playing;

/// <summary>Keeps samples below −1 dBFS: above −6 dBFS they are bent, so that nothing is cut off.</summary>
internal static class SoftLimiter
{
    private const double Knee = 16422;
    private const double Ceiling = 29205;

    /// <summary>A sample within the bounds, of one that may be beyond them.</summary>
    public static short Bend(double sample)
    {
        double size = Math.Abs(sample);
        if (size <= Knee) return (short)Math.Round(sample);
        double bent = Knee + (Ceiling - Knee) * Math.Tanh((size - Knee) / (Ceiling - Knee));
        return (short)Math.Round(Math.CopySign(bent, sample));
    }
}
