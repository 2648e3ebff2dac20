namespace RadioNet.BaseStation.Modems;

/// <summary>
/// When to ask a modem for its status, and whether it is silent: so many questions in a row without an answer, over so long. A
/// pause of our own is not held against it, for then it was not asked.
/// </summary>
internal sealed class StatusWatch(ModemSessionOptions options)
{
    private const int UnansweredWhenSilent = 5;

    private TimeSpan _firstUnanswered;
    private int _unanswered;

    /// <summary>When to ask next; never while nothing is watched.</summary>
    public TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Whether the last question is unanswered.</summary>
    public bool IsUnanswered => _unanswered > 0;

    /// <summary>Begins: the first question is due at once.</summary>
    public void Start(TimeSpan now) => (Due, _unanswered) = (now, 0);

    public void Stop() => (Due, _unanswered) = (TimeSpan.MaxValue, 0);

    /// <summary>A question goes out. The next one keeps the rhythm, and makes up for nothing.</summary>
    public void Asked(TimeSpan now)
    {
        if (_unanswered++ == 0) _firstUnanswered = now;
        Due += options.StatusPoll;
        if (Due <= now) Due = now + options.StatusPoll;
    }

    /// <summary>Asks out of turn.</summary>
    public void AskNow(TimeSpan now) => Due = now;

    public void Answered() => _unanswered = 0;

    public bool IsSilent(TimeSpan now) => _unanswered >= UnansweredWhenSilent && now - _firstUnanswered >= options.Silence;
}
