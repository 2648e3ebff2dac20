namespace RadioNet.Plan.Model;

/// <summary>How much a transmitter may send.</summary>
/// <param name="Most">The largest share of <paramref name="Over"/>.</param>
/// <param name="Over">The time that is looked at, up to now.</param>
public sealed record DutyCycle(Percent Most, TimeSpan Over)
{
    /// <summary>All the time.</summary>
    public static DutyCycle Unlimited { get; } = new(Percent.All, TimeSpan.FromMinutes(10));
}
