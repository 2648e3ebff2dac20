namespace RadioNet.Simulator.Vocoders;

/// <summary>
/// What the virtual chip has in place of AMBE+2: no speech coder, but a mark of how loud speech is. The 49 bits are seven levels
/// of 7 bits, one for each seventh of the 20 ms; a level L stands for an effective amplitude of 2 L². Decoding gives a square wave
/// of 1 kHz with these amplitudes, and encoding that gives the same bits again: so a test can tell which frame it hears.
/// </summary>
public static class MarkingCoder
{
    /// <summary>Samples of a frame.</summary>
    public const int Samples = 160;

    private const int Parts = 7;
    private const int BitsOfPart = 7;
    private const int HighestLevel = (1 << BitsOfPart) - 1;
    private const int SamplesOfHalfWave = 4;

    /// <summary>The 49 bits of 160 samples, bit 0 as the highest.</summary>
    public static ulong Encode(ReadOnlySpan<short> speech)
    {
        ulong info = 0;
        for (int part = 0; part < Parts; part++)
        {
            double energy = 0;
            var samples = speech[Begin(part)..Begin(part + 1)];
            foreach (short sample in samples) energy += (double)sample * sample;
            double amplitude = Math.Sqrt(energy / samples.Length);
            int level = Math.Min(HighestLevel, (int)Math.Round(Math.Sqrt(amplitude / 2)));
            info = (info << BitsOfPart) | (uint)level;
        }

        return info;
    }

    /// <summary>The 160 samples that 49 bits stand for.</summary>
    public static void Decode(ulong info, Span<short> speech)
    {
        for (int part = 0; part < Parts; part++)
        {
            int level = (int)(info >> (BitsOfPart * (Parts - 1 - part))) & HighestLevel;
            int amplitude = 2 * level * level;
            for (int index = Begin(part); index < Begin(part + 1); index++)
            {
                speech[index] = (short)(index / SamplesOfHalfWave % 2 == 0 ? amplitude : -amplitude);
            }
        }
    }

    /// <summary>The same 6 dB quieter, as near as the levels are.</summary>
    public static ulong Quieter(ulong info)
    {
        ulong quieter = 0;
        for (int part = 0; part < Parts; part++)
        {
            int level = (int)(info >> (BitsOfPart * (Parts - 1 - part))) & HighestLevel;
            quieter = (quieter << BitsOfPart) | (uint)(level * 0.7071);
        }

        return quieter;
    }

    private static int Begin(int part) => part * Samples / Parts;
}
