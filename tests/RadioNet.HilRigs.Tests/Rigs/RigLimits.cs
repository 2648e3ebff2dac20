using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>What a rig never lets happen, whatever a scenario wants.</summary>
/// <param name="Transmission">The longest that the transmitter may be on without a pause.</param>
/// <param name="Duty">The share of <paramref name="DutyWindow"/> for which it may be on.</param>
/// <param name="DutyWindow">The time before now of which <paramref name="Duty"/> is a share.</param>
/// <param name="Frequencies">What may be tuned to, ends included.</param>
/// <param name="Power">The highest power that the board may be told.</param>
/// <param name="BitErrors">The most bit errors with which a loopback passes.</param>
internal sealed record RigLimits(
    TimeSpan Transmission,
    Percent Duty,
    TimeSpan DutyWindow,
    ImmutableArray<(Hertz Least, Hertz Most)> Frequencies,
    Percent Power,
    Percent BitErrors)
{
    /// <summary>Whether the modem may be tuned to a frequency.</summary>
    public bool Allows(Hertz frequency) =>
        Frequencies.Any(range => frequency.Value >= range.Least.Value && frequency.Value <= range.Most.Value);
}
