namespace RadioNet.BaseStation.Modems;

/// <summary>
/// When to ask a modem for its status, and whether it is silent: so many questions in a row without an answer, over so long. A
/// pause of our own is not held against it, for then it was not asked.
/// </summary>
internal sealed class StatusWatch(ModemSessionOptions options)
{
    private const int UnansweredWhenSilent = 5;

    private TimeSpan _firstUnanswered;
    private TimeSpan _askAt = TimeSpan.MaxValue;
    private int _unanswered;

    /// <summary>When to look: to ask, or to find the modem silent; never while nothing is watched.</summary>
    public TimeSpan Due => _unanswered >= UnansweredWhenSilent && SilentAt < _askAt ? SilentAt : _askAt;

    /// <summary>Whether the last question is unanswered.</summary>
    public bool IsUnanswered => _unanswered > 0;

    private TimeSpan SilentAt => _firstUnanswered + options.Silence;

    /// <summary>Begins: the first question is due then.</summary>
    public void Start(TimeSpan due) => (_askAt, _unanswered) = (due, 0);

    public void Stop() => Start(TimeSpan.MaxValue);

    public bool MustAsk(TimeSpan now) => now >= _askAt;

    /// <summary>A question goes out. The next one keeps the rhythm, and makes up for nothing.</summary>
    public void Asked(TimeSpan now)
    {
        if (_unanswered++ == 0) _firstUnanswered = now;
        _askAt += options.StatusPoll;
        if (_askAt <= now) _askAt = now + options.StatusPoll;
    }

    /// <summary>Asks out of turn.</summary>
    public void AskNow(TimeSpan now) => _askAt = now;

    public void Answered() => _unanswered = 0;

    public bool IsSilent(TimeSpan now) => _unanswered >= UnansweredWhenSilent && now >= SilentAt;
}
