namespace RadioNet.Simulator.Modems;

/// <summary>What goes wrong on a line, in one direction. Chances are 0 to 1; a frame is what was written at once.</summary>
public sealed record LineFaults
{
    /// <summary>A line on which nothing goes wrong.</summary>
    public static LineFaults None { get; } = new();

    /// <summary>The chance that a frame is lost.</summary>
    public double DropFrame { get; init; }

    /// <summary>The chance that a frame comes twice.</summary>
    public double DuplicateFrame { get; init; }

    /// <summary>The chance that a frame comes in two parts, <see cref="SplitGap"/> apart.</summary>
    public double SplitFrame { get; init; }

    /// <summary>The time between the parts of a frame that comes in two.</summary>
    public TimeSpan SplitGap { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The chance that an octet is lost.</summary>
    public double DropOctet { get; init; }

    /// <summary>The chance that an octet has another value.</summary>
    public double FlipOctet { get; init; }

    /// <summary>How much later everything comes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How much later still a frame may come, by chance; order is kept.</summary>
    public TimeSpan Jitter { get; init; }
}
