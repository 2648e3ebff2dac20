namespace RadioNet.CallControl.Messages;

/// <summary>What a machine asks of the node's timers.</summary>
public abstract record ToClock : Message
{
    private ToClock()
    {
    }

    /// <summary>Asks for a <see cref="TimerFired"/> back.</summary>
    /// <param name="Owner">Who asks.</param>
    /// <param name="Timer">Which of its timers.</param>
    /// <param name="Generation">Comes back with the timer: a late one of an older generation is ignored by its owner.</param>
    /// <param name="After">How long from now.</param>
    public sealed record Set(Address Owner, string Timer, long Generation, TimeSpan After) : ToClock;
}
