namespace RadioNet.Api.Links;

/// <summary>How a link is kept alive.</summary>
/// <param name="Interval">From one ping to the next.</param>
/// <param name="Dead">For how long nothing may be heard until the other end counts as dead.</param>
public readonly record struct LinkPulse(TimeSpan Interval, TimeSpan Dead)
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>The pulse that a node asked for: so many milliseconds, 100 at least, and so many pings without an answer.</summary>
    public static LinkPulse Of(uint milliseconds, int pingsLost)
    {
        var interval = TimeSpan.FromMilliseconds(milliseconds);
        interval = interval < _shortest ? _shortest : interval;
        return new LinkPulse(interval, interval * pingsLost);
    }
}
