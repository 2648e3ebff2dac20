using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>One thing that happened to a spurt.</summary>
/// <param name="Node">The node that noted it.</param>
/// <param name="Kind">What; <see cref="MarkKind.Unspecified"/> is a decision of the arbiter.</param>
/// <param name="At">When, by the asked node's clock, UTC.</param>
/// <param name="Milliseconds">How long after the spurt's first mark.</param>
public sealed record WaterfallRow(string Node, MarkKind Kind, DateTimeOffset At, double Milliseconds)
{
    /// <summary>What it waited for; null when nothing that is known.</summary>
    public WaterfallRow? Cause { get; init; }

    /// <summary>How long after its cause, which a clock that is wrong makes look less, or even negative; null without one.</summary>
    public double? SinceCause => Cause is null ? null : Milliseconds - Cause.Milliseconds;

    /// <summary>The port, or the other node; empty where there is none.</summary>
    public string Where { get; init; } = "";

    /// <summary>What was noted with it.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The decision with its reason; null for the rest.</summary>
    public Decision? Decision { get; init; }
}
