namespace RadioNet.Consoles.Tests;

/// <summary>What a measurement prints: half, 95 of 100, the most; and how busy the machine was.</summary>
internal static class Figures
{
    public static double At(this IEnumerable<double> values, double share)
    {
        double[] ordered = [.. values.Order()];
        return ordered[Math.Min(ordered.Length - 1, (int)(ordered.Length * share))];
    }

    public static string Spread(this IEnumerable<double> values)
    {
        var all = values.ToList();
        return $"{all.At(0.5):F1} ms (half), {all.At(0.95):F1} ms (95 %), {all.Max():F1} ms (most) of {all.Count}";
    }

    public static void Say(string line) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{line}; load {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown")}");
}
