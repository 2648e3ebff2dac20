namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>How loud speech is over time.</summary>
internal static class Envelope
{
    private const int Step = 80;

    /// <summary>The effective amplitude of each 10 ms.</summary>
    public static double[] Of(ReadOnlySpan<short> speech)
    {
        var levels = new double[speech.Length / Step];
        for (int index = 0; index < levels.Length; index++)
        {
            double energy = 0;
            foreach (short sample in speech.Slice(index * Step, Step)) energy += (double)sample * sample;
            levels[index] = Math.Sqrt(energy / Step);
        }

        return levels;
    }

    /// <summary>The best correlation of two envelopes when the second may lag by up to 60 ms.</summary>
    public static double Correlation(double[] said, double[] heard) =>
        Enumerable.Range(0, 7).Max(lag => Pearson(said.AsSpan(0, said.Length - lag), heard.AsSpan(lag, said.Length - lag)));

    private static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sumX = 0, sumY = 0, sumXX = 0, sumYY = 0, sumXY = 0;
        for (int index = 0; index < x.Length; index++)
        {
            sumX += x[index];
            sumY += y[index];
            sumXX += x[index] * x[index];
            sumYY += y[index] * y[index];
            sumXY += x[index] * y[index];
        }

        int n = x.Length;
        return (n * sumXY - sumX * sumY) / Math.Sqrt((n * sumXX - sumX * sumX) * (n * sumYY - sumY * sumY));
    }
}
