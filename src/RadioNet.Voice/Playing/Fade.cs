namespace RadioNet.Voice.Playing;

/// <summary>Changes of loudness over a few milliseconds, which are not heard as clicks.</summary>
internal static class Fade
{
    /// <summary>From as it is to silence.</summary>
    public static void Out(Span<short> samples)
    {
        for (int index = 0; index < samples.Length; index++) samples[index] = (short)(samples[index] * (samples.Length - index) / samples.Length);
    }

    /// <summary>From silence to as it is.</summary>
    public static void In(Span<short> samples)
    {
        for (int index = 0; index < samples.Length; index++) samples[index] = (short)(samples[index] * index / samples.Length);
    }

    /// <summary>From one to another, in place of the other.</summary>
    public static void Across(ReadOnlySpan<short> from, Span<short> to)
    {
        for (int index = 0; index < to.Length; index++)
            to[index] = (short)((from[index] * (to.Length - index) + to[index] * index) / to.Length);
    }
}
