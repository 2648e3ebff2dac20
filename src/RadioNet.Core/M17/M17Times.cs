using RadioNet.Voice.M17;

namespace RadioNet.Core.M17;

/// <summary>How long what may take at a link.</summary>
public sealed record M17Times
{
    /// <summary>How often a link is looked at.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long a link is down before that is an alarm: a reflector that starts anew is none.</summary>
    public TimeSpan Down { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For how long it stands before the alarm is over.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How soon a name is asked for again that was not found, or whose reflector does not answer.</summary>
    public TimeSpan Resolve { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How soon after a failure a name or a socket is tried again.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the system may take to find a name.</summary>
    public TimeSpan Lookup { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After which silence a reflector is gone.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause before a reflector that failed is asked again.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The session's options for who links to which module.</summary>
    internal M17SessionOptions Session(Plan.Model.M17LinkPlan link) => new()
    {
        Callsign = link.Callsign,
        Module = link.Module,
        Silence = Silence,
        LongestPause = LongestPause,
    };
}
