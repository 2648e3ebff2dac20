using System.Globalization;

namespace RadioNet.Plan.Model;

/// <summary>A share of a whole, 0 to 100 percent, with at most one decimal.</summary>
public readonly record struct Percent(decimal Value)
{
    /// <summary>Nothing.</summary>
    public static Percent None { get; } = new(0);

    /// <summary>Half.</summary>
    public static Percent Half { get; } = new(50);

    /// <summary>All of it.</summary>
    public static Percent All { get; } = new(100);

    /// <summary>As the plan writes it: <c>50 %</c>, <c>47.5 %</c>.</summary>
    public override string ToString() => Value.ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
