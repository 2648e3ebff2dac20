namespace RadioNet.Command.Bench;

/// <summary>The same load with a small plan and with a large one, one right after the other.</summary>
internal sealed record PlanSizePair(LoadFigures Small, LoadFigures Large)
{
    public double DelayP50Ratio => Large.Report.Delay.Percentile(0.5) / (double)Math.Max(1, Small.Report.Delay.Percentile(0.5));

    public double ThreadRatio => Large.ThreadMicroseconds / Small.ThreadMicroseconds;

    public double ProcessRatio => Large.ProcessMicroseconds / Small.ProcessMicroseconds;

    /// <summary>The middle of a ratio over pairs.</summary>
    public static double Median(IEnumerable<PlanSizePair> pairs, Func<PlanSizePair, double> ratio)
    {
        double[] sorted = [.. pairs.Select(ratio).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
