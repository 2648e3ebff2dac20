namespace RadioNet.Simulator.Air;

/// <summary>
/// How the level between two antennas moves when one of them does: the sum of many waves (Clarke's model), a pure function of
/// time. Rayleigh, or Rice where there is a direct wave.
/// </summary>
/// <param name="DopplerHertz">Speed by wavelength: 2 Hz on foot, 20 Hz in a car at 420 MHz.</param>
/// <param name="DirectDecibels">The direct wave's power over all others' together; none (Rayleigh) when negative infinity.</param>
public sealed record Fading(double DopplerHertz = 2, double DirectDecibels = double.NegativeInfinity)
{
    private const int Waves = 12;

    /// <summary>The power at a time over its mean, of the path that a seed names.</summary>
    internal double GainAt(TimeSpan time, ulong path)
    {
        double direct = Math.Pow(10, DirectDecibels / 10);
        double real = Math.Sqrt(direct), imaginary = 0;
        double amplitude = Math.Sqrt(1.0 / Waves);
        double turns = 2 * Math.PI * DopplerHertz * time.TotalSeconds;
        for (int wave = 0; wave < Waves; wave++)
        {
            double angle = 2 * Math.PI * (wave + Fraction(path, 2 * wave)) / Waves;
            double phase = turns * Math.Cos(angle) + 2 * Math.PI * Fraction(path, 2 * wave + 1);
            real += amplitude * Math.Cos(phase);
            imaginary += amplitude * Math.Sin(phase);
        }

        return (real * real + imaginary * imaginary) / (1 + direct);
    }

    /// <summary>A number from 0 to 1 that belongs to a path's n-th parameter (splitmix64).</summary>
    private static double Fraction(ulong path, int index)
    {
        ulong z = unchecked(path + (ulong)(index + 1) * 0x9E37_79B9_7F4A_7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
