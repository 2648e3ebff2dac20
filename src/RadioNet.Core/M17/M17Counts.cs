namespace RadioNet.Core.M17;

/// <summary>What became of what came and went at a link. Each cell has one writer.</summary>
internal sealed class M17Counts
{
    private readonly long[] _cells = new long[Enum.GetValues<M17Count>().Length];

    public long this[M17Count count] => Volatile.Read(ref _cells[(int)count]);

    public void Add(M17Count count) => Interlocked.Increment(ref _cells[(int)count]);
}

/// <summary>What is counted.</summary>
internal enum M17Count
{
    /// <summary>Streams of the reflector that asked for the floor.</summary>
    Asked,

    /// <summary>Streams of the reflector that got it.</summary>
    Granted,

    /// <summary>Streams of the reflector that did not.</summary>
    Denied,

    /// <summary>Streams of the reflector whose floor was taken away.</summary>
    Stopped,

    /// <summary>Streams of the reflector that were this network's own voice.</summary>
    Echoes,

    /// <summary>Streams of the reflector that did not ask: too many in too short a time.</summary>
    TooMany,

    /// <summary>Streams of the reflector whose sender is no callsign.</summary>
    Nameless,

    /// <summary>Packets that came faster than speech.</summary>
    Flood,

    /// <summary>Streams of either way that nothing here can transcode.</summary>
    NoVocoder,

    /// <summary>Spurts of the talkgroup that were said at the reflector.</summary>
    Said,

    /// <summary>Spurts of the talkgroup that came from there, and were not said there again.</summary>
    NotSentBack,
}
