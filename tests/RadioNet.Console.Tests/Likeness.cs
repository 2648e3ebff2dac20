using System.Runtime.InteropServices;

namespace RadioNet.Consoles.Tests;

/// <summary>How much the loudness of one speech goes up and down as that of another, -1 to 1; of envelopes, a value for each 10 ms.</summary>
internal static class Likeness
{
    /// <summary>As one piece, wherever in the longer one it is most alike.</summary>
    public static double Whole(double[] part, double[] whole) =>
        Enumerable.Range(0, Math.Max(1, whole.Length - part.Length + 1)).Max(start => Pearson(part, whole.AsSpan(start, Math.Min(part.Length, whole.Length - start))));

    /// <summary>
    /// Each half second is looked for up to 100 ms around where the one before was: a player that waits, or gains on a late start, moves what follows by
    /// a piece or two, and nobody hears it.
    /// </summary>
    public static double ByHalfSeconds(double[] said, double[] heard)
    {
        const int window = 50, reach = 10;
        return Enumerable.Range(0, Math.Max(1, heard.Length - said.Length)).Max(start =>
        {
            var (at, found) = (start, new List<double>());
            for (var from = 0; from + window <= said.Length; from += window)
            {
                var part = said[from..(from + window)];
                var best = Enumerable.Range(Math.Max(0, at - reach), (2 * reach) + 1).Where(one => one + window <= heard.Length)
                    .DefaultIfEmpty(heard.Length - window).MaxBy(one => Pearson(part, heard.AsSpan(one, window)));
                found.AddRange(heard.AsSpan(best, window));
                at = best + window;
            }

            return Pearson(said.AsSpan(0, found.Count), CollectionsMarshal.AsSpan(found));
        });
    }

    private static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        x = x[..Math.Min(x.Length, y.Length)];
        var (meanX, meanY) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++) (meanX, meanY) = (meanX + (x[i] / x.Length), meanY + (y[i] / x.Length));
        var (xx, yy, xy) = (1e-9, 1e-9, 0.0);
        for (var i = 0; i < x.Length; i++) (xx, yy, xy) = (xx + ((x[i] - meanX) * (x[i] - meanX)), yy + ((y[i] - meanY) * (y[i] - meanY)), xy + ((x[i] - meanX) * (y[i] - meanY)));
        return xy / Math.Sqrt(xx * yy);
    }
}
