namespace RadioNet.CallControl;

/// <summary>
/// The durations of call control that are not a talkgroup's own, as data. Each is a proposal that a deployment may change.
/// </summary>
public sealed record CallTimers
{
    /// <summary>After a new activation of a call's arbiter: it grants nothing until its ports have spoken or this has passed.</summary>
    public TimeSpan Learning { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>A talker of whom the ports say nothing for this long is gone: the guard behind the ports' own watchdog.</summary>
    public TimeSpan PortSilence { get; init; } = TimeSpan.FromSeconds(16);

    /// <summary>The hang time of a private call (ETSI TS 102 361-1, annex F: T_CallHt, 3 s).</summary>
    public TimeSpan PrivateHangTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest spurt of a private call and of an all-call.</summary>
    public TimeSpan PrivateTimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how long a talkgroup with <c>sites: affiliated</c> goes to a site after a radio of it was heard there.</summary>
    public TimeSpan Affiliation { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>For how long a node at whose consoles somebody listens is taken to listen after it said so.</summary>
    public TimeSpan Listening { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>How often a site asks the calls that hold its timeslots whether they still do: an arbiter that died forgot them.</summary>
    public TimeSpan ClaimAudit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long a radio is taken to be where it was last heard.</summary>
    public TimeSpan Whereabouts { get; init; } = TimeSpan.FromHours(12);
}
