namespace RadioNet.Protocols.Identity;

/// <summary>The clock that tokens and certificates are held against, and for how long they serve by it.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Lifetimes">For how long.</param>
public sealed record LinkClock(TimeProvider Time, LinkLifetimes Lifetimes)
{
    /// <summary>With the usual lifetimes.</summary>
    public LinkClock(TimeProvider time)
        : this(time, LinkLifetimes.Usual)
    {
    }

    /// <summary>The time, UTC.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();
}
