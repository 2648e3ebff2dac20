namespace RadioNet.Voice.Routing;

/// <summary>The router's times and bounds.</summary>
public sealed class RouterOptions
{
    /// <summary><see cref="MostRelays"/> of a router of which nothing else is said.</summary>
    public const int UsualMostRelays = 8192;

    /// <summary>The largest <see cref="MostStreams"/>: a stream's place in the pool is part of its id.</summary>
    public const int LargestPool = 65_536;

    /// <summary>A voice stream is over when no burst came for this long.</summary>
    public TimeSpan VoiceInactivity { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// What is said in this process is over when nothing came for this long: nothing gets lost on its way and whoever says it ends it, so that only a
    /// defect leaves it open; a busy machine may be later than any radio.
    /// </summary>
    public TimeSpan TalkInactivity { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A data stream is over when no burst came for this long: six bursts.</summary>
    public TimeSpan DataInactivity { get; init; } = TimeSpan.FromMilliseconds(360);

    /// <summary>How long the bursts of a stream that ended undecided still wait for their decision.</summary>
    public TimeSpan DecisionWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long after a terminator late bursts of the same stream are recognised and dropped.</summary>
    public TimeSpan LateBurstWindow { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a running stream is said to be alive: seldom, for it feeds only the guard behind the end that the router says itself.</summary>
    public TimeSpan AliveInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a talker's position is said at most.</summary>
    public TimeSpan PositionInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long an order to relay stands while no voice of its spurt comes: before the first, and after the last.</summary>
    public TimeSpan RelayWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Orders to relay at once, those that wait for their voice included; a newer one takes the place of the one that has waited longest.</summary>
    public int MostRelays { get; init; } = UsualMostRelays;

    /// <summary>How often time-outs are looked at while there are streams.</summary>
    public TimeSpan TickInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Streams at once over all ports, those included whose end or decision is still on its way.</summary>
    public int MostStreams { get; init; } = 8192;

    /// <summary>Streams at once of one port with timeslots, counted likewise.</summary>
    public int MostStreamsPerPort { get; init; } = 16;

    /// <summary>Streams at once of one port that carries many calls, counted likewise.</summary>
    public int MostStreamsPerManyCallsPort { get; init; } = 512;

    internal void Validate()
    {
        RequirePositive(VoiceInactivity, nameof(VoiceInactivity));
        RequirePositive(TalkInactivity, nameof(TalkInactivity));
        RequirePositive(DataInactivity, nameof(DataInactivity));
        RequirePositive(DecisionWait, nameof(DecisionWait));
        RequirePositive(LateBurstWindow, nameof(LateBurstWindow));
        RequirePositive(AliveInterval, nameof(AliveInterval));
        RequirePositive(PositionInterval, nameof(PositionInterval));
        RequirePositive(RelayWait, nameof(RelayWait));
        ArgumentOutOfRangeException.ThrowIfLessThan(MostRelays, 1);
        RequirePositive(TickInterval, nameof(TickInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(MostStreams, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MostStreams, LargestPool);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostStreamsPerPort, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostStreamsPerManyCallsPort, 1);
    }

    private static void RequirePositive(TimeSpan time, string name) => ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, name);
}
