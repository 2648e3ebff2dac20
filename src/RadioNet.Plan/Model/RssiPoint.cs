using System.Globalization;

namespace RadioNet.Plan.Model;

/// <summary>One measured point of a modem's signal strength.</summary>
/// <param name="Raw">What the modem says.</param>
/// <param name="Dbm">What that is at the antenna connector, dBm, with at most one decimal.</param>
public readonly record struct RssiPoint(ushort Raw, decimal Dbm)
{
    /// <summary>As the plan and the field's RSSI files write it: <c>1134 -116</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Raw} {Dbm:0.#}");
}
