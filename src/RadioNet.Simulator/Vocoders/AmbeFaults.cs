namespace RadioNet.Simulator.Vocoders;

/// <summary>What goes wrong at a virtual AMBE chip, on demand and from any thread. Numbers count down as they are used up.</summary>
public sealed class AmbeFaults
{
    private volatile bool _isSilent;
    private volatile int _delayMilliseconds;
    private int _overtaken;
    private int _badParity;
    private int _lost;
    private int _cut;

    /// <summary>It answers nothing.</summary>
    public bool IsSilent
    {
        get => _isSilent;
        set => _isSilent = value;
    }

    /// <summary>Each coded piece comes so many milliseconds late, and what is behind it waits for it.</summary>
    public int DelayMilliseconds
    {
        get => _delayMilliseconds;
        set => _delayMilliseconds = value;
    }

    /// <summary>So many of its next coded pieces are kept until the answer to the question behind them has gone.</summary>
    public int Overtaken
    {
        set => Volatile.Write(ref _overtaken, value);
    }

    /// <summary>So many of its next coded pieces carry a wrong parity octet.</summary>
    public int BadParity
    {
        set => Volatile.Write(ref _badParity, value);
    }

    /// <summary>So many of its next coded pieces never come.</summary>
    public int Lost
    {
        set => Volatile.Write(ref _lost, value);
    }

    /// <summary>So many of its next coded pieces end too soon.</summary>
    public int Cut
    {
        set => Volatile.Write(ref _cut, value);
    }

    internal bool UseOvertaken() => Use(ref _overtaken);

    internal bool UseBadParity() => Use(ref _badParity);

    internal bool UseLost() => Use(ref _lost);

    internal bool UseCut() => Use(ref _cut);

    private static bool Use(ref int left)
    {
        if (Volatile.Read(ref left) <= 0) return false;
        Interlocked.Decrement(ref left);
        return true;
    }
}
