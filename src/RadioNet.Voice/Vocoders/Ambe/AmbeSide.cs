using RadioNet.Protocols.Ambe3000;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>One coder of one channel: the call that has it, and what the chip was asked and has not answered.</summary>
internal sealed class AmbeSide(int channel, AmbeCoder coder)
{
    private readonly AmbeLane[] _asked = new AmbeLane[AmbeLane.Capacity];
    private readonly TimeSpan[] _askedAt = new TimeSpan[AmbeLane.Capacity];
    private AmbeLane? _lane;
    private int _first;

    public int Channel => channel;

    public AmbeCoder Coder => coder;

    /// <summary>The call that has it.</summary>
    public AmbeLane? Lane => Volatile.Read(ref _lane);

    /// <summary>The call that the coder was made ready for.</summary>
    public AmbeLane? Begun { get; set; }

    /// <summary>Questions without an answer.</summary>
    public int Asked { get; private set; }

    /// <summary>When the oldest of them was asked.</summary>
    public TimeSpan OldestAskedAt => _askedAt[_first];

    /// <summary>Gives it to a call; false when another has it. From any thread, as <see cref="Leave"/>.</summary>
    public bool TryTake(AmbeLane lane) => lane.Coder == coder && Interlocked.CompareExchange(ref _lane, lane, null) is null;

    /// <summary>Takes it from its call.</summary>
    public bool Leave(AmbeLane lane) => Interlocked.CompareExchange(ref _lane, null, lane) == lane;

    /// <summary>Remembers a question.</summary>
    public void Ask(AmbeLane lane, TimeSpan now)
    {
        int index = (_first + Asked++) % _asked.Length;
        (_asked[index], _askedAt[index]) = (lane, now);
    }

    /// <summary>The call of the oldest question, which is answered, or given up.</summary>
    public AmbeLane Answered()
    {
        var lane = _asked[_first];
        _first = (_first + 1) % _asked.Length;
        Asked--;
        return lane;
    }
}
