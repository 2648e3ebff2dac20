namespace RadioNet.Voice.Playing;

/// <summary>
/// How uneven bursts come, as the wait that it asks for: the worst lateness and a margin. It rises at once and falls slowly. One
/// may serve a talkgroup's calls one after the other, so that each begins with what the one before it learned.
/// </summary>
public sealed class ArrivalMeter
{
    // Of 60 ms each: half of a peak is forgotten after some 10 s of speech.
    private const int Forgetting = 256;

    private static readonly TimeSpan _margin = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan _least;
    private readonly TimeSpan _most;
    private TimeSpan _peak;

    /// <param name="least">The least that it asks for.</param>
    /// <param name="first">What it asks for before anything was measured.</param>
    /// <param name="most">The most.</param>
    public ArrivalMeter(TimeSpan least, TimeSpan first, TimeSpan most) => (_least, _peak, _most) = (least, first - _margin, most);

    /// <summary>One with the times of a player.</summary>
    public ArrivalMeter(PlayingOptions options)
        : this((options ?? throw new ArgumentNullException(nameof(options))).LeastWait, options.FirstWait, options.MostWait)
    {
    }

    /// <summary>For how long what is missing may still come.</summary>
    public TimeSpan Wait => _peak + _margin < _least ? _least : _peak + _margin > _most ? _most : _peak + _margin;

    /// <summary>Takes how much later than the earliest a burst came.</summary>
    public void Add(TimeSpan lateness) => _peak = lateness > _peak ? lateness : _peak - (_peak - lateness) / Forgetting;
}
