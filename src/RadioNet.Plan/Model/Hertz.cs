namespace RadioNet.Plan.Model;

/// <summary>A frequency in whole hertz.</summary>
public readonly record struct Hertz(long Value)
{
    /// <summary>The lowest carrier that DMR is made for: 30 MHz (ETSI TS 102 361-1, clause 1).</summary>
    public static Hertz LowestCarrier { get; } = new(30_000_000);

    /// <summary>The highest carrier that DMR is made for: 1 GHz (ETSI TS 102 361-1, clause 1).</summary>
    public static Hertz HighestCarrier { get; } = new(1_000_000_000);

    /// <summary>The frequency in megahertz with its unit, as the plan writes it: <c>416.0125 MHz</c>.</summary>
    public override string ToString() =>
        (Value / 1_000_000m).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) + " MHz";
}
