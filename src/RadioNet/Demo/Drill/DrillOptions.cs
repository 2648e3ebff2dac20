namespace RadioNet.Command.Demo.Drill;

/// <summary>How a drill goes.</summary>
internal sealed record DrillOptions
{
    /// <summary>For how long the uplink is cut.</summary>
    public TimeSpan Cut { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For how long people talk before it, radio checks of some seconds included.</summary>
    public TimeSpan Before { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Whether the data folders stay.</summary>
    public bool Keep { get; init; }

    /// <summary>Whether the line is really cut; a drill of which nothing was cut must not pass.</summary>
    public bool Cuts { get; init; } = true;
}
