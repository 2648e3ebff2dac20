namespace RadioNet.BaseStation.Tools;

/// <summary>What a bit-error test has counted.</summary>
/// <param name="Bursts">Bursts in which errors were counted.</param>
/// <param name="Bits">Bits in which they were: 141 or 264 a burst.</param>
/// <param name="Errors">Bits that were wrong.</param>
/// <param name="Missing">Voice bursts that are missing between those that came, by the superframe's letters.</param>
/// <param name="Foreign">Bursts that look like nothing of what was to be sent: a quarter of their bits is wrong, or more.</param>
public readonly record struct BerCount(long Bursts, long Bits, long Errors, long Missing, long Foreign)
{
    /// <summary>Bit errors of 100 bits; null when nothing was heard.</summary>
    public double? Percent => Bits == 0 ? null : 100.0 * Errors / Bits;
}
