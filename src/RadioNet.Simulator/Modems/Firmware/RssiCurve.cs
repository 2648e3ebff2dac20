using System.Globalization;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>What a board's converter makes of a signal strength: a straight line, clipped to 12 bits.</summary>
/// <param name="RawAtMinus100">The raw value at −100 dBm.</param>
/// <param name="RawPerDecibel">Steps of the converter for one decibel; negative where a stronger signal gives a lower value.</param>
public sealed record RssiCurve(int RawAtMinus100 = 1200, int RawPerDecibel = 20)
{
    private const double Reference = -100;
    private const int HighestRaw = 4095;

    /// <summary>The raw value of a signal strength.</summary>
    public ushort ToRaw(double dbm) =>
        (ushort)Math.Clamp((int)Math.Round(RawAtMinus100 + (dbm - Reference) * RawPerDecibel), 0, HighestRaw);

    /// <summary>The mapping that a technician would write for this board: lines "raw dBm" from −130 to −40 dBm.</summary>
    public string ToMappingText() => string.Join('\n', Enumerable.Range(0, 10)
        .Select(step => -130 + 10 * step)
        .Select(dbm => string.Create(CultureInfo.InvariantCulture, $"{ToRaw(dbm)} {dbm}")));
}
