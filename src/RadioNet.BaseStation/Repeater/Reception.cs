namespace RadioNet.BaseStation.Repeater;

/// <summary>How well a radio's spurt was heard.</summary>
/// <param name="Bursts">Bursts received, headers and terminator among them.</param>
/// <param name="Lost">Voice bursts missing between the first and the last.</param>
/// <param name="BitErrors">Bit errors of the vocoder frames' protected bits.</param>
/// <param name="BitsCounted">The bits in which they were counted, 141 a voice burst; 0 of data and of enciphered voice.</param>
/// <param name="RssiMean">Mean signal strength in dBm; null when the modem told none.</param>
/// <param name="RssiLeast">The weakest, dBm.</param>
/// <param name="RssiMost">The strongest, dBm.</param>
public readonly record struct Reception(
    int Bursts, int Lost, int BitErrors, int BitsCounted, int? RssiMean, int? RssiLeast, int? RssiMost)
{
    /// <summary>Bit errors of 100 bits; null when none were counted.</summary>
    public double? BitErrorPercent => BitsCounted == 0 ? null : 100.0 * BitErrors / BitsCounted;
}
